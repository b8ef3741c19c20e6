import type { Case, EventKind, Matcher, Test } from "./condition";
import { byAbout, factored } from "./condition";
import { EVENT_PATTERN_CHARACTERS, textLength } from "./limits";
import { shared } from "./share";

/** An event pattern, as JSON. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
export interface EventPattern {
  readonly [field: string]: readonly unknown[] | EventPattern;
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
export const DETAIL_TYPES: Readonly<Record<EventKind, string>> = {
  AwsApiCall: "AWS API Call via CloudTrail",
  AwsServiceEvent: "AWS Service Event via CloudTrail",
};

/** `aws.kms` of `kms.amazonaws.com`. */
export const eventSourceOf = (source: string): string => `aws.${source.replace(/\.amazonaws\.com$/, "")}`;

/** The patterns of a signal: together they match what one of its cases matches. */
export const eventPatterns = (cases: readonly Case[], most = EVENT_PATTERN_CHARACTERS): EventPattern[] =>
  [...byAbout(cases).values()].flatMap((some) =>
    shared(some, (part) => lengthOf(patternOf(part)), most).map(patternOf),
  );

/** Its length as JSON, as far as the texts in it are known. */
export function lengthOf(pattern: unknown): number {
  if (typeof pattern === "string") return textLength(pattern) + 2;
  if (Array.isArray(pattern)) return pattern.reduce((sum: number, one) => sum + lengthOf(one) + 1, 1);
  if (typeof pattern !== "object" || pattern === null) return String(pattern).length;
  return Object.entries(pattern).reduce((sum, [key, value]) => sum + key.length + 4 + lengthOf(value), 1);
}

/** What all of some cases about one thing ask for stands once, what tells them apart in `$or`. */
function patternOf(cases: readonly Case[]): EventPattern {
  const [first] = cases as readonly [Case];
  const { common, rest } = factored(cases);
  return { ...headOf(first), detail: { ...nested(common), ...(rest.length > 1 && { $or: rest.map(nested) }) } };
}

/** What every pattern asks first. */
export const headOf = ({ source, kind }: Case): EventPattern => ({
  source: [eventSourceOf(source)],
  "detail-type": [DETAIL_TYPES[kind]],
});

interface Tree {
  [field: string]: unknown[] | Tree;
}

/** What all of some tests ask of a record. */
export function nested(tests: readonly Test[]): EventPattern {
  const root: Tree = {};
  for (const { field, any } of tests) {
    const path = field.split(".");
    const last = path.pop() as string;
    let at = root;
    for (const name of path) at = (at[name] ??= {}) as Tree;
    at[last] = any.map(matcher);
  }
  return root;
}

function matcher(one: Matcher): unknown {
  if ("is" in one) return one.is;
  if ("begins" in one) return { prefix: one.begins };
  return "notIn" in one ? { "anything-but": one.notIn } : { exists: one.present };
}
