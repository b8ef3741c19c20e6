import type { ContextValues, RequestContext } from "./context";
import { readBoolean } from "./operand-values";
import type { Operator } from "./operators";
import { NULL_OPERATOR, OPERATORS } from "./operators";
import type { Comparer } from "./pattern";
import { matchesAny, UNRESOLVED } from "./pattern";
import type { Truth } from "./truth";
import { and, MAYBE, NO, not, or, truthOf, YES } from "./truth";
import type { Unknown } from "./unknown";
import { isUnknown } from "./unknown";

/** A value of a condition in a policy. */
export type Operand = string | Unknown;

/** One operator with one condition key of a `Condition` element. */
export interface Condition {
  /** As written, for example `ForAnyValue:StringEquals`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Operand[];
  readonly evaluate: (context: RequestContext) => Truth;
}

type SetOperator = "ForAllValues" | "ForAnyValue" | undefined;

interface OperatorName {
  readonly set: SetOperator;
  readonly base: string;
  readonly ifExists: boolean;
}

const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

function parseOperator(name: string): OperatorName | undefined {
  const found = NAME.exec(name);
  if (!found) return undefined;
  const [, set, base = "", ifExists] = found;
  return { set: set as SetOperator, base, ifExists: ifExists !== undefined };
}

/**
 * Compiles one operator with one key, or gives undefined for an operator that does not exist.
 *
 * @param variables whether the policy's version has policy variables
 */
export function compileCondition(
  operator: string,
  key: string,
  values: readonly Operand[],
  variables: boolean,
): Condition | undefined {
  const name = parseOperator(operator);
  if (!name) return undefined;
  const lowerKey = key.toLowerCase();
  const described = { operator, key, values };
  if (name.base === NULL_OPERATOR) {
    // Null knows neither IfExists nor set operators.
    if (name.ifExists || name.set !== undefined) return undefined;
    return { ...described, evaluate: (context) => isNull(context.valuesOf(lowerKey), values) };
  }
  const base = OPERATORS.get(name.base);
  if (!base) return undefined;
  const one = compareOne(base, values, variables);
  return { ...described, evaluate: (context) => evaluateSet(name, base, one, context.valuesOf(lowerKey), context) };
}

/**
 * `Null` with `true` asks for a missing key, with `false` for a present one; several values are alternatives. An empty
 * text is a null data set to the set operators; whether it is to `Null` alone, AWS does not say.
 */
function isNull(held: ContextValues, values: readonly Operand[]): Truth {
  const missing = isUnknown(held)
    ? held.present
      ? NO
      : MAYBE
    : isEmptyText(held)
      ? MAYBE
      : truthOf(held === undefined);
  return values.reduce<Truth>((so, value) => or(so, nullValue(missing, value)), NO);
}

const isEmptyText = (held: readonly string[] | undefined): boolean => held?.length === 1 && held[0] === "";

function nullValue(missing: Truth, value: Operand): Truth {
  const asked = isUnknown(value) ? undefined : readBoolean(value);
  return asked === undefined ? MAYBE : asked ? missing : not(missing);
}

type CompareOne = (value: string, context: RequestContext) => Truth;

/**
 * Compares one value of the request with all values of the policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
function compareOne({ negated, compile }: Operator, operands: readonly Operand[], variables: boolean): CompareOne {
  const comparers = operands.map<Comparer>((operand) =>
    isUnknown(operand) ? () => MAYBE : compile(operand, variables),
  );
  return (value, context) => {
    const outcome = matchesAny(comparers, value, context);
    // A variable without value is null: nothing equals it, everything differs from it.
    if (outcome === UNRESOLVED) return truthOf(negated);
    return negated ? not(outcome) : outcome;
  };
}

/**
 * How the values of a key decide together.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
function evaluateSet(
  { set, ifExists }: OperatorName,
  { negated }: Operator,
  one: CompareOne,
  held: ContextValues,
  context: RequestContext,
): Truth {
  if (isUnknown(held)) return MAYBE;
  if (held === undefined) return missingKey(set, ifExists, negated);
  if (set === undefined && held.length === 1) return one(held[0] ?? "", context);
  const outcomes = held.map((value) => one(value, context));
  // An empty text is an empty set to the set operators.
  if (set !== undefined && isEmptyText(held)) return truthOf(set === "ForAllValues");
  if (set === "ForAllValues") return outcomes.reduce<Truth>(and, YES);
  if (set === "ForAnyValue") return outcomes.reduce<Truth>(or, NO);
  // Several values without a set operator are not documented: only agreement decides.
  const [first = NO] = outcomes;
  return outcomes.every((outcome) => outcome === first) ? first : MAYBE;
}

/**
 * A missing key fails a condition, unless the operator is negated, ends in `IfExists` or starts with `ForAllValues`.
 * Of `ForAnyValue:…IfExists` the documentation of the two halves says opposite things.
 */
function missingKey(set: SetOperator, ifExists: boolean, negated: boolean): Truth {
  if (set === "ForAllValues") return YES;
  if (set === "ForAnyValue") return ifExists ? MAYBE : NO;
  return truthOf(ifExists || negated);
}
