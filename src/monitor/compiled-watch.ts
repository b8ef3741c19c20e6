import type { Problem } from "../access/problem";
import { eventPatterns } from "../access/watch/event-pattern";
import {
  EVENT_PATTERN_MOST,
  FILTER_PATTERN_CHARACTERS,
  METRIC_FILTERS_OF_GROUP,
  RULES_OF_BUS,
} from "../access/watch/limits";
import { metricFilters } from "../access/watch/metric-filter";
import type { Part } from "../access/watch/parts";
import { partsOf } from "../access/watch/parts";
import type { WatchRule } from "../access/watch/rules";
import { TooLongForOne } from "../access/watch/share";

export const eventParts = (rules: readonly WatchRule[], most: number): Map<string, Part> =>
  partsOf(rules, (cases) => eventPatterns(cases, most));

export const filterParts = (rules: readonly WatchRule[]): Map<string, Part> => partsOf(rules, metricFilters);

const FEWER =
  "Give a beginning that the secrets' names share as secretPrefixes: one rule then stands for all of them. Or switch signals off.";

/** What is wrong with rules that EventBridge would not take. */
export const eventProblems = (rules: readonly WatchRule[], most: number): Problem[] =>
  problemsOf(
    (longest) => eventParts(rules, longest).size,
    RULES_OF_BUS,
    "rules of EventBridge",
    most,
    "characters of an event pattern",
    EVENT_PATTERN_MOST,
  );

/** What is wrong with filters that CloudWatch Logs would not take. */
export const filterProblems = (rules: readonly WatchRule[]): Problem[] =>
  problemsOf(
    () => filterParts(rules).size,
    METRIC_FILTERS_OF_GROUP,
    "metric filters of one log group",
    FILTER_PATTERN_CHARACTERS,
    "characters of a filter pattern",
  );

/** @param raised how many characters AWS may allow */
function problemsOf(
  count: (longest: number) => number,
  most: number,
  what: string,
  longest: number,
  characters: string,
  raised = longest,
): Problem[] {
  try {
    const found = count(longest);
    if (found <= most) return [];
    const fewer = raised > longest ? count(raised) : found;
    const raise =
      fewer > most
        ? ""
        : `Ask AWS for the quota of ${raised} ${characters}, and give it as eventPatternCharacters: then ${fewer} do. Or: `;
    return [
      {
        subject: "watch",
        rule: `needs ${found} ${what}, of which there may be ${most}`,
        fix: `${raise}${FEWER}`,
      },
    ];
  } catch (error) {
    if (!(error instanceof TooLongForOne)) throw error;
    return [
      {
        subject: "readers",
        rule: `and deployers of one secret take ${error.length} characters: more than the ${longest} ${characters}`,
        fix: "Name fewer roles for it, or switch UNEXPECTED_READER and DIRECT_READ off.",
      },
    ];
  }
}
