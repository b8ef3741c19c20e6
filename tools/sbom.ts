import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lock } from "./bundle/lock";
import { bundledPackages } from "./bundle/packages";
import { ROOT } from "./bundle/programs";
import type { Subject } from "./bundle/sbom";
import { billOfMaterials } from "./bundle/sbom";
import { editionManifest } from "./edition/manifest";
import manifest from "../package.json";

/** Writes the bill of materials of each edition to dist/. */
async function main(): Promise<void> {
  const target = process.env.DIST_FOLDER ?? join(ROOT, "dist");
  const bundled = await bundledPackages();
  mkdirSync(target, { recursive: true });
  for (const subject of [manifest, editionManifest() as Subject]) {
    const bill = billOfMaterials(subject, bundled, lock()) as { readonly components: readonly object[] };
    const file = `${subject.name}-${subject.version}.cdx.json`;
    writeFileSync(join(target, file), `${JSON.stringify(bill, undefined, 2)}\n`);
    console.log(`sbom     ${file}: ${bill.components.length} components`);
  }
}

void main();
