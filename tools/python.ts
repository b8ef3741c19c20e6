import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");
const PAGE = "README.md";
const EXAMPLE = "examples/python/main.py";

/** The README's quick start in Python, beside that in TypeScript and as a program; with --check, only compares. */
function main(): void {
  const code = quickStart();
  const page = readFileSync(join(ROOT, PAGE), "utf8");
  keep(EXAMPLE, code);
  keep(
    PAGE,
    page.replace(/(?<=```python\n).*?(?=```)/s, () => code),
  );
}

/** jsii-rosetta looks up the packages from where the file lies. */
function quickStart(): string {
  const typescript = /```ts\n(.*?)```/s.exec(readFileSync(join(ROOT, "README.md"), "utf8"))?.[1] ?? "";
  const folder = join(ROOT, "dist/quick-start");
  const file = join(folder, "main.ts");
  mkdirSync(folder, { recursive: true });
  try {
    // The deep path with its ending is for modules of Node.js; assemblies know the folder.
    writeFileSync(file, typescript.replace("/lib/provider/index.js", "/lib/provider"));
    return `${rosetta(file).trim()}\n`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rosetta = (file: string): string =>
  execFileSync(join(ROOT, "node_modules/.bin/jsii-rosetta"), ["snippet", file, "--python"], {
    encoding: "utf8",
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });

function keep(path: string, text: string): void {
  if (!process.argv.includes("--check")) return writeFileSync(join(ROOT, path), text);
  if (readFileSync(join(ROOT, path), "utf8") === text) return;
  console.error(`${path} is not what the README's quick start is in Python: run "npm run python" and commit it.`);
  process.exitCode = 1;
}

main();
