import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { WrittenFile } from "../migrate/write/written";
import { InputError } from "../plan/input-error";

/** Stops before a folder that holds something. */
export function requireEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new InputError(
      `${folder} is not empty: give a new folder by --out, so that nothing of yours is overwritten.`,
    );
}

/** Into an empty or new folder: nothing is written over. */
export function writeFiles(folder: string, files: readonly WrittenFile[]): void {
  requireEmpty(folder);
  try {
    for (const { path, text } of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: "wx" });
    }
  } catch {
    throw new InputError(`${folder} cannot be written.`);
  }
}
