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
export function addNearMisses(
  found: NearMiss[],
  place: Place,
  policies: readonly CompiledPolicy[],
  asked: Asked,
): void {
  for (const policy of policies) {
    for (const statement of policy.statements) {
      const element = onlyMismatch(policy, statement, asked);
      if (element === undefined) continue;
      const conditions = element === "Condition" ? failedConditions(statement, asked) : NONE;
      found.push({ place, policy: policy.name, statement: statement.index, sid: statement.sid, element, conditions });
    }
  }
}

const NONE: readonly FailedCondition[] = [];

function onlyMismatch(
  { kind }: CompiledPolicy,
  statement: CompiledStatement,
  asked: Asked,
): "Resource" | "Principal" | "Condition" | undefined {
  const { action, resource, context } = asked;
  if (statement.mayDeny || statement.matchesAction(action) !== YES) return undefined;
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
    const held = context.valuesOf(key);
    return {
      operator,
      key: key.written,
      wanted: values.map((value) => (isUnknown(value) ? `(${value.reason})` : value)),
      held: held === undefined || isUnknown(held) ? [] : held,
    };
  });
}

/** Grants on this key that miss the request by one thing only. */
export function addNearGrants(found: NearMiss[], grants: readonly KmsGrant[], asked: Asked): void {
  const { names, action, resource, context } = asked;
  for (const grant of grants) {
    const match = matchGrant(grant, names, action, resource.text, context.encryptionContext);
    if (match.key === NO) continue;
    const misses: NearMiss["element"][] = [];
    if (match.grantee === NO) misses.push("granteePrincipal");
    if (match.operation === NO) misses.push("operations");
    if (match.constraints === NO) misses.push("constraints");
    const [element] = misses;
    if (misses.length === 1 && element) found.push({ place: "grant", policy: grant.name, element, conditions: NONE });
  }
}
