import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { lock, nameOf, withDependencies } from "../../tools/bundle/lock";
import { bundledPackages } from "../../tools/bundle/packages";

const ROOT = join(__dirname, "../..");
const PEERS = ["@cdktf/provider-aws", "cdktf", "constructs", "@cdktn/provider-aws", "cdktn"];

interface Audit {
  readonly exitCode: number;
  readonly output: string;
  /** The versions that were asked for, by name. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
}

/** npm looks up who else needs a package with a hole. */
const packument = (url = ""): object => ({ name: decodeURIComponent(url.slice(1)), "dist-tags": {}, versions: {} });

/** Runs the audit against an audit service of our own. */
async function audit(status: number, answer: object): Promise<Audit> {
  let asked = {};
  const server = createServer((request, response) => {
    const isZipped = request.headers["content-encoding"] === "gzip";
    void text(isZipped ? request.pipe(createGunzip()) : request).then((body) => {
      const isAudit = request.url?.endsWith("/advisories/bulk");
      if (isAudit) asked = JSON.parse(body) as object;
      response
        .writeHead(isAudit ? status : 200, { "content-type": "application/json" })
        .end(JSON.stringify(isAudit ? answer : packument(request.url)));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const env = { ...process.env, npm_config_registry: registry, npm_config_fetch_retries: "0" };
  const tsx = join(ROOT, "node_modules/tsx/dist/cli.mjs");
  const result = await new Promise<Omit<Audit, "asked">>((done) =>
    execFile(process.execPath, [tsx, "tools/audit.ts"], { cwd: ROOT, env }, (error, stdout, stderr) =>
      done({ exitCode: Number(error?.code ?? 0), output: stdout + stderr }),
    ),
  );
  await new Promise((done) => server.close(done));
  return { ...result, asked };
}

test("asks for exactly what the bundles hold and the peers, and passes when nothing is known of them", async () => {
  const { exitCode, output, asked } = await audit(200, {});
  expect(output).toMatch(/^\d+ packages in assets\/ and \d+ of the peers: no known hole\n$/);
  expect(exitCode).toBe(0);
  const packages = lock();
  const bundled = await bundledPackages();
  const expected = [...bundled.map(({ folder }) => folder), ...withDependencies(packages, PEERS)];
  expect(new Set(Object.entries(asked).flatMap(([name, versions]) => versions.map((one) => `${name} ${one}`)))).toEqual(
    new Set(expected.map((folder) => `${nameOf(packages, folder)} ${packages[folder]?.version}`)),
  );
  expect(Object.keys(asked)).toEqual(expect.arrayContaining(["@smithy/core", "@aws-sdk/client-kms", "cdktf", "cdktn"]));
  expect(Object.keys(asked)).not.toContain("jest");
});

test("fails for a hole of what a bundle holds, and names it", async () => {
  const hole = { id: 1, title: "Reads what it should not", severity: "high", vulnerable_versions: "*", url: "-" };
  const { exitCode, output } = await audit(200, { "@smithy/core": [hole] });
  expect(exitCode).toBe(1);
  expect(output).toContain("@smithy/core: high: Reads what it should not");
});

test("is not run, and not passed, when the service does not answer", async () => {
  const { exitCode, output } = await audit(405, {});
  expect(exitCode).toBe(77);
  expect(output).toMatch(/^not run: the audit service gave no answer \(405 /);
});
