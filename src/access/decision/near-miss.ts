import type { Asked } from "./asked";
import type { FailedCondition, NearMiss } from "./decision";
import type { KmsGrant } from "./grant";
import { matchGrant } from "./grant";
import type { Place } from "./places";
import type { CompiledPolicy } from "./policy";
import { anyMatch } from "./principal-element";
import type { CompiledStatement } from "./statement";
import { namedBy } from "./tally";
import { NO, YES } from "./truth";
import { isUnknown } from "./unknown";

/** Allowing statements that miss the request by one element only, Action excepted: another action is no near miss. */
export function nearMisses(place: Place, policies: readonly CompiledPolicy[], asked: Asked): NearMiss[] {
  return policies.flatMap((policy) =>
    policy.statements.flatMap((statement) => {
      const element = onlyMismatch(policy, statement, asked);
      if (element === undefined) return [];
      const conditions = element === "Condition" ? failedConditions(statement, asked) : [];
      return [{ place, policy: policy.name, statement: statement.index, sid: statement.sid, element, conditions }];
    }),
  );
}

function onlyMismatch(
  { kind }: CompiledPolicy,
  statement: CompiledStatement,
  asked: Asked,
): "Resource" | "Principal" | "Condition" | undefined {
  const { action, resource, context } = asked;
  if (statement.effect !== "Allow" || statement.matchesAction(action) !== YES) return undefined;
  const isElsewhere = statement.matchesResource(resource, context) === NO;
  const isForOthers = kind === "resource" && anyMatch(namedBy(statement, asked)) === NO;
  if (isElsewhere && isForOthers) return undefined;
  const isUnmet = statement.conditions.some((condition) => condition.evaluate(context) === NO);
  if (isElsewhere || isForOthers) return isUnmet ? undefined : isElsewhere ? "Resource" : "Principal";
  return isUnmet ? "Condition" : undefined;
}

function failedConditions({ conditions }: CompiledStatement, { context }: Asked): FailedCondition[] {
  const failed = conditions.filter((condition) => condition.evaluate(context) === NO);
  return failed.map(({ operator, key, values }) => {
    const held = context.valuesOf(key.toLowerCase());
    return {
      operator,
      key,
      wanted: values.map((value) => (isUnknown(value) ? `(${value.reason})` : value)),
      held: held === undefined || isUnknown(held) ? [] : held,
    };
  });
}

/** Grants on this key that miss the request by one thing only. */
export function nearGrants(grants: readonly KmsGrant[], asked: Asked): NearMiss[] {
  const { names, action, resource, context } = asked;
  return grants.flatMap((grant) => {
    const { key, grantee, operation, constraints } = matchGrant(
      grant,
      names,
      action,
      resource.text,
      context.encryptionContext,
    );
    if (key === NO) return [];
    const misses: NearMiss["element"][] = [];
    if (grantee === NO) misses.push("granteePrincipal");
    if (operation === NO) misses.push("operations");
    if (constraints === NO) misses.push("constraints");
    const [element] = misses;
    return misses.length === 1 && element
      ? [{ place: "grant" as const, policy: grant.name, element, conditions: [] }]
      : [];
  });
}
