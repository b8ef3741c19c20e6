import type { Condition } from "./condition";
import type { ConditionKey } from "./condition-key";
import { isOpen } from "./open-text";
import { readBoolean, readDate, readNumber, readRange } from "./operand-values";
import { hasVariable } from "./template";
import { isUnknown } from "./unknown";

/** What a request brings of some condition keys, by their names in lower case; an empty list is a key that it has not. */
export type Brought = ReadonlyMap<string, readonly string[]>;

/** A text that no policy names. */
const SOMETHING = "zq7";
/** Addresses that are kept for documentation: one of them lies outside of the ranges of nearly every policy. */
const ADDRESSES = ["192.0.2.1", "198.51.100.1", "2001:db8::1"];
const SECOND = 1_000;

const concrete = (pattern: string): string => pattern.replace(/[*?]/g, "x");
const around = (number: number): string[] => [number - 1, number, number + 1].map(String);
const date = (time: number): string => new Date(time).toISOString();

/** Values that meet an operand of each kind of operator, and values that fail it. */
const VALUES = new Map<string, (operands: readonly string[]) => string[]>([
  ["String", (operands) => [...operands.map(concrete), SOMETHING]],
  ["Arn", (operands) => [...operands.map(concrete), `arn:aws:${SOMETHING}:${SOMETHING}:000000000000:${SOMETHING}`]],
  ["Numeric", (operands) => operands.flatMap((one) => of(readNumber(one), around))],
  [
    "Date",
    (operands) => operands.flatMap((one) => of(readDate(one), (at) => [at - SECOND, at, at + SECOND].map(date))),
  ],
  ["Bool", (operands) => (operands.every((one) => readBoolean(one) !== undefined) ? ["true", "false"] : [])],
  [
    "Ip",
    (operands) => [...operands.flatMap((one) => (readRange(one) ? [one.replace(/\/.*$/, "")] : [])), ...ADDRESSES],
  ],
  ["Null", () => [SOMETHING]],
]);

const of = <Value>(value: Value | undefined, make: (value: Value) => string[]): string[] =>
  value === undefined ? [] : make(value);

/** What IDs begin with: others no request brings. */
const BEGINNINGS: ReadonlyMap<string, string> = new Map([
  ["aws:sourcevpc", "vpc-"],
  ["aws:sourcevpce", "vpce-"],
]);

/** Keys that are in every request. */
const ALWAYS: ReadonlySet<string> = new Set(["aws:currenttime", "aws:epochtime", "aws:useragent"]);
/** Keys that are true or false, by whatever operator they are compared. */
const BOOLEAN: ReadonlySet<string> = new Set(["aws:multifactorauthpresent"]);

const kindOf = (operator: string): string =>
  /(?:^|:)(?:Not)?(String|Arn|Numeric|Date|Bool|Ip|Null)/.exec(operator)?.[1] ?? "";

/**
 * What a request may bring of one key, so that each condition is met by some and failed by some, if that is possible at
 * all.
 *
 * @returns undefined if the conditions cannot be tried out
 */
export function choicesOf(key: ConditionKey, conditions: readonly Condition[]): (readonly string[])[] | undefined {
  const operands = conditions.flatMap(({ values }) => values).filter((value): value is string => !isUnknown(value));
  if (operands.some((one) => isOpen(one) || hasVariable(one))) return undefined;
  const kinds = new Set(conditions.map(({ operator }) => kindOf(operator)).filter((kind) => kind !== "Null"));
  const [kind = "Null", ...others] = kinds;
  const start = BEGINNINGS.get(key.name);
  const tried = others.length > 0 ? [] : (VALUES.get(kind)?.(operands) ?? []);
  const values = BOOLEAN.has(key.name)
    ? ["true", "false"]
    : start === undefined
      ? tried
      : [...tried.filter((one) => one.startsWith(start)), start + SOMETHING];
  if (values.length === 0) return undefined;
  return [...[...new Set(values)].map((value) => [value]), ...(ALWAYS.has(key.name) ? [] : [[]])];
}

/** Keys that a request through a VPC endpoint has. */
const OF_ENDPOINTS = ["aws:sourcevpc", "aws:sourcevpcarn", "aws:sourcevpce", "aws:vpcsourceip", "aws:vpceaccount"];

/**
 * Whether one request can bring all of it: through a VPC endpoint comes no public address.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 */
export function isPossible(brought: Brought): boolean {
  const has = (name: string): boolean => (brought.get(name)?.length ?? 0) > 0;
  return !has("aws:sourceip") || !OF_ENDPOINTS.some(has);
}
