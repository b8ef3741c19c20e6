import type { SpawnSyncReturns } from "node:child_process";
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import type { Read } from "./read-plan";

/** A shell that stays: a program that took its place would count the memory of this process as its own. */
const FORKED = '"$@"; exit $?';

/** Reads plans in processes of their own. */
export class Reader {
  public readonly folder = mkdtempSync(join(tmpdir(), "agentcore-identity-read-"));
  private readonly program = join(this.folder, "read-plan.cjs");

  public constructor() {
    buildSync({
      entryPoints: [join(__dirname, "read-plan.ts")],
      outfile: this.program,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "es2020",
      logLevel: "error",
    });
  }

  public end(): void {
    rmSync(this.folder, { recursive: true });
  }

  public path(name: string): string {
    return join(this.folder, name);
  }

  /** A file of one piece again and again, in between two others, written without holding it. */
  public file(bytes: number, before: string, piece: string, after: string): string {
    const path = this.path("plan.json");
    const file = openSync(path, "w");
    const many = piece.repeat(Math.ceil(1_000_000 / piece.length));
    writeSync(file, before);
    for (let size = 0; size < bytes; size += many.length) writeSync(file, many);
    writeSync(file, after);
    closeSync(file);
    return path;
  }

  public read(path: string, options: Options = {}): Read {
    const { status, stdout, stderr } = this.run(path, options);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return JSON.parse(stdout) as Read;
  }

  /** @returns the one line that says why not */
  public refusal(path: string, options: Options = {}): string {
    const { status, stdout, stderr } = this.run(path, options);
    expect(stderr.split("\n")).toHaveLength(1);
    expect([status, stdout]).toEqual([1, ""]);
    return stderr;
  }

  private run(path: string, { types = [], heap = 160, shell = FORKED }: Options): SpawnSyncReturns<string> {
    const node = [process.execPath, `--max-old-space-size=${heap}`, this.program];
    return spawnSync("bash", ["-c", shell, "bash", ...node, path, ...types], {
      env: { PATH: process.env.PATH, FOLDER: this.folder },
      encoding: "utf8",
      timeout: 60_000,
      maxBuffer: 100_000_000,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }
}

interface Options {
  /** Types of resources that matter. */
  readonly types?: readonly string[];
  /** Megabytes that V8 may take. */
  readonly heap?: number;
  /** A command around the program, which is `"$@"`. */
  readonly shell?: string;
}
