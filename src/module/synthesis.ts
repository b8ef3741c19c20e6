import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { DefaultTokenResolver, StringConcat, TerraformStack, Testing, Tokenization } from "cdktf";
import { RootConstruct } from "constructs";
import { withoutShown } from "../terraform/shown";
import { identityOf } from "../terraform/tokens";
import type { Body, Json } from "./hcl/json";
import { isBody } from "./hcl/json";

const REGION = "us-east-1";
const STACK = "Module";

/** Synthesizes constructs into Terraform JSON. Nothing is written. */
export function synthesize(build: (stack: TerraformStack) => void): Body {
  const stack = new TerraformStack(new RootConstruct(), STACK);
  new AwsProvider(stack, "Aws", { region: REGION });
  build(stack);
  stack.prepareStack();
  return ownNames(JSON.parse(Testing.synth(stack)) as Body);
}

/** What stands in every stack for the bridge, whether it has objects there or not. */
const REMOVAL = /^(terraform_data\.)?agentcore_identity_removal_[a-z]+$/;

/** A module has locals of its own for the owner, and a block with the duty to remove only where there is something. */
function ownNames(synthesized: Body): Body {
  const text = JSON.stringify(synthesized).replace(
    /\blocal\.agentcore_identity_(owner|mark|for)(_[0-9a-f]{8})?\b/g,
    (_all, part: keyof typeof OWNER_LOCALS) => `local.${OWNER_LOCALS[part]}`,
  );
  const body = JSON.parse(text, (name, value: Json): Json | undefined => {
    if (typeof value === "string") return withoutShown(value);
    if (REMOVAL.test(name) && isBody(value) && Object.keys(value.for_each as Body).length === 0) return undefined;
    if (name !== "depends_on" || !Array.isArray(value)) return value;
    const others = (value as readonly string[]).filter((address) => !REMOVAL.test(address));
    return others.length > 0 ? others : undefined;
  }) as Body;
  return body;
}

/** What the constructs' locals about the owner are called in a module. */
const OWNER_LOCALS = { owner: "owner", mark: "owner_mark", for: "owner_shown" } as const;

/** The locals about the owner, by what a module calls them. */
export function ownerLocals(synthesized: Body, names: readonly string[] = Object.values(OWNER_LOCALS)): Body {
  const locals = (synthesized.locals ?? {}) as Readonly<Record<string, string>>;
  const found = Object.entries(OWNER_LOCALS).flatMap(([part, name]) =>
    Object.entries(locals)
      .filter(([local]) => local.startsWith(`agentcore_identity_${part}`))
      .map(([, value]) => [name as string, value] as const),
  );
  return {
    "//": {
      owner: "Whose the statements and objects are: the mark that they bear at AWS. Two workspaces are two owners.",
    },
    ...Object.fromEntries(found.filter(([name]) => names.includes(name))),
  };
}

/** The only block of a type, under the label `this`: it may refer to itself by that. */
export function only(synthesized: Body, keyword: string, type: string): Body {
  const blocks = (synthesized[keyword] ?? {}) as Readonly<Record<string, Body>>;
  const [entry, ...others] = Object.entries(blocks[type] ?? {});
  if (!entry || others.length > 0) throw new Error(`not one ${keyword} "${type}"`);
  return entry[1] as Body;
}

/** Names every resource `this`, which in a module is the only one of its type. */
export function named(synthesized: Body, name: string): Body {
  const ids = new Set<string>();
  for (const keyword of ["resource", "data", "ephemeral"]) {
    for (const byId of Object.values((synthesized[keyword] ?? {}) as Body)) {
      if (isBody(byId)) Object.keys(byId).forEach((id) => ids.add(id));
    }
  }
  const text = [...ids].reduce((all, id) => all.replaceAll(id, name), JSON.stringify(synthesized));
  return JSON.parse(text) as Body;
}

/** A body without some of its members. */
export const without = (body: Body, ...members: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !members.includes(name)));

/** Replaces texts everywhere in a JSON. */
export function replaced<T extends Json>(json: T, replacements: Readonly<Record<string, string>>): T {
  const text = Object.entries(replacements).reduce(
    (all, [from, to]) => all.replaceAll(JSON.stringify(from).slice(1, -1), JSON.stringify(to).slice(1, -1)),
    JSON.stringify(json),
  );
  return JSON.parse(text) as T;
}

/** What the constructs' tokens in a text stand for. */
export const plain = (text: string): string =>
  withoutShown(identityOf(new TerraformStack(new RootConstruct(), STACK), text));

/** The same for a JSON. */
export const plainJson = (json: object): Body =>
  JSON.parse(
    JSON.stringify(
      Tokenization.resolve(json, {
        scope: new TerraformStack(new RootConstruct(), STACK),
        resolver: new DefaultTokenResolver(new StringConcat()),
        preparing: false,
      }),
    ),
  ) as Body;
