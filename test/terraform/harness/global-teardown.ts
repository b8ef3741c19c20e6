import { rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderOfRun } from "./area";

export default function teardown(): void {
  rmSync(folderOfRun(), { recursive: true, force: true });
  removeIfEmpty(join(tmpdir(), `tsx-${process.getuid?.() ?? ""}`));
}

/** The tests start a few programs with tsx, which leaves its folder behind. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is not there, or another program uses it.
  }
}
