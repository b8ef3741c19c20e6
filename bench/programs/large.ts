import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPlanFile } from "../../src/plan/json-file";
import { median } from "../row";
import { keep, writeLargePlan } from "./large-plan";

/** What reading a large plan took, in a process of its own. */
export interface Taken {
  readonly seconds: number;
  /** The most memory that the process had. */
  readonly bytes: number;
}

export interface Large {
  /** Bytes of the file. */
  readonly size: number;
  readonly read: Taken;
  /** One `JSON.parse` of the same text; what it took to get the text is not counted. */
  readonly parsed: Taken;
}

const SIZE = 200_000_000;
const RUNS = 3;

function main([way, path]: readonly string[]): void {
  if (path === undefined) process.stdout.write(JSON.stringify(measured()));
  else process.stdout.write(JSON.stringify(way === "read" ? taken(() => readPlanFile(path, { keep })) : parsed(path)));
}

function measured(): Large {
  const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-large-"));
  try {
    const path = join(folder, "plan.json");
    const size = writeLargePlan(path, SIZE);
    const child = (way: string): Taken =>
      JSON.parse(execFileSync(process.execPath, [process.argv[1] as string, way, path], { encoding: "utf8" })) as Taken;
    const all = Array.from({ length: RUNS }, () => ({ read: child("read"), parsed: child("parsed") }));
    return { size, read: medianOf(all.map(({ read }) => read)), parsed: medianOf(all.map(({ parsed: one }) => one)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const medianOf = (all: readonly Taken[]): Taken => ({
  seconds: median(all.map(({ seconds }) => seconds)),
  bytes: median(all.map(({ bytes }) => bytes)),
});

function parsed(path: string): Taken {
  const text = readFileSync(path, "utf8");
  return taken(() => JSON.parse(text) as unknown);
}

function taken(read: () => unknown): Taken {
  const start = process.hrtime.bigint();
  if (typeof read() !== "object") throw new Error("no plan");
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, bytes: process.resourceUsage().maxRSS * 1024 };
}

main(process.argv.slice(2));
