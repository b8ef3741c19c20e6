import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./programs";

/** What package-lock.json says of a package. */
export interface Locked {
  /** Where a package has another name than its folder. */
  readonly name?: string;
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** By the folder in which a package lies. */
export type Lock = Readonly<Record<string, Locked>>;

export const lock = (): Lock =>
  (JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as { readonly packages: Lock }).packages;

export const nameOf = (packages: Lock, folder: string): string => packages[folder]?.name ?? placeOf(folder);

/** How a folder is called beside its siblings. */
export const placeOf = (folder: string): string => folder.slice(folder.lastIndexOf("node_modules/") + 13);

/** Where Node.js finds a package from the folder of another. */
export function found(packages: Lock, from: string, name: string): string | undefined {
  const folder = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  if (folder in packages) return folder;
  if (from === "") return undefined;
  const above = from.lastIndexOf("/node_modules/");
  return found(packages, above < 0 ? "" : from.slice(0, above), name);
}

/** Packages and all that they need, by their folders. */
export function withDependencies(packages: Lock, names: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  const add = (from: string, name: string): void => {
    const folder = found(packages, from, name);
    if (folder === undefined || folders.has(folder)) return;
    folders.add(folder);
    for (const dependency of Object.keys(packages[folder]?.dependencies ?? {})) add(folder, dependency);
  };
  for (const name of names) add("", name);
  return [...folders].sort();
}
