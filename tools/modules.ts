import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { generate } from "../src/module/generate";

/** Writes the published modules; with --check, only says whether the committed ones are up to date. */
const MODULES = process.env.MODULES_FOLDER ?? join(__dirname, "../modules");
/** Written by hand. */
const OWN = new Set(["README.md"]);

function committed(): string[] {
  return readdirSync(MODULES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(MODULES, join(entry.parentPath, entry.name)))
    .filter((path) => !OWN.has(path) && !path.includes(".terraform"));
}

const fresh = generate();
const stale = committed().filter((path) => !fresh.has(path));
const changed = [...fresh].filter(([path, text]) => {
  const file = join(MODULES, path);
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
});

if (!process.argv.includes("--check")) {
  for (const path of stale) rmSync(join(MODULES, path));
  for (const [path, text] of changed) {
    mkdirSync(dirname(join(MODULES, path)), { recursive: true });
    writeFileSync(join(MODULES, path), text);
  }
} else if (stale.length + changed.length > 0) {
  const names = [...changed.map(([path]) => path), ...stale].sort().map((path) => `  modules/${path}`);
  console.error(
    `These files are not what src/module makes. Run \`npm run modules\` and commit the result.\n${names.join("\n")}`,
  );
  process.exitCode = 1;
}
