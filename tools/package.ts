import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { artifact, zip } from "../src/module/artifact";

/** Writes the registry's artifact: a folder, and the same as a ZIP file. */
const ROOT = join(__dirname, "..");
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
const target = join(process.env.DIST_FOLDER ?? join(ROOT, "dist"), `terraform-aws-agentcore-identity-${version}`);

const files = artifact();
rmSync(target, { recursive: true, force: true });
for (const [path, text] of files) {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  writeFileSync(join(target, path), text);
}
writeFileSync(`${target}.zip`, zip(files));
console.log(`${target}.zip: ${files.size} files`);
