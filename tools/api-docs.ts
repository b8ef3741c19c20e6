import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Writes API.md from the compiled assembly; with --check, only says whether it is up to date. Needs `npm run build`. */
const ROOT = join(__dirname, "..");
const API = join(ROOT, "API.md");

function generate(): string {
  const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-docs-"));
  try {
    const docgen = join(ROOT, "node_modules/.bin/jsii-docgen");
    const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "1" };
    execFileSync(docgen, ["-o", join(folder, "API.md")], { cwd: ROOT, env, stdio: ["ignore", "ignore", "inherit"] });
    return readFileSync(join(folder, "API.md"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const fresh = generate();
if (!process.argv.includes("--check")) writeFileSync(API, fresh);
else if (fresh !== readFileSync(API, "utf8")) {
  console.error("API.md is not what `npm run build && npm run docs` makes of src/. Run that and commit the result.");
  process.exitCode = 1;
}
