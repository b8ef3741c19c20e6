import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BundledProgram } from "./programs";
import { bundledPrograms, ROOT } from "./programs";

/** A package of which a program holds at least one byte: it reaches users, whatever package.json calls it. */
export interface BundledPackage {
  /** Where it lies, which is also its key in package-lock.json. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  /** The programs that hold it. */
  readonly programs: readonly string[];
}

export const bundledPackages = async (): Promise<readonly BundledPackage[]> => packagesOf(await bundledPrograms());

/** What esbuild says that it wrote, not what package.json asks for: there all of it is for development. */
export function packagesOf(programs: readonly BundledProgram[]): readonly BundledPackage[] {
  const holders = new Map<string, Set<string>>();
  for (const { target, metafile } of programs)
    for (const output of Object.values(metafile.outputs))
      for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
        if (bytesInOutput === 0 || !path.includes("node_modules/")) continue;
        const folder = folderOf(path);
        holders.set(folder, (holders.get(folder) ?? new Set()).add(target));
      }
  return [...holders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, targets]) => ({ folder, ...manifestOf(folder), programs: [...targets].sort() }));
}

function manifestOf(folder: string): Pick<BundledPackage, "name" | "version" | "license"> {
  const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: unknown;
  };
  return { name, version, license: typeof license === "string" ? license : "NOASSERTION" };
}

function folderOf(path: string): string {
  let folder = dirname(path);
  // Packages may hold further package.json files that only say how to read a folder.
  while (!(existsSync(join(ROOT, folder, "package.json")) && /node_modules\/(@[^/]+\/)?[^/]+$/.test(folder)))
    folder = dirname(folder);
  return folder;
}
