import { cpus } from "node:os";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checked } from "./checked";
import { compare, type Comparison } from "./compare";
import { describeWorld } from "./describe";
import type { Fault } from "./faults";
import { worldOf } from "./generate";
import { Lane } from "./lane";
import { Truth } from "./truth";
import type { World } from "./world";

export interface Played {
  readonly world: World;
  readonly plan: unknown;
  readonly truth: Truth;
  /** Left out: the world could not be planned, or not read. */
  readonly comparison?: Comparison;
  readonly trouble?: string;
}

/** Plans worlds by several Terraforms at once and holds what `check` says of each against the truth. */
export async function play(
  seed: number,
  indices: readonly number[],
  each: (played: Played) => void,
  lanes = Math.max(1, Math.min(cpus().length, 8)),
): Promise<void> {
  const waiting = [...indices];
  const work = async (): Promise<void> => {
    const lane = await Lane.open();
    try {
      for (let index = waiting.shift(); index !== undefined; index = waiting.shift())
        each(await playOne(lane, worldOf(seed, index)));
    } finally {
      await lane.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, indices.length) }, work));
}

async function playOne(lane: Lane, world: World): Promise<Played> {
  const truth = new Truth(world);
  let plan: unknown;
  try {
    plan = await lane.plan(world);
    return { world, plan, truth, comparison: judge(truth, plan) };
  } catch (error) {
    return { world, plan, truth, trouble: error instanceof Error ? error.message : String(error) };
  }
}

/** What is known, and what remains when the user gives nothing more, has to fit the world. */
export const judge = (truth: Truth, plan: unknown): Comparison => compare(truth, checked(plan, truth.said));

/** What `check` would say with a fault in what it reads. A reader that gives up is no fault that went unseen. */
export function judgeWith(fault: Fault, { truth, plan, comparison }: Played): Comparison {
  const seen = structuredClone(plan) as Record<string, unknown>;
  fault.see(seen);
  // Most plans have nothing in them that the fault is about.
  const isSame = JSON.stringify(seen) === JSON.stringify(plan);
  return isSame && comparison ? comparison : judge(truth, seen);
}

/** A failing world in a few lines. */
export function failureText(seed: number, { world, comparison, trouble }: Played): string {
  const found = comparison?.contradictions.slice(0, 3).map((one) => {
    return `  ${one.cell} of ${one.principal} at ${one.provider}\n    said: ${one.said}\n    right: ${one.right}`;
  });
  return [
    `world ${world.seed} of seed ${seed} (${world.kind}), replay: npm run test:worlds -- --seed ${seed} --only ${world.seed} --keep DIR`,
    ...(trouble === undefined ? [] : [`  ${trouble}`]),
    ...(found ?? []),
    ...describeWorld(world).map((line) => `  | ${line}`),
  ].join("\n");
}

/** Leaves the world, its plan and what was found in a folder. */
export function keep(folder: string, played: Played): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): void =>
    writeFileSync(join(folder, `world-${played.world.seed}.${name}`), text);
  write("plan.json", JSON.stringify(played.plan, null, 2));
  write("txt", `${describeWorld(played.world).join("\n")}\n`);
  write("found.json", JSON.stringify(played.comparison ?? { trouble: played.trouble }, null, 2));
}
