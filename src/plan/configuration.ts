import type { JsonObject } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";

/** A module as the plan's configuration shows it: of each expression only its constants and references. */
export interface ModuleConfiguration {
  readonly resources: ReadonlyMap<string, JsonObject>;
  readonly calls: ReadonlyMap<string, JsonObject>;
  readonly modules: ReadonlyMap<string, ModuleConfiguration>;
  readonly outputs: JsonObject;
  readonly variables: JsonObject;
}

/**
 * Reads the `root_module` of a plan's configuration.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function moduleConfiguration(module: unknown): ModuleConfiguration {
  const resources = listOf(own(module, "resources")).flatMap((resource): [string, JsonObject][] => {
    const address = own(resource, "address");
    return typeof address === "string" && isObject(resource) ? [[address, resource]] : [];
  });
  const called = objectOf(own(module, "module_calls"));
  const calls = Object.entries(called).filter((entry): entry is [string, JsonObject] => isObject(entry[1]));
  return {
    resources: new Map(resources),
    calls: new Map(calls),
    modules: new Map(calls.map(([name, call]) => [name, moduleConfiguration(own(call, "module"))])),
    outputs: objectOf(own(module, "outputs")),
    variables: objectOf(own(module, "variables")),
  };
}

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** What `each.key` and `each.value` stand for. */
export interface Each {
  readonly key: string;
  /** The expression of `for_each`, in the scope in which the resource or module call stands. */
  readonly collection: unknown;
  readonly scope: Scope;
}

/** Where an expression stands: one instance of one module. */
export interface Scope {
  /** Before the addresses of its resources: empty, or `module.a["b"].`. */
  readonly prefix: string;
  readonly module: ModuleConfiguration;
  /** The call that made the instance; undefined for the root module. */
  readonly caller?: { readonly call: JsonObject; readonly scope: Scope; readonly each?: Each };
  /** Values of the root module's variables. */
  readonly values?: JsonObject;
}

const MODULE = /^module\.([\w-]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\./;

/** The module instance in which a resource stands, with the rest of its address. */
export function scopeOf(root: Scope, address: string): { scope: Scope; rest: string } | undefined {
  let [scope, rest]: [Scope, string] = [root, address];
  for (let found = MODULE.exec(rest); found; found = MODULE.exec(rest)) {
    const child = childOf(scope, found[1] as string, found[2] ?? "");
    if (!child) return undefined;
    [scope, rest] = [child, rest.slice(found[0].length)];
  }
  return { scope, rest };
}

/** @param index as in an address: empty, `[0]` or `["a"]` */
export function childOf(scope: Scope, name: string, index: string): Scope | undefined {
  const [call, module] = [scope.module.calls.get(name), scope.module.modules.get(name)];
  if (!call || !module) return undefined;
  const each = eachOf(call, index, scope);
  return { prefix: `${scope.prefix}module.${name}${index}.`, module, caller: { call, scope, ...(each && { each }) } };
}

/** What `each` is for a resource or module call of which one instance is looked at. */
export function eachOf(block: JsonObject, index: string, scope: Scope): Each | undefined {
  const [key, collection] = [keyOf(index), own(block, "for_each_expression")];
  return key === undefined || collection === undefined ? undefined : { key, collection, scope };
}

function keyOf(index: string): string | undefined {
  const text = /^\["((?:[^"\\]|\\.)*)"\]$/.exec(index)?.[1];
  return text?.replace(/\\(.)/g, "$1");
}
