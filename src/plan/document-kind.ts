import type { JsonObject } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import { InputError } from "./input-error";

const WRITE = "Write it with: terraform show -json PLANFILE";

/**
 * Refuses every document that proves nothing: what is no plan, and plans that failed, hold a part only, or destroy.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function plannedDocument(plan: unknown, name: string): JsonObject {
  const refuse = (text: string): never => {
    throw new InputError(`${name} ${text}`);
  };
  if (own(plan, "plan_format_version") !== undefined)
    refuse(
      `is a redacted plan, which has neither values nor configuration. ${WRITE}, with admin access to the workspace`,
    );
  const version = own(plan, "format_version");
  if (typeof version === "string" && own(plan, "values") !== undefined && own(plan, "planned_values") === undefined)
    refuse(`is a state, not a plan: it says nothing of what the apply will do. ${WRITE}`);
  if (!isObject(plan) || typeof version !== "string" || !isObject(own(plan, "planned_values")))
    return refuse(`is not a Terraform plan: format_version or planned_values is missing. ${WRITE}`);
  if (!version.startsWith("1.")) refuse(`has format_version ${version.slice(0, 20)}; 1.x is understood.`);
  if (plan.errored === true)
    refuse("is a plan that failed: it proves nothing. Mend what terraform plan says, and plan again.");
  if (plan.complete === false || listOf(plan.deferred_changes).length > 0 || isPart(plan))
    refuse("is a part of a plan (-target, -exclude or deferred changes): it proves nothing. Plan without them.");
  const changes = listOf(plan.resource_changes).filter((change) => own(change, "mode") !== "data");
  for (const change of changes)
    for (const action of actionsOf(change))
      if (!ACTIONS.has(action))
        refuse(
          `does something that is not known here, "${action.slice(0, 20)}" of ${String(own(change, "address"))}: use a newer agentcore-identity.`,
        );
  const managed = isManagedIn(plan.planned_values);
  // A configuration that has dropped everything is no -destroy, which gives no reasons: what it leaves is to be told.
  const isDropped = changes.some((change) => /^delete_because_/.test(String(own(change, "action_reason"))));
  if (changes.length > 0 && !managed && !isDropped && changes.every((change) => actionsOf(change).includes("delete")))
    refuse("would destroy everything: it proves nothing about what is left. Plan without -destroy.");
  if (changes.length === 0 && !managed && isManagedIn(own(plan.prior_state, "values")))
    refuse("only refreshes the state: it proves nothing. Plan without -refresh-only.");
  return plan;
}

/** @see https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const ACTIONS: ReadonlySet<string> = new Set("no-op create read update delete forget open renew close".split(" "));

/**
 * Whether something of the state has no change, not even "no-op". OpenTofu and early versions of Terraform do not say that a
 * plan is a part, but leave out what -target and -exclude do.
 */
function isPart(plan: JsonObject): boolean {
  if (plan.complete !== undefined || !Array.isArray(plan.resource_changes)) return false;
  const changed = new Set(
    plan.resource_changes.flatMap((change) => [own(change, "address"), own(change, "previous_address")]),
  );
  return [...managedIn(own(plan.prior_state, "values"))].some((one) => !changed.has(own(one, "address")));
}

export const actionsOf = (change: unknown): readonly string[] =>
  listOf(own(own(change, "change"), "actions")).filter((one): one is string => typeof one === "string");

/** Whether a tree of modules has any managed resource. */
const isManagedIn = (values: unknown): boolean => managedIn(values).next().done !== true;

function* managedIn(values: unknown): Generator<unknown> {
  const of = function* (module: unknown): Generator<unknown> {
    yield* listOf(own(module, "resources")).filter((one) => own(one, "mode") !== "data");
    for (const child of listOf(own(module, "child_modules"))) yield* of(child);
  };
  yield* of(own(values, "root_module"));
}
