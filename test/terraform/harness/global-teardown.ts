import { rmSync } from "node:fs";
import { folderOfRun } from "./area";

export default function teardown(): void {
  rmSync(folderOfRun(), { recursive: true, force: true });
}
