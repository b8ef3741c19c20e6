import { existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { folderOfRun } from "./area";
import { canRun, findBinary } from "./binary";
import { terraformConfigFile } from "./mirror";

/** Before all tests: look for the binary, build the stand-in providers once, clear away what killed runs have left. */
export default async function setup(): Promise<void> {
  findBinary();
  const runs = dirname(folderOfRun());
  for (const run of existsSync(runs) ? readdirSync(runs) : []) {
    if (!isAlive(Number(run))) rmSync(join(runs, run), { recursive: true, force: true });
  }
  if (canRun("stand-in")) await terraformConfigFile();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
