import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { notPermissive } from "./bundle/licences";
import { NOTICE, notice } from "./bundle/notice";
import { packagesOf } from "./bundle/packages";
import { bundledPrograms, ROOT } from "./bundle/programs";
import { PAGE_ASSETS, pageAssets } from "./page-assets";

/** Writes the programs in assets/ and whose work they hold; with --check, only says whether they are up to date. */
async function main(): Promise<void> {
  const isCheck = process.argv.includes("--check");
  // The command line holds it, so it comes first.
  keep(PAGE_ASSETS, await pageAssets(), isCheck);
  const programs = await bundledPrograms();
  const packages = packagesOf(programs);
  for (const { target, text } of programs) keep(target, text, isCheck);
  keep(NOTICE, notice(packages), isCheck);
  notPermissive(packages).forEach(complain);
}

function keep(path: string, text: string, isCheck: boolean): void {
  const file = join(ROOT, path);
  const isSame = existsSync(file) && readFileSync(file, "utf8") === text;
  if (!isCheck && !isSame) writeFileSync(file, text);
  if (isCheck && !isSame) complain(`${path} is stale: run "npm run bundle" and commit it.`);
  process.stdout.write(`${path}: ${Buffer.byteLength(text)} bytes\n`);
}

function complain(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

void main();
