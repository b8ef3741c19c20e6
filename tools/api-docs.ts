import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiDocs } from "./api-docs/generate";

/** Writes API.md from the compiled assembly; with --check, only says whether it is up to date. Needs `npm run build`. */
const ROOT = join(__dirname, "..");
const API = join(ROOT, "API.md");

const fresh = apiDocs(ROOT);
if (!process.argv.includes("--check")) writeFileSync(API, fresh);
else if (fresh !== readFileSync(API, "utf8")) {
  console.error("API.md is not what `npm run build && npm run docs` makes of src/. Run that and commit the result.");
  process.exitCode = 1;
}
