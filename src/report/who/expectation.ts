import { shownText } from "../../decision";
import type { Baseline } from "./baseline";
import type { Expectation, WhoRow } from "./result";
import { leads, rowName } from "./result";

/**
 * What is not as it should be: somebody can who is not expected, or an expected one cannot. What the baseline has is
 * expected, too.
 *
 * @param expected ARNs of those who should; left out where only what is new counts
 */
export function expectationOf(
  rows: readonly WhoRow[],
  expected: readonly string[] | undefined,
  baseline: Baseline | undefined,
): Expectation | undefined {
  if (!expected && !baseline) return undefined;
  const names = new Set(expected);
  const isExpected = ({ found: { principal, asks } }: WhoRow): boolean =>
    names.has(principal) || (asks.type === "AssumedRole" && names.has(asks.roleArn));
  const others = rows
    .filter((row) => leads(row) && !isExpected(row))
    .flatMap((row) => {
      if (!baseline) return [`${rowName(row)}, and is not expected`];
      const change = baseline.changeOf(row);
      return change === undefined ? [] : [`${rowName(row)}: ${change}`];
    });
  const lacking = rows
    .filter(({ found }) => names.has(found.principal) && found.answer.verdict === "denied")
    .map(({ found }) => `${shownText(found.principal)} is expected, and cannot ${found.question.action}`);
  return { failures: [...others, ...lacking] };
}
