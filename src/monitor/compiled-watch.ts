import type { Problem } from "../access/problem";
import { eventPatterns } from "../access/watch/event-pattern";
import { FILTER_PATTERN_CHARACTERS, METRIC_FILTERS_OF_GROUP, RULES_OF_BUS } from "../access/watch/limits";
import { metricFilters } from "../access/watch/metric-filter";
import type { WatchRule } from "../access/watch/rules";
import { TooLongForOne } from "../access/watch/share";

/** One rule or filter: a part of a signal. */
export interface Part {
  readonly rule: WatchRule;
  /** An event pattern, or the text of a filter. */
  readonly pattern: unknown;
}

/** The parts of all signals by their keys: the signal, with a number from the second one on, so that the first one stays. */
export function partsOf(
  rules: readonly WatchRule[],
  patternsOf: (rule: WatchRule) => readonly unknown[],
): Map<string, Part> {
  return new Map(
    rules.flatMap((rule) => {
      const patterns = patternsOf(rule);
      return patterns.map((pattern, index): [string, Part] => [
        index === 0 ? rule.signal : `${rule.signal}-${index + 1}`,
        { rule, pattern },
      ]);
    }),
  );
}

export const eventParts = (rules: readonly WatchRule[], most: number): Map<string, Part> =>
  partsOf(rules, ({ cases }) => eventPatterns(cases, most));

export const filterParts = (rules: readonly WatchRule[]): Map<string, Part> =>
  partsOf(rules, ({ cases }) => metricFilters(cases));

const FEWER =
  "Give a beginning that the secrets' names share as secretPrefixes: one rule then stands for all of them. Or switch signals off.";

/** What is wrong with rules that EventBridge would not take. */
export const eventProblems = (rules: readonly WatchRule[], most: number): Problem[] =>
  problemsOf(
    () => eventParts(rules, most).size,
    RULES_OF_BUS,
    "rules of EventBridge",
    `${most} characters of an event pattern`,
  );

/** What is wrong with filters that CloudWatch Logs would not take. */
export const filterProblems = (rules: readonly WatchRule[]): Problem[] =>
  problemsOf(
    () => filterParts(rules).size,
    METRIC_FILTERS_OF_GROUP,
    "metric filters of one log group",
    `${FILTER_PATTERN_CHARACTERS} characters of a filter pattern`,
  );

function problemsOf(count: () => number, most: number, what: string, length: string): Problem[] {
  try {
    const found = count();
    return found <= most
      ? []
      : [{ subject: "watch", rule: `needs ${found} ${what}, of which there may be ${most}`, fix: FEWER }];
  } catch (error) {
    if (!(error instanceof TooLongForOne)) throw error;
    return [
      {
        subject: "readers",
        rule: `and deployers of one secret take ${error.length} characters: more than the ${length}`,
        fix: "Name fewer roles for it, or switch UNEXPECTED_READER and DIRECT_READ off.",
      },
    ];
  }
}
