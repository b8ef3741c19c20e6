import { runBundled } from "./bundled";
import type { Large } from "./programs/large";
import type { BenchRow } from "./row";
import { compare } from "./row";

/** How many times the file's size the process that reads it may take. */
const MEMORY = 2;
/** How much longer than a plain `JSON.parse` of all of it. */
const TIME = 1.5;
const MEGABYTE = 1e6;

/** Reads a plan of a monorepo, of which few resources matter. */
export async function large(): Promise<BenchRow[]> {
  const { size, read, parsed } = await runBundled<Large>("large.ts");
  const megabytes = (bytes: number): number => bytes / MEGABYTE;
  const name = `plan of ${Math.round(megabytes(size))} MB`;
  return [
    compare(`${name}: most memory of the process, against the file`, {
      value: megabytes(read.bytes),
      unit: "MB",
      baseline: megabytes(size),
      target: MEMORY,
    }),
    compare(`${name}: the same with JSON.parse of all of it`, {
      value: megabytes(parsed.bytes),
      unit: "MB",
      baseline: megabytes(size),
    }),
    compare(`${name}: time, against JSON.parse of all of it`, {
      value: read.seconds,
      unit: "s",
      baseline: parsed.seconds,
      target: TIME,
    }),
  ];
}
