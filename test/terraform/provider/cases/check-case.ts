import type { Values } from "../cty";

/** A configuration that a check refuses, beside one that it allows and that differs in one thing. */
export interface CheckCase {
  type: string;
  rule: string;
  allowed: Values;
  denied: Values;
  /** Words of the error. */
  says: string;
  /** The provider versions that have the rule; the newest, if left out. */
  versions?: readonly string[];
}

export type Pair = [rule: string, allowed: Values, denied: Values, says: string];

/** Cases of one type: each pair stands on the same base. */
export function cases(type: string, base: Values, pairs: readonly Pair[]): CheckCase[] {
  return pairs.map(([rule, allowed, denied, says]) => ({
    type,
    rule,
    allowed: { ...base, ...allowed },
    denied: { ...base, ...denied },
    says,
  }));
}

/** A text of the given length. */
export const long = (length: number): string => "x".repeat(length);
