import type { Brought } from "./brought";
import { choicesOf, isPossible } from "./brought";
import { isBrought } from "./brought-keys";
import type { Condition } from "./condition";
import type { ConditionKey } from "./condition-key";
import type { NeededCondition } from "./decision";
import { mayApply } from "./doubts";
import type { Consulted, Evaluation } from "./evaluate";
import type { Deciding } from "./places";
import type { CompiledPolicy } from "./policy";
import { NOT_GIVEN } from "./request-context";
import type { CompiledStatement } from "./statement";
import { MAYBE, NO } from "./truth";
import { isUnknown } from "./unknown";

/** More than policies of people ever need; whoever wants to keep us busy gets "unknown". */
const MOST_TRIALS = 256;

/** A condition on what the request may bring, in a statement that may or may not apply because of it. */
interface OpenCondition {
  readonly policy: CompiledPolicy;
  readonly statement: CompiledStatement;
  readonly condition: Condition;
}

/**
 * A request that is allowed because of what it brings, if that is all that decides: every request that the conditions
 * can tell from others was tried, each was decided, and they were not all decided alike.
 *
 * @param evaluation what is known without knowing what the request brings
 * @param tryOut the same with it
 * @returns undefined if something else is open, too
 */
export function allowedByWhatItBrings(
  evaluation: Evaluation,
  tryOut: (brought: Brought) => Evaluation,
): Evaluation | undefined {
  const choices = new Map<string, readonly (readonly string[])[]>();
  for (const [key, conditions] of byKey(openConditions(evaluation))) {
    const found = choicesOf(key, conditions);
    if (!found) return undefined;
    choices.set(key.name, found);
  }
  const count = [...choices.values()].reduce((product, { length }) => product * length, 1);
  if (choices.size === 0 || count > MOST_TRIALS) return undefined;
  let allowed: Evaluation | undefined;
  let isDenied = false;
  for (const brought of combinations([...choices])) {
    if (!isPossible(brought)) continue;
    const tried = tryOut(brought);
    if (tried.verdict === "unknown") return undefined;
    if (tried.verdict === "allowed") allowed ??= tried;
    else isDenied = true;
  }
  return isDenied ? allowed : undefined;
}

/** What lets the allowed request through: conditions that it meets where they allow, and fails where they deny. */
export function neededConditions(
  evaluation: Evaluation,
  { asked: { context } }: Evaluation,
  by: readonly Deciding[],
): NeededCondition[] {
  const needed = new Map<string, NeededCondition>();
  for (const { policy, statement, condition } of openConditions(evaluation)) {
    const allows = by.some((one) => one.policy === policy.name && one.statement === statement.index);
    if (statement.mayAllow ? !allows : condition.evaluate(context) !== NO) continue;
    const one = neededBy(policy, statement, condition);
    needed.set(JSON.stringify(one), one);
  }
  return [...needed.values()];
}

function openConditions({ asked, consulted }: Evaluation): OpenCondition[] {
  const { context } = asked;
  return policiesOf(consulted).flatMap((policy) =>
    policy.statements
      .filter((statement) => statement.conditions.length > 0 && mayApply(policy, statement, asked))
      .flatMap((statement) =>
        statement.conditions
          .filter(({ key }) => isBrought(key, asked.request.chosenKeys) && context.valuesOf(key) === NOT_GIVEN)
          .filter((condition) => condition.evaluate(context) === MAYBE)
          .map((condition) => ({ policy, statement, condition })),
      ),
  );
}

const policiesOf = ({ identity, boundary = [], session = [], scps, rcps, resource }: Consulted): CompiledPolicy[] => [
  ...identity,
  ...boundary,
  ...session,
  ...scps.flat(),
  ...rcps,
  ...resource,
];

/** Keys are compared by name: two policies may write one in two ways. */
function byKey(open: readonly OpenCondition[]): Map<ConditionKey, Condition[]> {
  const keys = new Map<string, ConditionKey>();
  const found = new Map<ConditionKey, Condition[]>();
  for (const { condition } of open) {
    const key = keys.get(condition.key.name) ?? condition.key;
    keys.set(key.name, key);
    found.set(key, [...(found.get(key) ?? []), condition]);
  }
  return found;
}

/** Every way to choose one of each. */
function* combinations([first, ...others]: readonly (readonly [
  string,
  readonly (readonly string[])[],
])[]): Generator<Brought> {
  if (!first) return yield new Map();
  const [name, choices] = first;
  for (const rest of combinations(others)) for (const one of choices) yield new Map([...rest, [name, one]]);
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
