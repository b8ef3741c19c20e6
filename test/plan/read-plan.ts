import { InputError } from "../../src/plan/input-error";
import { readPlanFile } from "../../src/plan/json-file";

/** What a process of its own found in a plan. */
export interface Read {
  readonly plan: unknown;
  /** What the process had more at the most than before it began to read. */
  readonly grownBytes: number;
  /** The last that was told of the progress, and how often it was. */
  readonly progress: { readonly done: number; readonly of: number; readonly times: number };
}

/** Reads the plan that the first argument names, with the types that the others name. */
function main([path = "", ...types]: readonly string[]): void {
  const before = process.memoryUsage().rss;
  let progress = { done: 0, of: 0, times: 0 };
  try {
    const plan = readPlanFile(path, {
      keep: (type) => types.includes(type),
      progress: (done, of) => (progress = { done, of, times: progress.times + 1 }),
    });
    const grownBytes = process.resourceUsage().maxRSS * 1024 - before;
    process.stdout.write(JSON.stringify({ plan, grownBytes, progress } satisfies Read));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    process.stderr.write(error.message);
    process.exitCode = 1;
  }
}

main(process.argv.slice(2));
