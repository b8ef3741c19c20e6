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

type LengthOf = (cases: readonly Case[]) => number;

const withTest = (one: Case, test: Test): Case => ({
  ...one,
  tests: one.tests.map((other) => (other.field === test.field ? test : other)),
});

/** Cases that ask for the same secrets, keys or names: what they are stands once in a pattern for all of them. */
function together(cases: readonly Case[]): Case[][] {
  const found = new Map<string, Case[]>();
  for (const one of cases) {
    const key = JSON.stringify(divisibleTest(one));
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()];
}

/** Parts of such cases that fit, each with some of the values of their longest test. */
function divided(cases: readonly Case[], lengthOf: LengthOf, most: number): Case[][] {
  const fits = (some: readonly Case[]): boolean => lengthOf(some) <= most;
  if (fits(cases)) return [[...cases]];
  const [one] = cases as readonly [Case];
  const test = divisibleTest(one);
  const part = (from: number, to: number): Case[] => {
    const some: Test = { field: test?.field ?? "", any: test?.any.slice(from, to) ?? [] };
    return cases.map((each) => withTest(each, some));
  };
  const parts: Case[][] = [];
  for (let from = 0; from < (test?.any.length ?? 0);) {
    if (!fits(part(from, from + 1))) {
      if (cases.length > 1) return apart(cases, lengthOf, most);
      throw new TooLongForOne(one, lengthOf(part(from, from + 1)));
    }
    let to = from + 1;
    while (to < (test?.any.length ?? 0) && fits(part(from, to + 1))) to += 1;
    parts.push(part(from, to));
    from = to;
  }
  if (parts.length === 0) throw new TooLongForOne(one, lengthOf(cases));
  // What they ask for beside it may take so much room that each by itself takes less patterns.
  const single = cases.length > 1 && parts.length > 2 * cases.length ? apart(cases, lengthOf, most) : parts;
  return single.length < parts.length ? single : parts;
}

const apart = (cases: readonly Case[], lengthOf: LengthOf, most: number): Case[][] =>
  cases.flatMap((each) => divided([each], lengthOf, most));

/**
 * Shares cases out among as few patterns as it takes: what is too long is divided, and what is short shares one. The order
 * stays, so that one more secret changes few patterns.
 *
 * @param lengthOf of a pattern that fires if any of some cases holds
 */
export function shared(cases: readonly Case[], lengthOf: LengthOf, most: number): Case[][] {
  const patterns: Case[][] = [];
  for (const some of together(cases).flatMap((each) => divided(each, lengthOf, most))) {
    // Only the last one: to try all of them would take minutes for some hundred secrets, and save few.
    const open = patterns.at(-1);
    if (open && lengthOf([...open, ...some]) <= most) open.push(...some);
    else patterns.push(some);
  }
  return patterns;
}
