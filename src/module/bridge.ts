import { flat } from "./hcl/flat";
import type { Body, Json } from "./hcl/json";
import { isBody } from "./hcl/json";
import type { Group } from "./hcl/node";
import { parseExpression } from "./hcl/parse";
import { BUILT_IN } from "./hcl/schema";
import { signOf } from "./hcl/simplify";
import { hclOf } from "./policy";
import { inner } from "./rules/guard";
import { BRIDGE_SAMPLE } from "./rules/bridge";

/** What stands for an object of the bridge: see src/bridge/bridge.ts and src/bridge/removal.ts. */
const NAMES = ["removal", "content", "confirmation"] as const;
type Names = Readonly<Record<(typeof NAMES)[number], Body>>;

/** Where a module finds the program: in the repository and in the registry's artifact alike. */
export const RUNNER = "${path.module}/../../assets/agentcore-identity-bridge.cjs";

/** What the program is told, as the constructs say it: members by name, each an expression. */
export interface BridgeInput {
  /** Which object is meant. */
  readonly object: Body;
  /** How the program runs. */
  readonly call: Body;
  /** What the object holds. */
  readonly content: Body;
}

/** Where a module keeps the program's input, and how its resources repeat. */
export interface BridgePlace {
  /** Expressions, without `${…}`, for the JSON texts: which object, all that a removal needs, all that an apply needs. */
  readonly object: string;
  readonly kept: string;
  readonly input: string;
  /** The resources' `count` or `for_each`, and the index of an instance, for example `[0]`. */
  readonly repeat?: { readonly argument: Body; readonly index: string };
  /** A resource of the module whose instances are gone, or made, before the program makes anything; and why. */
  readonly after?: { readonly resource: string; readonly why: string };
  /** Preconditions of the content. */
  readonly preconditions?: readonly Body[];
  /** What the object is called in comments. */
  readonly called: string;
  /** What the labels start with, where a module has several of them. */
  readonly prefix?: string;
}

/** Takes the input apart that the constructs hand to the program. A module may know a better word for its content. */
export function bridgeInput(synthesized: Body): BridgeInput {
  const { removal, content } = threeOf(synthesized);
  const [entry] = Object.values(removal.for_each as Body) as readonly Body[];
  const object = members(entry?.object);
  const kept = members(entry?.input);
  const all = members((content.triggers_replace as Body).input);
  const rest = (of: Body, ...others: readonly Body[]): Body =>
    Object.fromEntries(Object.entries(of).filter(([name]) => !others.some((other) => name in other)));
  return { object, call: asVariables(rest(kept, object)), content: rest(all, kept) };
}

/** The locals that hold a bridge's input, for a module that makes one object. */
export function bridgeLocals({ object, call, content }: BridgeInput): Body {
  return {
    "//": {
      object: "Which object is meant: another one is made anew, and nothing else is.",
      call: "How the program runs.",
      input: "All that the program is told: references, and never a secret.",
    },
    object,
    call,
    input: `\${jsonencode(merge(local.object, local.call, ${hclOf(content)}))}`,
  };
}

export const BRIDGE_LOCALS = {
  object: "jsonencode(local.object)",
  kept: "jsonencode(merge(local.object, local.call))",
  input: "local.input",
} as const;

/** The three resources of the constructs, each a part of main.tf. */
export function bridgeResources(synthesized: Body, place: BridgePlace): Body[] {
  const { removal, content, confirmation } = threeOf(synthesized);
  const { called, prefix = "", repeat, after, preconditions = [] } = place;
  const idOf = (name: string): string => `\${${BUILT_IN}.${prefix}${name}${repeat?.index ?? ""}.id}`;
  const resource = (name: string, comment: string, { "//": comments, ...body }: Body): Body => ({
    resource: {
      [BUILT_IN]: {
        [prefix + name]: { "//": { "": comment, ...(comments as Body | undefined) }, ...repeat?.argument, ...body },
      },
    },
  });
  return [
    resource("removal", `Has the duty to remove ${called}, and stays in the module when its instances go.`, {
      ...(after && { "//": { depends_on: after.why } }),
      input: `\${${place.kept}}`,
      triggers_replace: `\${${place.object}}`,
      provisioner: provisioner(removal, "${self.input}"),
      ...(after && { depends_on: [after.resource] }),
    }),
    resource("content", "Is replaced at every change, and applies it in place.", {
      triggers_replace: { input: `\${${place.input}}`, removal: idOf("removal") },
      provisioner: provisioner(content, `\${${place.input}}`),
      ...(preconditions.length > 0 && { lifecycle: { precondition: preconditions } }),
    }),
    resource(
      "confirmation",
      "Applies each change once more: a Terraform that is killed may have the content in its state while its program still ran.",
      {
        triggers_replace: { content: idOf("content") },
        provisioner: provisioner(confirmation, `\${${place.input}}`),
      },
    ),
  ];
}

/** The constructs' provisioner with the module's program and input. */
function provisioner({ provisioner: made }: Body, input: string): Body {
  const [{ "local-exec": exec } = {}] = made as readonly Body[];
  const { interpreter, environment, ...rest } = exec as Body;
  const [program] = interpreter as readonly string[];
  const [name, ...others] = Object.keys(environment as Body);
  if (program === undefined || name === undefined || others.length > 0)
    throw new Error("the constructs start the program otherwise");
  return { "local-exec": [{ interpreter: [program, RUNNER], ...rest, environment: { [name]: input } }] };
}

/** Tells the three apart by what the constructs let each follow. */
function threeOf({ resource }: Body): Names {
  const all = Object.values((resource as Body)[BUILT_IN] as Body).filter(isBody);
  const follows = (name: string): Body[] =>
    all.filter(({ triggers_replace: triggers }) => isBody(triggers) && name in triggers);
  const found = {
    removal: all.filter(({ for_each: entries }) => entries !== undefined),
    content: follows("removal"),
    confirmation: follows("content"),
  };
  if (all.length !== NAMES.length || NAMES.some((name) => found[name].length !== 1))
    throw new Error("the constructs make another bridge");
  return Object.fromEntries(NAMES.map((name) => [name, found[name][0]])) as unknown as Names;
}

/** The members of the object in `${jsonencode({…})}`, each as `${…}`. */
function members(text: Json | undefined): Body {
  const [call, brackets, ...more] = parseExpression(inner(String(text)));
  const [[object] = []] = (brackets as Group | undefined)?.items ?? [];
  if (call?.kind !== "atom" || call.text !== "jsonencode" || object?.kind !== "group" || more.length > 0)
    throw new Error(`not the JSON of an object: ${String(text)}`);
  return Object.fromEntries(
    object.items.map((entry) => {
      const sign = signOf(entry);
      return [JSON.parse(flat(entry.slice(0, sign))) as string, `\${${flat(entry.slice(sign + 1))}}`];
    }),
  );
}

/** The constructs take no token for a number: the sample's own is replaced. */
const asVariables = (call: Body): Body =>
  Object.fromEntries(
    Object.entries(call).map(([name, value]) => [
      name,
      value === `\${${BRIDGE_SAMPLE.timeoutSeconds}}` ? "${var.timeout_seconds}" : value,
    ]),
  );
