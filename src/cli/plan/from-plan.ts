import type { JsonObject } from "../../access/model/values";
import { isObject, listOf, own } from "../../access/model/values";
import { Expression } from "./expression";
import { InputError } from "./input-error";
import type { Source, SourceProvider, SourceResource } from "./source";

/**
 * Reads the output of `terraform show -json PLANFILE`.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function sourceOfPlan(plan: unknown, name: string): Source {
  const version = own(plan, "format_version");
  if (typeof version !== "string" || !isObject(own(plan, "planned_values")))
    throw new InputError(
      `${name} is not a Terraform plan: format_version or planned_values is missing. Write it with: terraform show -json PLANFILE`,
    );
  if (!version.startsWith("1."))
    throw new InputError(`${name} has format_version ${version.slice(0, 20)}; 1.x is understood.`);
  const unknowns = unknownsByAddress(plan);
  const expressions = new Map<string, JsonObject>();
  const providers = new Map<string, string>();
  collectConfiguration(own(own(plan, "configuration"), "root_module"), "", expressions, providers);
  const read = (root: unknown, data: boolean): SourceResource[] =>
    [...resourcesOf(root)]
      .filter((resource) => (own(resource, "mode") === "data") === data)
      .flatMap((resource) => toResource(resource, unknowns, expressions, providers));
  return {
    resources: read(own(own(plan, "planned_values"), "root_module"), false),
    data: [
      ...read(own(own(own(plan, "prior_state"), "values"), "root_module"), true),
      ...read(own(own(plan, "planned_values"), "root_module"), true),
    ],
    providers: providersOf(own(own(plan, "configuration"), "provider_config")),
  };
}

function* resourcesOf(root: unknown): Generator<JsonObject> {
  for (const resource of listOf(own(root, "resources"))) if (isObject(resource)) yield resource;
  for (const module of listOf(own(root, "child_modules"))) yield* resourcesOf(module);
}

function toResource(
  resource: JsonObject,
  unknowns: ReadonlyMap<string, unknown>,
  expressions: ReadonlyMap<string, JsonObject>,
  providers: ReadonlyMap<string, string>,
): SourceResource[] {
  const [address, type, values] = [own(resource, "address"), own(resource, "type"), own(resource, "values")];
  if (typeof address !== "string" || typeof type !== "string" || !isObject(values)) return [];
  const configured = address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
  return [
    {
      address,
      type,
      values: withUnknowns(values, unknowns.get(address), expressions.get(configured)) as JsonObject,
      provider: providers.get(configured) ?? "aws",
    },
  ];
}

/**
 * Puts what the plan leaves open back into the values: the expression where the configuration shows it as a template,
 * as that of a CDKTF program does, or else only that it is not known.
 */
function withUnknowns(value: unknown, unknown: unknown, expression: unknown): unknown {
  if (unknown === true) {
    const constant = own(expression, "constant_value");
    return new Expression(typeof constant === "string" && constant.includes("${") ? constant : undefined);
  }
  if (Array.isArray(unknown)) {
    const [values, parts] = [listOf(value), listOf(expression)];
    const length = Math.max(values.length, unknown.length);
    return Array.from({ length }, (_, index) => withUnknowns(values[index], unknown[index], parts[index]));
  }
  if (!isObject(unknown)) return value;
  const constant = own(expression, "constant_value");
  const inside = (key: string): unknown =>
    constant === undefined ? own(expression, key) : { constant_value: own(constant, key) };
  const keys = new Set([...(isObject(value) ? Object.keys(value) : []), ...Object.keys(unknown)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, withUnknowns(own(value, key), own(unknown, key), inside(key))]),
  );
}

function unknownsByAddress(plan: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const change of listOf(own(plan, "resource_changes"))) {
    const address = own(change, "address");
    if (typeof address === "string") found.set(address, own(own(change, "change"), "after_unknown"));
  }
  return found;
}

function collectConfiguration(
  module: unknown,
  prefix: string,
  expressions: Map<string, JsonObject>,
  providers: Map<string, string>,
): void {
  for (const resource of listOf(own(module, "resources"))) {
    const [address, expression, key] = ["address", "expressions", "provider_config_key"].map((name) =>
      own(resource, name),
    );
    if (typeof address !== "string") continue;
    // An expression inside a module refers to the module's own names, which the plan does not tell apart.
    if (isObject(expression) && prefix === "") expressions.set(address, expression);
    if (typeof key === "string") providers.set(prefix + address, key);
  }
  const calls = own(module, "module_calls");
  if (!isObject(calls)) return;
  for (const [name, call] of Object.entries(calls))
    collectConfiguration(own(call, "module"), `${prefix}module.${name}.`, expressions, providers);
}

function providersOf(config: unknown): Map<string, SourceProvider> {
  const found = new Map<string, SourceProvider>();
  if (!isObject(config)) return found;
  for (const [key, provider] of Object.entries(config)) {
    const constant = (name: string): unknown => own(own(own(provider, "expressions"), name), "constant_value");
    const assumed = listOf(own(own(provider, "expressions"), "assume_role"))[0];
    found.set(
      key,
      providerFacts(
        constant("region"),
        constant("allowed_account_ids"),
        own(own(assumed, "role_arn"), "constant_value"),
      ),
    );
  }
  return found;
}

/** The account of a provider is certain if only one is allowed, or if it assumes a role. */
export function providerFacts(region: unknown, allowed: unknown, roleArn: unknown): SourceProvider {
  const accounts = listOf(allowed).map(String);
  const assumed = typeof roleArn === "string" ? /^arn:[^:]+:iam::(\d{12}):role\//.exec(roleArn)?.[1] : undefined;
  const account = accounts.length === 1 ? accounts[0] : assumed;
  return {
    ...(typeof region === "string" && !region.includes("${") && { region }),
    ...(account !== undefined && /^\d{12}$/.test(account) && { account }),
  };
}
