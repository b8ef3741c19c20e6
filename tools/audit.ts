import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lock, placeOf, withDependencies } from "./bundle/lock";
import { bundledPackages } from "./bundle/packages";
import type { Subject } from "./bundle/sbom";
import { editionManifest } from "./edition/manifest";
import manifest from "../package.json";

/** What a script says when it could not do its work, so that nobody takes it for passed; .ci/run counts it apart. */
const NOT_RUN = 77;

interface Report {
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly severity: string; readonly via: readonly (string | { readonly title: string })[] }>
  >;
}

/** Asks the registry's audit service about what runs at users: what the bundles hold, and the peers of both editions. */
async function main(): Promise<void> {
  const packages = lock();
  const bundled = (await bundledPackages()).map(({ folder }) => folder);
  const names = [manifest, editionManifest() as Subject].flatMap((one) => Object.keys(one.peerDependencies));
  const peers = withDependencies(packages, names);
  const folders = [...new Set([...bundled, ...peers])].sort();
  const { vulnerabilities, message, error } = ask(
    Object.fromEntries(folders.map((folder) => [folder, packages[folder]])),
  );
  if (vulnerabilities === undefined) {
    console.error(
      `not run: the audit service gave no answer (${message ?? error?.summary ?? "no report"}), so nothing is known.`,
    );
    process.exitCode = NOT_RUN;
    return;
  }
  const holes = Object.entries(vulnerabilities);
  for (const [name, { severity, via }] of holes)
    console.error(`${name}: ${severity}: ${via.map((one) => (typeof one === "string" ? one : one.title)).join("; ")}`);
  const known = holes.length === 0 ? "no known hole" : `${holes.length} with known holes`;
  console.log(`${bundled.length} packages in assets/ and ${peers.length} of the peers: ${known}`);
  if (holes.length > 0) process.exitCode = 1;
}

/** By npm itself, in a folder whose lock file has these packages and no other. */
function ask(packages: Readonly<Record<string, object | undefined>>): Report {
  const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-audit-"));
  try {
    const wanted = Object.entries(packages).filter(([path]) => path.lastIndexOf("node_modules/") === 0);
    const dependencies = Object.fromEntries(
      wanted.map(([path, locked]) => [placeOf(path), (locked as { version: string }).version]),
    );
    const manifest = { name: "audit", version: "0.0.0", private: true, dependencies };
    const entries = Object.entries(packages).map(([path, locked]) => [path, { ...locked, dev: undefined }]);
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    writeFileSync(
      join(folder, "package-lock.json"),
      JSON.stringify({
        ...{ name: "audit", version: "0.0.0", lockfileVersion: 3, requires: true },
        packages: { "": manifest, ...Object.fromEntries(entries) },
      }),
    );
    // npm remembers what it was told of a hole; here it asks anew.
    const options = ["--json", "--package-lock-only", "--cache", join(folder, "cache"), "--no-update-notifier"];
    const { stdout } = spawnSync("npm", ["audit", ...options], { cwd: folder, encoding: "utf8" });
    return JSON.parse(stdout) as Report;
  } catch (error) {
    return { message: String(error) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
