import type { JsonObject } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import type { Scope } from "./configuration";
import { moduleConfiguration } from "./configuration";
import { actionsOf, plannedDocument } from "./document-kind";
import { Expression } from "./expression";
import { paired, partOf } from "./paired";
import { actionsRun, runsProgram } from "./programs";
import { providersIn, UNTOLD } from "./provider-configurations";
import type { Frame } from "./references";
import { frameOf } from "./references";
import type { Source, SourceResource } from "./source";
import { modulesThatSay, statementsIn } from "./statements";

/**
 * Reads the output of `terraform show -json PLANFILE`.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function sourceOfPlan(document: unknown, name: string): Source {
  const plan = plannedDocument(document, name);
  const changes = changesByAddress(plan);
  const configuration = own(plan, "configuration");
  const variables = own(plan, "variables");
  const root: Scope = {
    prefix: "",
    module: moduleConfiguration(own(configuration, "root_module")),
    ...(isObject(variables) && { values: variables }),
  };
  const read = (module: unknown, data: boolean): SourceResource[] =>
    [...resourcesOf(module)]
      .filter((resource) => (own(resource, "mode") === "data") === data)
      .flatMap((resource) => toResource(resource, changes.get(addressOf(resource)), root))
      // Terraform writes the instances of modules in another order each time.
      .sort(byAddress);
  const data = [
    ...read(own(own(plan.prior_state, "values"), "root_module"), true),
    ...read(own(plan.planned_values, "root_module"), true),
  ];
  return {
    resources: read(own(plan.planned_values, "root_module"), false),
    gone: goneIn(plan, root),
    data,
    providers: providersIn(own(configuration, "provider_config"), root, data),
    assumptions: actionsRun(plan),
    ...statementsOf(plan, root),
  };
}

const byAddress = (a: SourceResource, b: SourceResource): number => (a.address < b.address ? -1 : 1);
const addressOf = (resource: JsonObject): string => String(own(resource, "address"));

/** What is there before the apply, and after it no more, or not in the state. */
function goneIn(plan: JsonObject, root: Scope): SourceResource[] {
  return listOf(plan.resource_changes)
    .flatMap((change) => {
      const [address, type, before] = [
        own(change, "address"),
        own(change, "type"),
        own(own(change, "change"), "before"),
      ];
      const actions = actionsOf(change);
      const goes = actions.includes("delete") || actions.includes("forget");
      const isManaged = own(change, "mode") !== "data";
      if (typeof address !== "string" || typeof type !== "string" || !isObject(before) || !goes || !isManaged)
        return [];
      const reason = own(change, "action_reason");
      const found = frameOf(root, address);
      return [
        {
          address,
          type,
          values: before,
          before,
          actions,
          provider: providerKey(found?.configuration),
          ...(runsProgram(found?.configuration) && { runsProgram: true }),
          ...(typeof reason === "string" && { reason }),
          // What is replaced goes, too, but its successor stands where it stood.
          ...(typeof own(change, "deposed") === "string" && { reason: "deposed" }),
        },
      ];
    })
    .sort(byAddress);
}

/** What modules say about who should read, as far as the root module repeats it. */
function statementsOf(plan: unknown, root: Scope): Pick<Source, "stated" | "unheard"> {
  const outputs = own(plan, "output_changes");
  const stated = Object.entries(isObject(outputs) ? outputs : {}).flatMap(([name, change]) => {
    const expression = own(own(root.module.outputs, name), "expression");
    const value = withUnknowns(own(change, "after"), own(change, "after_unknown"), expression, { scope: root });
    return statementsIn(value, `output.${name}`);
  });
  return { stated, unheard: stated.length > 0 ? [] : modulesThatSay(root.module) };
}

function* resourcesOf(root: unknown): Generator<JsonObject> {
  for (const resource of listOf(own(root, "resources"))) if (isObject(resource)) yield resource;
  for (const module of listOf(own(root, "child_modules"))) yield* resourcesOf(module);
}

function toResource(resource: JsonObject, change: unknown, root: Scope): SourceResource[] {
  const [address, type, values] = [own(resource, "address"), own(resource, "type"), own(resource, "values")];
  if (typeof address !== "string" || typeof type !== "string") return [];
  const found = frameOf(root, address);
  const expressions = own(found?.configuration, "expressions");
  const known = isObject(values) ? values : {};
  const filled = withUnknowns(known, own(own(change, "change"), "after_unknown"), expressions, found?.frame);
  const before = own(own(change, "change"), "before");
  return [
    {
      address,
      type,
      values: isObject(filled) ? filled : known,
      provider: providerKey(found?.configuration),
      ...(isObject(before) && { before }),
      ...(change !== undefined && { actions: actionsOf(change) }),
      ...(runsProgram(found?.configuration) && { runsProgram: true }),
      ...(found?.configuration && { configured: new Set(isObject(expressions) ? Object.keys(expressions) : []) }),
    },
  ];
}

const providerKey = (configuration: JsonObject | undefined): string => {
  const key = own(configuration, "provider_config_key");
  return typeof key === "string" ? key : UNTOLD;
};

/**
 * Puts what the plan leaves open back into the values: the expression as far as the configuration shows it, or else only
 * that it is not known.
 */
function withUnknowns(value: unknown, unknown: unknown, expression: unknown, frame: Frame | undefined): unknown {
  if (unknown === true) {
    const constant = own(expression, "constant_value");
    // A template inside of a module refers to the module's own names.
    const isTemplate = typeof constant === "string" && constant.includes("${") && frame?.scope.prefix === "";
    return new Expression(isTemplate ? constant : undefined, frame && { expression, frame });
  }
  if (Array.isArray(unknown)) {
    const values = listOf(value);
    const length = Math.max(values.length, unknown.length);
    const expressions = paired(values, unknown, expression);
    return Array.from({ length }, (_, index) => withUnknowns(values[index], unknown[index], expressions(index), frame));
  }
  if (!isObject(unknown)) return value;
  const keys = new Set([...(isObject(value) ? Object.keys(value) : []), ...Object.keys(unknown)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, withUnknowns(own(value, key), own(unknown, key), partOf(expression, key), frame)]),
  );
}

function changesByAddress(plan: JsonObject): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const change of listOf(plan.resource_changes)) {
    const address = own(change, "address");
    if (typeof address === "string" && own(change, "deposed") === undefined) found.set(address, change);
  }
  return found;
}
