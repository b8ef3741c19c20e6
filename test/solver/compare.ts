import { Random } from "../oracle/random";
import { encode } from "./encode";
import { strangersIn } from "./ours";
import type { Answer, Solve } from "./solver";
import type { World } from "./world";
import { worldOf } from "./world";

export interface Disagreement {
  readonly index: number;
  readonly text: string;
  readonly world: World;
}

export interface Compared {
  readonly agreed: number;
  readonly timeouts: number;
  /** How often somebody who is not meant to reads for certain, perhaps, or never. */
  readonly answers: ReadonlyMap<string, number>;
  readonly failed: readonly Disagreement[];
}

/** Asks the solver and our proof the same about random worlds. */
export async function compare(
  solve: Solve,
  worlds: number,
  seed: number,
  progress: (done: number) => void = () => undefined,
): Promise<Compared> {
  const answers = new Map<string, number>();
  const failed: Disagreement[] = [];
  let [agreed, timeouts] = [0, 0];
  for (let index = 0; index < worlds; index++) {
    const world = worldOf(new Random(seed * 1_000_003 + index));
    const certain = await solve(encode(world, "denies"));
    const possible = certain.answer === "sat" ? certain : await solve(encode(world, "spares"));
    if (certain.answer === "timeout" || possible.answer === "timeout") timeouts++;
    else {
      const ours = strangersIn(world);
      const found = wordOf(certain.answer, possible.answer);
      const said = wordOf(ours.certain.length > 0 ? "sat" : "unsat", ours.possible.length > 0 ? "sat" : "unsat");
      answers.set(found, (answers.get(found) ?? 0) + 1);
      if (found === said) agreed++;
      else {
        const who = ours.possible.map(({ principal }) => principal).join(", ");
        failed.push({ index, text: `the solver says ${found} ${possible.witness}, we say ${said} ${who}`, world });
      }
    }
    progress(index + 1);
  }
  return { agreed, timeouts, answers, failed };
}

const wordOf = (certain: Answer, possible: Answer): string =>
  certain === "sat" ? "somebody reads" : possible === "sat" ? "somebody may read" : "nobody reads";
