import type { Case, EventKind, Matcher, Test } from "./condition";
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
  shared(cases, (some) => lengthOf(patternOf(some)), most).map(patternOf);

/** Its length as JSON, as far as the texts in it are known. */
export function lengthOf(pattern: unknown): number {
  if (typeof pattern === "string") return textLength(pattern) + 2;
  if (Array.isArray(pattern)) return pattern.reduce((sum: number, one) => sum + lengthOf(one) + 1, 1);
  if (typeof pattern !== "object" || pattern === null) return String(pattern).length;
  return Object.entries(pattern).reduce((sum, [key, value]) => sum + key.length + 4 + lengthOf(value), 1);
}

/** What all of some cases ask for stands once, what tells them apart in `$or`. */
function patternOf(cases: readonly Case[]): EventPattern {
  const [first] = cases as readonly [Case];
  const isAlike = cases.every(({ kind, source }) => kind === first.kind && source === first.source);
  if (!isAlike) return { $or: cases.map((one) => patternOf([one])) };
  const isCommon = (test: Test): boolean => cases.every(({ tests }) => tests.some((one) => isSame(one, test)));
  const common = first.tests.filter(isCommon);
  const rest = cases.map(({ tests }) => tests.filter((test) => !isCommon(test)));
  return {
    source: [eventSourceOf(first.source)],
    "detail-type": [DETAIL_TYPES[first.kind]],
    detail: {
      ...nested(common),
      // A case that asks for nothing more holds wherever the others do.
      ...(rest.every(({ length }) => length > 0) && cases.length > 1 && { $or: rest.map(nested) }),
    },
  };
}

const isSame = (a: Test, b: Test): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Tree {
  [field: string]: unknown[] | Tree;
}

function nested(tests: readonly Test[]): EventPattern {
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
