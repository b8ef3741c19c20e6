import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

/** API.md of the package in a folder, from its compiled assembly. */
export function apiDocs(home: string): string {
  const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-docs-"));
  try {
    const docgen = join(ROOT, "node_modules/.bin/jsii-docgen");
    const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "1" };
    execFileSync(docgen, ["-o", join(folder, "API.md")], { cwd: home, env, stdio: ["ignore", "ignore", "inherit"] });
    return readFileSync(join(folder, "API.md"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
