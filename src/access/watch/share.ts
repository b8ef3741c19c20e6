import type { Case, Test } from "./condition";
import { divisibleTest } from "./condition";

/** Something that does not fit, however it is divided. */
export class TooLongForOne extends Error {
  public constructor(
    public readonly one: Case,
    public readonly length: number,
  ) {
    super("A case is too long for one pattern.");
  }
}

const withTest = (one: Case, test: Test): Case => ({
  ...one,
  tests: one.tests.map((other) => (other.field === test.field ? test : other)),
});

/** Parts of a case that fit, each with some of the values of its longest test. */
function divided(one: Case, fits: (cases: readonly Case[]) => boolean, lengthOf: (one: Case) => number): Case[] {
  if (fits([one])) return [one];
  const test = divisibleTest(one);
  if (!test || test.any.length < 2) throw new TooLongForOne(one, lengthOf(one));
  const parts: Case[] = [];
  let from = 0;
  while (from < test.any.length) {
    let to = from + 1;
    const part = (end: number): Case => withTest(one, { ...test, any: test.any.slice(from, end) });
    while (to < test.any.length && fits([part(to + 1)])) to += 1;
    if (!fits([part(to)])) throw new TooLongForOne(one, lengthOf(part(to)));
    parts.push(part(to));
    from = to;
  }
  return parts;
}

/**
 * Shares cases out among as few patterns as it takes: a case that is too long is divided, and what is short shares one.
 * The order stays, so that one more secret changes few patterns.
 *
 * @param lengthOf of a pattern that fires if any of some cases holds
 */
export function shared(cases: readonly Case[], lengthOf: (cases: readonly Case[]) => number, most: number): Case[][] {
  const fits = (some: readonly Case[]): boolean => lengthOf(some) <= most;
  const patterns: Case[][] = [];
  for (const one of cases.flatMap((each) => divided(each, fits, (part) => lengthOf([part])))) {
    const open = patterns.find((pattern) => fits([...pattern, one]));
    if (open) open.push(one);
    else patterns.push([one]);
  }
  return patterns;
}
