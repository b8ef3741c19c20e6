import type { Asked } from "./asked";
import { isBrought } from "./brought-keys";
import type { Condition } from "./condition";
import type { Conditional, NeededCondition } from "./decision";
import type { Evaluation } from "./evaluate";
import type { Deciding } from "./places";
import type { CompiledPolicy } from "./policy";
import type { CompiledStatement } from "./statement";
import { NOT_GIVEN } from "./request-context";
import { isDenied } from "./tally";
import type { Truth } from "./truth";
import { MAYBE, NO, YES } from "./truth";
import { isUnknown } from "./unknown";

/** A condition on what a request may bring, met where it allows and unmet where it denies. */
interface Hope {
  readonly statement: CompiledStatement;
  readonly condition: Condition;
}

/** The best that a request can bring, and what that is. */
export class Hopes {
  public readonly all: Hope[] = [];

  /** What a condition would be at best for whoever asks. */
  public of(statement: CompiledStatement, condition: Condition, asked: Asked): Truth {
    const truth = condition.evaluate(asked.context);
    const isOpen = truth === MAYBE && isBrought(condition.key) && asked.context.valuesOf(condition.key) === NOT_GIVEN;
    if (!isOpen || statement.mayAllow === statement.mayDeny || condition.values.some(isUnknown)) return truth;
    this.all.push({ statement, condition });
    return statement.mayAllow ? YES : NO;
  }
}

/**
 * What a request must bring to be allowed, if nothing else is open.
 *
 * @param hopeful the evaluation with these hopes
 * @param by what allows then
 * @returns undefined if the conditions might contradict each other
 */
export function conditionalOf(hopes: Hopes, hopeful: Evaluation, by: readonly Deciding[]): Conditional | undefined {
  if (hopeful.verdict !== "allowed") return undefined;
  const needed = new Map<string, NeededCondition>();
  for (const { statement, condition } of hopes.all) {
    const policy = policyOf(statement, hopeful);
    if (!policy) continue;
    const allows = by.some((one) => one.policy === policy.name && one.statement === statement.index);
    const denies = statement.mayDeny && (policy.kind === "identity" || isDenied(statement, hopeful.asked) !== NO);
    if (!(statement.mayAllow ? allows : denies)) continue;
    const one = neededBy(policy, statement, condition);
    const before = needed.get(condition.key.name);
    // Two conditions on one key may not be met together.
    if (before && !isSame(before, one)) return undefined;
    needed.set(condition.key.name, before ?? one);
  }
  return needed.size === 0 ? undefined : { verdict: "conditional", if: [...needed.values()], by };
}

function policyOf(statement: CompiledStatement, { consulted }: Evaluation): CompiledPolicy | undefined {
  const { identity, boundary = [], session = [], scps, rcps, resource } = consulted;
  const all = [...identity, ...boundary, ...session, ...scps.flat(), ...rcps, ...resource];
  return all.find(({ statements }) => statements.includes(statement));
}

const neededBy = (
  policy: CompiledPolicy,
  { mayAllow, index, sid }: CompiledStatement,
  { operator, key, values }: Condition,
): NeededCondition => ({
  effect: mayAllow ? "Allow" : "Deny",
  operator,
  key: key.written,
  values: values.filter((value): value is string => !isUnknown(value)),
  policy: policy.name,
  statement: index,
  ...(sid !== undefined && { sid }),
});

const isSame = (a: NeededCondition, b: NeededCondition): boolean =>
  a.effect === b.effect && a.operator === b.operator && JSON.stringify(a.values) === JSON.stringify(b.values);
