import { checked } from "./checked";
import { FAULTS } from "./faults";
import { failureText, judgeWith, play } from "./play";
import { compareWhoCan } from "./who-can";

const SEED = 1;
/** So many run in all: those of `npm test`, and the others in `npm run test:live`. */
export const WORLDS = 200;
/** The first ones, and those that give away the faults of FAULTS: `npm run test:worlds -- --faults` names others. */
export const FIRST = [...Array.from({ length: 30 }, (_, index) => index), 41, 43, 58, 116, 119, 133, 145];

export interface Held {
  readonly done: number;
  /** What `check` or `who-can` says and is not so, as text. */
  readonly failed: readonly string[];
  /** How often `who-can` says what. */
  readonly counts: Readonly<Record<string, number>>;
  /** Faults that no world gave away. */
  readonly unseen: readonly string[];
}

/** Holds what `check` and `who-can` say against worlds. */
export async function hold(indices: readonly number[]): Promise<Held> {
  const failed: string[] = [];
  const counts: Record<string, number> = {};
  const unseen = new Set(FAULTS);
  let done = 0;
  await play(SEED, indices, (played) => {
    done++;
    if (played.comparison?.contradictions.length !== 0) failed.push(failureText(SEED, played));
    if (played.trouble !== undefined) return;
    const asked = compareWhoCan(played.truth, checked(played.plan, played.truth.said).model);
    for (const [said, count] of Object.entries(asked.counts)) counts[said] = (counts[said] ?? 0) + count;
    if (asked.contradictions.length > 0) failed.push(failureText(SEED, { ...played, comparison: asked }));
    for (const fault of unseen)
      if (fault.kinds.includes(played.world.kind) && judgeWith(fault, played).contradictions.length > 0)
        unseen.delete(fault);
  });
  return { done, failed, counts, unseen: [...unseen].map(({ name }) => name) };
}
