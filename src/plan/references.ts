import type { JsonObject } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import type { Each, Scope } from "./configuration";
import { childOf, eachOf, scopeOf } from "./configuration";

/** Where an expression stands. */
export interface Frame {
  readonly scope: Scope;
  readonly each?: Each;
}

/** An attribute of a resource or data source that an expression refers to. */
export interface Attribute {
  readonly address: string;
  readonly name: string;
}

/** Something that an expression is made of: a text, an attribute, or what the plan does not show. */
export type Leaf = string | Attribute | { readonly hidden: string };

type Path = readonly string[];

/** A plan that refers in circles, or nearly endlessly, is no plan of Terraform's. */
const MOST_STEPS = 500;

/**
 * Everything that an expression is made of. A plan shows neither functions nor operators nor local values, only what is
 * referred to: through the variables of a module to the inputs of its call, through `each` to the collection, through an
 * output to the module's own expression.
 */
export function leavesOf(expression: unknown, frame: Frame): Leaf[] {
  return [...new Walk().expression(expression, frame, [])];
}

/**
 * What our root module takes the secret of a credential provider from that stands in another Region, too: its key names that.
 * Of others the local holds nothing, and their secret is what else the expression refers to. See `src/module/root/resource.ts`.
 */
const REPLICAS = "local.agentcore_identity_replicas";
const HAS_REGION = /(?:^|\/)[a-z]{2,8}(?:-[a-z]{1,16}){1,3}-[0-9]{1,2}(?:\/|$)/;

/** What it takes the secrets from that it makes itself: nothing, if its call asks for none. See `src/module/root/agent-secrets.ts`. */
const MADE = "local.agentcore_identity_made";
const makesNone = ({ caller }: Scope): boolean =>
  caller !== undefined && own(own(caller.call, "expressions"), "agent_secrets") === undefined;

/** What no ARN of a secret, key, role or policy is ever taken from. */
const HARMLESS = /^(?:(?:path|terraform|self|count)\.|data\.aws_(?:region|partition|caller_identity)\.)/;

class Walk {
  private readonly seen = new Set<string>();

  /** @param path which part of the value is wanted, as far as it is known */
  public *expression(expression: unknown, frame: Frame, path: Path): Generator<Leaf> {
    if (expression === undefined || expression === null) return;
    const references = own(expression, "references");
    if (Array.isArray(references)) {
      const whole = longest(references.filter((one): one is string => typeof one === "string"));
      const instance = instanceOf(whole, frame);
      if (instance) yield instance;
      // With several references it is not known what becomes of each.
      else for (const one of whole) yield* this.reference(one, frame, whole.length === 1 ? path : []);
    } else if (isObject(expression) && "constant_value" in expression)
      yield* this.constant(expression.constant_value, frame, path);
    else if (isObject(expression))
      for (const one of Object.values(expression)) yield* this.expression(one, frame, path);
    else for (const one of listOf(expression)) if (isObject(one)) yield* this.expression(one, frame, path);
  }

  private *constant(value: unknown, frame: Frame, [step, ...path]: Path): Generator<Leaf> {
    if (typeof value === "string") {
      const whole = /^\$\{([^{}]+)\}$/.exec(value)?.[1];
      if (whole !== undefined) yield* this.reference(whole.trim(), frame, step === undefined ? [] : [step, ...path]);
      else yield value.includes("${") ? { hidden: "a template" } : value;
    } else if (step !== undefined && (isObject(value) || Array.isArray(value)))
      yield* this.constant((value as JsonObject)[step], frame, path);
    else if (isObject(value) || Array.isArray(value))
      for (const one of Object.values(value)) yield* this.constant(one, frame, []);
  }

  private *reference(text: string, frame: Frame, path: Path): Generator<Leaf> {
    const [root = "", ...rest] = stepsOf(text);
    const steps = [...rest, ...path];
    const visit = [frame.scope.prefix, frame.each?.key, root, ...steps].join(" ");
    if (this.seen.has(visit)) return;
    this.seen.add(visit);
    if (this.seen.size > MOST_STEPS) yield { hidden: "too much" };
    else if (root === "var") yield* this.variable(steps, frame.scope);
    else if (root === "each") yield* this.each(steps, frame.each);
    else if (root === "module") yield* this.output(text, steps, frame.scope);
    else if (text === REPLICAS && frame.each && !HAS_REGION.test(frame.each.key)) return;
    else if (text === MADE && makesNone(frame.scope)) return;
    else if (root === "local") yield { hidden: text };
    else if (!HARMLESS.test(text)) yield attributeOf(text, frame.scope);
  }

  private *variable([name = "", ...path]: Path, { caller, module, values }: Scope): Generator<Leaf> {
    const fallback = { constant_value: own(own(module.variables, name), "default") };
    if (!caller) yield* this.constant(own(own(values, name), "value"), { scope: EMPTY }, path);
    else {
      const input = own(own(caller.call, "expressions"), name) ?? fallback;
      yield* this.expression(input, { scope: caller.scope, ...(caller.each && { each: caller.each }) }, path);
    }
  }

  private *each([what, ...path]: Path, each: Each | undefined): Generator<Leaf> {
    if (!each) yield { hidden: "each" };
    else if (what === "key") yield each.key;
    else {
      const { collection, scope, key } = each;
      const constant = own(collection, "constant_value");
      // In a set the value is the key.
      if (Array.isArray(constant)) yield key;
      else yield* this.expression(collection, { scope }, [key, ...path]);
    }
  }

  private *output(text: string, [name = "", ...rest]: Path, scope: Scope): Generator<Leaf> {
    const index = /^module\.[\w-]+(\[[^\]]+\])/.exec(text)?.[1] ?? "";
    const [output = "", ...path] = index === "" ? rest : rest.slice(1);
    const child = childOf(scope, name, index);
    const expression = own(own(child?.module.outputs, output), "expression");
    if (!child || expression === undefined) yield { hidden: text };
    else yield* this.expression(expression, { scope: child }, path);
  }
}

const EMPTY: Scope = {
  prefix: "",
  module: { resources: new Map(), calls: new Map(), modules: new Map(), outputs: {}, variables: {} },
};

/** The references that are no beginning of another: Terraform lists `a.b.c` together with `a.b`. */
function longest(references: readonly string[]): string[] {
  const all = [...new Set(references)];
  return all.filter((one) => !all.some((other) => other.startsWith(`${one}.`) || other.startsWith(`${one}[`)));
}

/** `a.b[each.key].c`, of which a plan shows `a.b` and `each.key`: what is looked for in it follows from the ARN. */
function instanceOf(references: readonly string[], { each, scope }: Frame): Attribute | undefined {
  const [resource, ...others] = references.filter((one) => one !== "each.key");
  if (!each || resource === undefined || others.length > 0 || references.length !== 2) return undefined;
  const isResource = /^(?!(?:var|local|module|each|path|data)\.)[a-z][a-z0-9_]*\.[\w-]+$/.test(resource);
  return isResource ? { address: `${scope.prefix}${resource}[${JSON.stringify(each.key)}]`, name: "arn" } : undefined;
}

/** `a.b["c"].d` as its steps. */
const stepsOf = (reference: string): string[] =>
  [...reference.matchAll(/([\w-]+)|\["((?:[^"\\]|\\.)*)"\]/g)].map(([, name, key]) => name ?? key ?? "");

function attributeOf(text: string, { prefix }: Scope): Leaf {
  const found = /^((?:data\.)?[a-z][a-z0-9_]*\.[\w-]+(?:\[[^\]]+\])?)\.([a-z_]+)$/.exec(text);
  return found ? { address: prefix + (found[1] as string), name: found[2] as string } : { hidden: text };
}

/** The frame of a resource's own expressions, by its address. */
export function frameOf(
  root: Scope,
  address: string,
): { frame: Frame; configuration: JsonObject | undefined } | undefined {
  const found = scopeOf(root, address);
  if (!found) return undefined;
  const { scope, rest } = found;
  const index = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/.exec(rest)?.[0] ?? "";
  const resource = scope.module.resources.get(rest.slice(0, rest.length - index.length));
  const each = resource && eachOf(resource, index, scope);
  return { frame: { scope, ...(each && { each }) }, configuration: resource };
}
