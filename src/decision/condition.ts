import type { ConditionKey } from "./condition-key";
import { conditionKey } from "./condition-key";
import type { RequestContext } from "./context";
import type { ContextValues } from "./unknown";
import { mayBeEmpty } from "./open-text";
import { readBoolean } from "./operand-values";
import type { Operator } from "./operators";
import { NULL_OPERATOR, OPERATORS } from "./operators";
import type { Comparer } from "./pattern";
import { matchesAny, UNCERTAIN, UNRESOLVED } from "./pattern";
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
  readonly key: ConditionKey;
  readonly values: readonly Operand[];
  evaluate(context: RequestContext): Truth;
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
  if (name.base === NULL_OPERATOR) {
    // Null knows neither IfExists nor set operators.
    return name.ifExists || name.set !== undefined ? undefined : new NullCondition(operator, conditionKey(key), values);
  }
  const base = OPERATORS.get(name.base);
  return base && new Comparing(operator, conditionKey(key), values, name, base, variables);
}

/**
 * `Null` with `true` asks for a missing key, with `false` for a present one; several values are alternatives. An empty
 * text is a null data set to the set operators; whether it is to `Null` alone, AWS does not say.
 */
class NullCondition implements Condition {
  public constructor(
    public readonly operator: string,
    public readonly key: ConditionKey,
    public readonly values: readonly Operand[],
  ) {}

  public evaluate(context: RequestContext): Truth {
    const held = context.valuesOf(this.key);
    const missing = isMissing(held);
    return this.values.reduce<Truth>((so, value) => or(so, nullValue(missing, value)), NO);
  }
}

function isMissing(held: ContextValues): Truth {
  if (isUnknown(held)) return held.present ? NO : MAYBE;
  if (held?.length === 1 && mayBeEmpty(held[0] ?? "")) return MAYBE;
  return held?.length === 1 && held[0] === "" ? MAYBE : truthOf(held === undefined);
}

function nullValue(missing: Truth, value: Operand): Truth {
  const asked = isUnknown(value) ? undefined : readBoolean(value);
  return asked === undefined ? MAYBE : asked ? missing : not(missing);
}

const inDoubt: Comparer = () => MAYBE;

/** A condition that compares the values of the request with those of the policy. */
class Comparing implements Condition {
  private readonly missing: Truth;
  private readonly set: SetOperator;
  private readonly isNegated: boolean;
  private readonly only: Comparer | undefined;
  private readonly comparers: readonly Comparer[];

  public constructor(
    public readonly operator: string,
    public readonly key: ConditionKey,
    public readonly values: readonly Operand[],
    name: OperatorName,
    { negated, compile }: Operator,
    variables: boolean,
  ) {
    this.missing = missingKey(name, negated);
    this.set = name.set;
    this.isNegated = negated;
    this.comparers = values.map((value) => (isUnknown(value) ? inDoubt : compile(value, variables)));
    this.only = this.comparers.length === 1 ? this.comparers[0] : undefined;
  }

  public evaluate(context: RequestContext): Truth {
    const held = context.valuesOf(this.key);
    if (held === undefined) return this.missing;
    if (isUnknown(held)) return MAYBE;
    if (held.length !== 1) return TOGETHER[this.set ?? "none"](held.map((value) => this.compare(value, context)));
    const value = held[0] ?? "";
    // An empty text is an empty set to the set operators.
    const ofEmpty = truthOf(this.set === "ForAllValues");
    if (value === "" && this.set !== undefined) return ofEmpty;
    const truth = this.compare(value, context);
    return this.set !== undefined && truth !== ofEmpty && mayBeEmpty(value) ? MAYBE : truth;
  }

  /**
   * Compares one value of the request with all values of the policy.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
   */
  private compare(value: string, context: RequestContext): Truth {
    const outcome = this.only ? this.only(value, context) : matchesAny(this.comparers, value, context);
    // A variable without value is null: nothing equals it, everything differs from it.
    if (outcome === UNRESOLVED) return truthOf(this.isNegated);
    if (outcome === UNCERTAIN) return MAYBE;
    return this.isNegated ? not(outcome) : outcome;
  }
}

/**
 * How several values of a key decide together. Without a set operator that is not documented: only agreement decides.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
const TOGETHER: Readonly<Record<NonNullable<SetOperator> | "none", (outcomes: readonly Truth[]) => Truth>> = {
  ForAllValues: (outcomes) => outcomes.reduce<Truth>(and, YES),
  ForAnyValue: (outcomes) => outcomes.reduce<Truth>(or, NO),
  none: ([first = NO, ...others]) => (others.every((outcome) => outcome === first) ? first : MAYBE),
};

/**
 * A missing key fails a condition, unless the operator is negated, ends in `IfExists` or starts with `ForAllValues`.
 * Of `ForAnyValue:…IfExists` the documentation of the two halves says opposite things.
 */
function missingKey({ set, ifExists }: OperatorName, negated: boolean): Truth {
  if (set === "ForAllValues") return YES;
  if (set === "ForAnyValue") return ifExists ? MAYBE : NO;
  return truthOf(ifExists || negated);
}
