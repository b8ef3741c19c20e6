import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Subject } from "./sbom";
import { lock, placeOf, withDependencies } from "./lock";
import { editionManifest } from "../edition/manifest";
import manifest from "../../package.json";

/** What a script says when it could not do its work, so that nobody takes it for passed; .ci/run counts it apart. */
const NOT_RUN = 77;

interface Report {
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly severity: string; readonly via: readonly (string | { readonly title: string })[] }>
  >;
}

export interface Audited {
  readonly exitCode: number;
  /** One problem a line. */
  readonly problems: readonly string[];
  readonly summary?: string;
}

/**
 * Asks the registry's audit service about what runs at users: what the bundles hold, and the peers of both editions.
 *
 * @param bundled the folders of the packages that the bundles hold
 * @param environment npm's, which may name a registry
 */
export async function audited(bundled: readonly string[], environment = process.env): Promise<Audited> {
  const packages = lock();
  const names = [manifest, editionManifest() as Subject].flatMap((one) => Object.keys(one.peerDependencies));
  const peers = withDependencies(packages, names);
  const folders = [...new Set([...bundled, ...peers])].sort();
  const asked = Object.fromEntries(folders.map((folder) => [folder, packages[folder]]));
  const { vulnerabilities, message, error } = await ask(asked, environment);
  if (vulnerabilities === undefined) {
    const reason = message ?? error?.summary ?? "no report";
    const problem = `not run: the audit service gave no answer (${reason}), so nothing is known.`;
    return { exitCode: NOT_RUN, problems: [problem] };
  }
  const problems = Object.entries(vulnerabilities).map(([name, { severity, via }]) => {
    return `${name}: ${severity}: ${via.map((one) => (typeof one === "string" ? one : one.title)).join("; ")}`;
  });
  const known = problems.length === 0 ? "no known hole" : `${problems.length} with known holes`;
  const summary = `${bundled.length} packages in assets/ and ${peers.length} of the peers: ${known}`;
  return { exitCode: problems.length > 0 ? 1 : 0, problems, summary };
}

/** By npm itself, in a folder whose lock file has these packages and no other. */
async function ask(
  packages: Readonly<Record<string, object | undefined>>,
  environment: NodeJS.ProcessEnv,
): Promise<Report> {
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
    const stdout = await new Promise<string>((done) =>
      execFile("npm", ["audit", ...options], { cwd: folder, env: environment }, (_, text) => done(text)),
    );
    return JSON.parse(stdout) as Report;
  } catch (error) {
    return { message: String(error) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
