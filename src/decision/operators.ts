import { compileArnOperand } from "./arn-pattern";
import { isInRange, readAddress, readBinary, readBoolean, readDate, readNumber, readRange } from "./operand-values";
import { compileOpen } from "./open-match";
import { lowerCase } from "./open-text";
import type { Comparer } from "./pattern";
import { compilePattern } from "./pattern";
import { remembered, shared } from "./remembered";
import { hasVariable } from "./template";
import { MAYBE, truthOf } from "./truth";

/** A condition operator without set operator and `IfExists`. */
export interface Operator {
  /** Whether it holds when no value of the policy matches, such as `StringNotEquals`: then also when the key is missing. */
  readonly negated: boolean;
  /** Compiles one value of the policy to the comparison that is not negated. */
  readonly compile: (operand: string, variables: boolean) => Comparer;
}

type Compile = Operator["compile"];

const exact: Compile = shared((operand, variables) => compilePattern(operand, { wildcards: false, variables }));
const like: Compile = shared((operand, variables) => compilePattern(operand, { wildcards: true, variables }));

const ignoreCase: Compile = shared((operand, variables) => {
  if (!variables || !hasVariable(operand)) {
    const same = compileOpen(lowerCase(operand), false);
    return (value) => same(lowerCase(value));
  }
  // Filled-in values keep their case, so both sides are folded when the request is known.
  const compare = compilePattern(lowerCase(operand), { wildcards: false, variables });
  return (value, context) =>
    compare(lowerCase(value), {
      valuesOf: (key) => {
        const values = context.valuesOf(key);
        return Array.isArray(values) ? values.map(lowerCase) : values;
      },
    });
});

/**
 * An operator over values of another type than text. Policy variables are not allowed with them, and what AWS does with
 * a value that is not of the type is not documented.
 */
const typed = <Read, Value>(
  readOperand: (text: string) => Read | undefined,
  readValue: (text: string) => Value | undefined,
): ((holds: (value: Value, operand: Read) => boolean) => Compile) => {
  const read = remembered(readValue);
  return (holds) =>
    remembered((operand) => {
      const wanted = readOperand(operand);
      if (wanted === undefined) return () => MAYBE;
      return (text) => {
        const value = read(text);
        return value === undefined ? MAYBE : truthOf(holds(value, wanted));
      };
    });
};

const numeric = typed(readNumber, readNumber);
const date = typed(readDate, readDate);
const equal = <Value>(value: Value, operand: Value): boolean => value === operand;
const less = (value: number, operand: number): boolean => value < operand;
const atMost = (value: number, operand: number): boolean => value <= operand;
const greater = (value: number, operand: number): boolean => value > operand;
const atLeast = (value: number, operand: number): boolean => value >= operand;
const inRange = typed(readRange, readAddress)((address, range) => isInRange(address, range));

const holds = (compile: Compile): Operator => ({ negated: false, compile });
const fails = (compile: Compile): Operator => ({ negated: true, compile });

/** Null asks whether the key is there, not what it holds. */
export const NULL_OPERATOR = "Null";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ["StringEquals", holds(exact)],
  ["StringNotEquals", fails(exact)],
  ["StringEqualsIgnoreCase", holds(ignoreCase)],
  ["StringNotEqualsIgnoreCase", fails(ignoreCase)],
  ["StringLike", holds(like)],
  ["StringNotLike", fails(like)],
  ["NumericEquals", holds(numeric(equal))],
  ["NumericNotEquals", fails(numeric(equal))],
  ["NumericLessThan", holds(numeric(less))],
  ["NumericLessThanEquals", holds(numeric(atMost))],
  ["NumericGreaterThan", holds(numeric(greater))],
  ["NumericGreaterThanEquals", holds(numeric(atLeast))],
  ["DateEquals", holds(date(equal))],
  ["DateNotEquals", fails(date(equal))],
  ["DateLessThan", holds(date(less))],
  ["DateLessThanEquals", holds(date(atMost))],
  ["DateGreaterThan", holds(date(greater))],
  ["DateGreaterThanEquals", holds(date(atLeast))],
  ["Bool", holds(typed(readBoolean, readBoolean)(equal))],
  ["BinaryEquals", holds(typed(readBinary, readBinary)(equal))],
  ["IpAddress", holds(inRange)],
  ["NotIpAddress", fails(inRange)],
  ["ArnEquals", holds(compileArnOperand)],
  ["ArnLike", holds(compileArnOperand)],
  ["ArnNotEquals", fails(compileArnOperand)],
  ["ArnNotLike", fails(compileArnOperand)],
]);
