import { tmpdir } from "node:os";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { DefaultTokenResolver, ref, StringConcat, TerraformStack, Testing, Token, Tokenization } from "cdktf";
import type { Statement } from "../../src/access/policy";
import { withoutShown } from "../../src/terraform/shown";

export type Arguments = Readonly<Record<string, unknown>>;

/** The synthesized JSON of a stack, without CDKTF's metadata. */
export interface Synthesized {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly ephemeral?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly check?: Readonly<
    Record<string, { readonly assert: readonly { readonly condition: string; readonly error_message: string }[] }>
  >;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, Arguments>>;
  readonly terraform: {
    readonly required_version?: string;
    readonly required_providers: Readonly<Record<string, { readonly version: string }>>;
  };
}

export interface SynthOptions {
  /** The Region of the stack's AWS provider; `null` leaves it out. */
  readonly region?: string | null;
}

/** Synthesizes a stack with an AWS provider, as a user's program would. */
export function synth(
  build: (stack: TerraformStack) => void,
  { region = "us-east-1" }: SynthOptions = {},
): Synthesized {
  const stack = stackIn(testApp(), "stack", region);
  build(stack);
  return synthStack(stack);
}

/** A program that writes no file and leaves no folder behind. */
export const testApp = (): App => Testing.app({ outdir: tmpdir() });

/** A stack with an AWS provider. */
export function stackIn(app: App, id: string, region: string | null = "us-east-1"): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "Aws", region === null ? {} : { region });
  return stack;
}

/** Without the backend, which CDKTF points at the working directory of this machine. */
export function synthStack(stack: TerraformStack): Synthesized {
  stack.prepareStack();
  const { terraform, ...rest } = JSON.parse(Testing.synth(stack)) as Synthesized & {
    terraform: { backend?: unknown };
  };
  delete terraform.backend;
  return { ...rest, terraform };
}

/** The refusals of a program, one line each, without the headline. */
export const refusals = (build: (stack: TerraformStack) => void, options?: SynthOptions): string[] =>
  refusalsOf(() => synth(build, options));

/** The refusals with which a program's synthesis fails, none if it does not. */
export function refusalsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "InvalidProgramError") throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

/** A token for an expression, without `${…}`. */
export const tokenFor = (expression: string): string => Token.asString(ref(expression));

/** What a token stands for. */
export const resolved = (stack: TerraformStack, text: string): string =>
  Tokenization.resolve(text, {
    scope: stack,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  }) as string;

/** All resources of a type, by logical ID. */
export const resources = (synthesized: Synthesized, type: string): Readonly<Record<string, Arguments>> =>
  synthesized.resource?.[type] ?? {};

/** The only resource of a type. */
export function only(synthesized: Synthesized, type: string): Arguments {
  const all = Object.values(resources(synthesized, type));
  if (all.length !== 1) throw new Error(`${all.length} resources of type ${type}`);
  return all[0] as Arguments;
}

/** What `jsonencode` makes of an object of literals, or plain JSON. Expressions within texts stay as they are. */
export const encoded = (text: unknown): Record<string, unknown> => {
  const inner = /^\$\{jsonencode\((.*)\)\}$/s.exec(text as string)?.[1];
  return JSON.parse(inner === undefined ? (text as string) : inner.replaceAll('" = ', '": ')) as Record<
    string,
    unknown
  >;
};

/** The owner's mark in Sids: where they are compared it is left out. */
const MARK = /\$\{local\.agentcore_identity_(?:mark|for)\}/g;

/** The statements of a policy argument that knows nothing but the owner from Terraform. */
export const statements = (policy: unknown): Statement[] =>
  (encoded((policy as string).replace(MARK, "")) as unknown as { Statement: Statement[] }).Statement;

/** All resources but the blocks with the duty to remove, which stand in every stack. */
export function ownResources({ resource = {} }: Synthesized): NonNullable<Synthesized["resource"]> {
  const types = Object.entries(resource).map(([type, all]) => [
    type,
    Object.fromEntries(Object.entries(all).filter(([id]) => !id.startsWith("agentcore_identity_removal_"))),
  ]);
  return Object.fromEntries(types.filter(([, all]) => Object.keys(all as object).length > 0)) as NonNullable<
    Synthesized["resource"]
  >;
}

/** Every action that a policy allows, as `ACTION RESOURCE`, to say "this and nothing else". */
export const allowed = (policy: unknown): string[] =>
  statements(policy)
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${resource}`)),
    )
    .sort();

interface Condition {
  condition: string;
  error_message: string;
}

/** The preconditions of a resource, their messages with the values as if none were sensitive. */
export const preconditions = (block: Arguments): Condition[] =>
  ((block.lifecycle as { precondition?: Condition[] } | undefined)?.precondition ?? []).map(
    ({ condition, error_message }) => ({ condition, error_message: withoutShown(error_message) }),
  );
