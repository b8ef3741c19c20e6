import { linkSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lock } from "../bundle/lock";

const ROOT = join(__dirname, "../..");

/** The edition's peers, by where they lie here: CDK Terrain wants older constructs than CDKTF's edition. */
const PACKAGES: Readonly<Record<string, string>> = {
  "@cdktn/provider-aws": "@cdktn/provider-aws",
  cdktn: "cdktn",
  constructs: "constructs-of-cdktn",
};

/** Where they lie here. */
export const EDITION_PEERS = Object.values(PACKAGES);

/** What lies where for the edition. */
export const editionLock = (packages: Lock): Lock => ({
  ...packages,
  ...Object.fromEntries(
    Object.entries(PACKAGES).flatMap(([name, place]) => {
      const locked = packages[`node_modules/${place}`];
      return locked ? [[`node_modules/${name}`, locked]] : [];
    }),
  ),
});

/** Lays them beside the edition, as npm would: hard links, for TypeScript follows others to where the other constructs lie. */
export function linkPackages(edition: string): void {
  for (const [name, place] of Object.entries(PACKAGES)) {
    const from = join(ROOT, "node_modules", place);
    for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const target = join(edition, "node_modules", name, file.slice(from.length));
      mkdirSync(dirname(target), { recursive: true });
      linkSync(file, target);
    }
  }
}
