import type { JsonObject } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import type { Scope } from "./configuration";
import { moduleConfiguration } from "./configuration";
import { Expression } from "./expression";
import { InputError } from "./input-error";
import type { Frame } from "./references";
import { frameOf } from "./references";
import type { Source, SourceProvider, SourceResource } from "./source";
import { modulesThatSay, statementsIn } from "./statements";

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
      .flatMap((resource) => toResource(resource, unknowns, root))
      // Terraform writes the instances of modules in another order each time.
      .sort((a, b) => (a.address < b.address ? -1 : 1));
  return {
    resources: read(own(own(plan, "planned_values"), "root_module"), false),
    data: [
      ...read(own(own(own(plan, "prior_state"), "values"), "root_module"), true),
      ...read(own(own(plan, "planned_values"), "root_module"), true),
    ],
    providers: providersOf(own(configuration, "provider_config")),
    ...statementsOf(plan, root),
  };
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

function toResource(resource: JsonObject, unknowns: ReadonlyMap<string, unknown>, root: Scope): SourceResource[] {
  const [address, type, values] = [own(resource, "address"), own(resource, "type"), own(resource, "values")];
  if (typeof address !== "string" || typeof type !== "string") return [];
  const found = frameOf(root, address);
  const provider = own(found?.configuration, "provider_config_key");
  const known = isObject(values) ? values : {};
  const filled = withUnknowns(known, unknowns.get(address), own(found?.configuration, "expressions"), found?.frame);
  return [
    {
      address,
      type,
      values: isObject(filled) ? filled : known,
      provider: typeof provider === "string" ? provider : "aws",
    },
  ];
}

/**
 * Puts what the plan leaves open back into the values: the expression as far as the configuration shows it, or else only
 * that it is not known.
 */
export function withUnknowns(value: unknown, unknown: unknown, expression: unknown, frame: Frame | undefined): unknown {
  if (unknown === true) {
    const constant = own(expression, "constant_value");
    // A template inside of a module refers to the module's own names.
    const isTemplate = typeof constant === "string" && constant.includes("${") && frame?.scope.prefix === "";
    return new Expression(isTemplate ? constant : undefined, frame && { expression, frame });
  }
  if (Array.isArray(unknown)) {
    const values = listOf(value);
    const length = Math.max(values.length, unknown.length);
    return Array.from({ length }, (_, index) =>
      withUnknowns(values[index], unknown[index], partOf(expression, index), frame),
    );
  }
  if (!isObject(unknown)) return value;
  const keys = new Set([...(isObject(value) ? Object.keys(value) : []), ...Object.keys(unknown)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, withUnknowns(own(value, key), own(unknown, key), partOf(expression, key), frame)]),
  );
}

/** The expression of an attribute, key or item. Of one that is made by functions only the references are shown. */
function partOf(expression: unknown, key: string | number): unknown {
  const constant = own(expression, "constant_value");
  if (constant !== undefined) return { constant_value: itemOf(constant, key) };
  return own(expression, "references") === undefined ? itemOf(expression, key) : expression;
}

/** A block is written with or without the list that it stands in. */
const itemOf = (value: unknown, key: string | number): unknown =>
  typeof key === "number" ? listOf(value)[key] : own(value, key);

function unknownsByAddress(plan: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const change of listOf(own(plan, "resource_changes"))) {
    const address = own(change, "address");
    if (typeof address === "string") found.set(address, own(own(change, "change"), "after_unknown"));
  }
  return found;
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
