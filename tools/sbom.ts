import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lock } from "./bundle/lock";
import { bundledPackages } from "./bundle/packages";
import { ROOT } from "./bundle/programs";
import { billOfMaterials } from "./bundle/sbom";
import manifest from "../package.json";

/** Writes the bill of materials of a release to dist/. */
async function main(): Promise<void> {
  const target = process.env.DIST_FOLDER ?? join(ROOT, "dist");
  const bill = billOfMaterials(manifest, await bundledPackages(), lock());
  const file = join(target, `${manifest.name}-${manifest.version}.cdx.json`);
  mkdirSync(target, { recursive: true });
  writeFileSync(file, `${JSON.stringify(bill, undefined, 2)}\n`);
  console.log(`${file}: ${(bill as { components: unknown[] }).components.length} components`);
}

void main();
