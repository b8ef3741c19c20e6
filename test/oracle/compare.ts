import type { Verdict } from "../../src/decision";
import { verdict } from "../../src/decision";
import type { OracleCase } from "./case";
import { policiesOf, requestOf } from "./case";
import { generate } from "./generate";
import { explanation } from "./known";
import { Random } from "./random";
import { shrink } from "./shrink";
import { simulate } from "./simulator";

export interface Disagreement {
  readonly index: number;
  readonly ours: Verdict;
  readonly theirs: string;
  /** As small as it gets. */
  readonly case: OracleCase;
}

export interface Comparison {
  readonly passed: number;
  readonly failed: readonly Disagreement[];
  /** How often a known difference explained that the verdicts differ, by its name. */
  readonly explained: ReadonlyMap<string, number>;
  /** How often each verdict was ours: random cases that all end in one verdict would prove nothing. */
  readonly verdicts: ReadonlyMap<Verdict, number>;
}

/** Any case of a run can be made again by itself: its randomness hangs on seed and index alone. */
export const caseAt = (seed: number, index: number): OracleCase =>
  generate(new Random(Math.imul(seed, 0x9e3779b1) + index));

/** What a request brings stands in every case, so that none is conditional. */
function ours(one: OracleCase): Verdict {
  const found = verdict(policiesOf(one), requestOf(one));
  return found === "conditional" ? "unknown" : found;
}

async function theirs(one: OracleCase): Promise<string> {
  try {
    return await simulate(one);
  } catch (error) {
    return String(error);
  }
}

/** Compares both on random cases. Disagreements are made small; only the first few, for that takes time. */
export async function compare(
  count: number,
  seed: number,
  progress: (done: number) => void = () => undefined,
): Promise<Comparison> {
  const failed: Disagreement[] = [];
  const explained = new Map<string, number>();
  const verdicts = new Map<Verdict, number>();
  for (let index = 0; index < count; index++) {
    const one = caseAt(seed, index);
    const [mine, other] = [ours(one), await theirs(one)];
    verdicts.set(mine, (verdicts.get(mine) ?? 0) + 1);
    if (index % 1000 === 0) progress(index);
    if (mine === other) continue;
    const reason = explanation(one, mine, other as Verdict);
    if (reason === undefined)
      failed.push({
        index,
        ours: mine,
        theirs: other,
        case: failed.length < 3 ? await smallest(one, mine, other) : one,
      });
    else explained.set(reason, (explained.get(reason) ?? 0) + 1);
  }
  return { passed: count - failed.length, failed, explained, verdicts };
}

/** Principal and accounts stay: without them it would be another question. */
async function smallest(one: OracleCase, mine: Verdict, other: string): Promise<OracleCase> {
  const { principal, accounts, ...rest } = one;
  const shrunk = await shrink(rest, (candidate) => stillDiffers({ ...candidate, principal, accounts }, mine, other));
  return { principal, accounts, ...shrunk };
}

async function stillDiffers(one: OracleCase, mine: Verdict, other: string): Promise<boolean> {
  try {
    const same = ours(one) === mine && (await theirs(one)) === other;
    return same && explanation(one, mine, other as Verdict) === undefined;
  } catch {
    // Something that every case has was taken away.
    return false;
  }
}
