import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { lock, nameOf, withDependencies } from "../../tools/bundle/lock";
import type { Audited } from "../../tools/bundle/audit";
import { audited } from "../../tools/bundle/audit";
import { bundledPackages } from "../../tools/bundle/packages";

const ROOT = join(__dirname, "../..");
const PEERS = ["@cdktf/provider-aws", "cdktf", "constructs", "@cdktn/provider-aws", "cdktn"];

/** npm looks up who else needs a package with a hole. */
const packument = (url = ""): object => ({ name: decodeURIComponent(url.slice(1)), "dist-tags": {}, versions: {} });

interface Asked<Result> {
  readonly result: Result;
  /** The versions that were asked for, by name. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
}

/** Does something with an audit service of our own. */
async function withService<Result>(
  status: number,
  answer: object,
  act: (environment: NodeJS.ProcessEnv) => Promise<Result>,
): Promise<Asked<Result>> {
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
  const result = await act({ ...process.env, npm_config_registry: registry, npm_config_fetch_retries: "0" });
  await new Promise((done) => server.close(done));
  return { result, asked };
}

/** The audit as a program. */
const program = (env: NodeJS.ProcessEnv): Promise<{ readonly exitCode: number; readonly output: string }> =>
  new Promise((done) =>
    execFile(
      process.execPath,
      [join(ROOT, "node_modules/tsx/dist/cli.mjs"), "tools/audit.ts"],
      { cwd: ROOT, env },
      (error, stdout, stderr) => done({ exitCode: Number(error?.code ?? 0), output: stdout + stderr }),
    ),
  );

/** The same, of one package that the bundles hold. */
const ofOne = (environment: NodeJS.ProcessEnv): Promise<Audited> => audited(["node_modules/@smithy/core"], environment);

const HOLE = { id: 1, title: "Reads what it should not", severity: "high", vulnerable_versions: "*", url: "-" };

test("asks for exactly what the bundles hold and the peers, fails for a hole of what a bundle holds, and names it", async () => {
  const { result, asked } = await withService(200, { "@smithy/core": [HOLE] }, program);
  expect(result.exitCode).toBe(1);
  expect(result.output).toContain("@smithy/core: high: Reads what it should not\n");
  expect(result.output).toMatch(/^\d+ packages in assets\/ and \d+ of the peers: \d+ with known holes$/m);
  const packages = lock();
  const bundled = await bundledPackages();
  const expected = [...bundled.map(({ folder }) => folder), ...withDependencies(packages, PEERS)];
  expect(new Set(Object.entries(asked).flatMap(([name, versions]) => versions.map((one) => `${name} ${one}`)))).toEqual(
    new Set(expected.map((folder) => `${nameOf(packages, folder)} ${packages[folder]?.version}`)),
  );
  expect(Object.keys(asked)).toEqual(expect.arrayContaining(["@smithy/core", "@aws-sdk/client-kms", "cdktf", "cdktn"]));
  expect(Object.keys(asked)).not.toContain("jest");
});

test("passes when nothing is known of them", async () => {
  const { result } = await withService(200, {}, ofOne);
  expect(result).toEqual({
    exitCode: 0,
    problems: [],
    summary: expect.stringMatching(/^1 packages in assets\/ and \d+ of the peers: no known hole$/),
  });
});

test("is not run, and not passed, when the service does not answer", async () => {
  const { result } = await withService(405, {}, ofOne);
  expect(result).toEqual({
    exitCode: 77,
    problems: [expect.stringMatching(/^not run: the audit service gave no answer \(405 /)],
  });
});
