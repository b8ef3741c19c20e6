import type { Case } from "./condition";
import { byAbout } from "./condition";
import type { WatchRule } from "./rules";

/** A part of a signal: one rule, filter or query. */
export interface Part<Pattern = unknown> {
  readonly rule: WatchRule;
  readonly pattern: Pattern;
}

/** The parts by their names: the signal, what they are about if not secrets, and a number from the second one on. */
export const partsOf = <Pattern>(
  rules: readonly WatchRule[],
  patternsOf: (cases: readonly Case[]) => readonly Pattern[],
): Map<string, Part<Pattern>> =>
  new Map(
    rules.flatMap((rule) =>
      [...byAbout(rule.cases)].flatMap(([about, cases]) =>
        numbered(about === "" ? rule.signal : `${rule.signal}-${about}`, patternsOf(cases)).map(
          ([key, pattern]): [string, Part<Pattern>] => [key, { rule, pattern }],
        ),
      ),
    ),
  );

/** Names of which the first one has no number: it stays when there are more. */
export const numbered = <T>(name: string, all: readonly T[]): [string, T][] =>
  all.map((one, index) => [index === 0 ? name : `${name}-${index + 1}`, one]);
