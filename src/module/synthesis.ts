import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { DefaultTokenResolver, StringConcat, TerraformStack, Testing, Tokenization } from "cdktf";
import { RootConstruct } from "constructs";
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
  return JSON.parse(Testing.synth(stack)) as Body;
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

/** What the constructs refuse, as they say it. */
export function refusals(build: (stack: TerraformStack) => void): string[] {
  try {
    synthesize(build);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "InvalidProgramError") throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.replace(/^ *\[[^\]]*\] /, ""));
  }
  return [];
}

/** What the constructs' tokens in a text stand for. */
export const plain = (text: string): string => identityOf(new TerraformStack(new RootConstruct(), STACK), text);

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
