import type { Construct } from "constructs";
import { TerraformProvider, TerraformStack } from "cdktf";
import type { Problem } from "../access/problem";
import { Program } from "./program";

const PATH = "terraform.required_providers.aws.version";

/**
 * The version of the AWS provider that a stack asks for.
 *
 * The provider's bindings pin exactly one. The first construct of a stack that needs a newer one widens that pin by
 * `widen`; call `pin` before or after to say otherwise.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/48629
 */
export class AwsProviderVersion {
  /** The versions that can reference an existing secret, for OAuth2 and API key credential providers. */
  public static readonly EXTERNAL_SECRETS = ">= 6.66.0, < 7.0.0";

  /**
   * Widens the stack's version of the AWS provider to `EXTERNAL_SECRETS`, unless the stack already says which it wants,
   * or its bindings pin one that is new enough.
   */
  public static widen(scope: Construct): void {
    const stack = TerraformStack.of(scope);
    // Only at synthesis every provider of the stack is there.
    Program.of(scope).share(`widened version of ${stack.node.path}`, () => {
      Program.of(scope).checkLate(stack, () => {
        const isEnough = overrideOf(stack) !== undefined || isNewEnough(pinOf(stack));
        if (!isEnough) stack.addOverride(PATH, AwsProviderVersion.EXTERNAL_SECRETS);
        return [];
      });
      return true;
    });
  }

  /**
   * Says which versions of the AWS provider the stack wants. Constructs that need more than it allows are refused at
   * synthesis.
   *
   * @param constraint a Terraform version constraint, for example `~> 6.70`
   */
  public static pin(scope: Construct, constraint: string): void {
    TerraformStack.of(scope).addOverride(PATH, constraint);
  }

  /**
   * Widens the version and refuses a program in which the stack's own wish leaves room for an older provider.
   *
   * @internal
   */
  public static _require(scope: Construct): void {
    const stack = TerraformStack.of(scope);
    Program.of(scope).share(`aws provider version of ${stack.node.path}`, () => {
      AwsProviderVersion.widen(stack);
      Program.of(scope).checkLate(stack, () => problems(overrideOf(stack) ?? pinOf(stack)));
      return true;
    });
  }
}

/** What the stack overrides: there is no public way to read it. */
function overrideOf(stack: TerraformStack): unknown {
  const overrides = (
    stack as unknown as { rawOverrides?: { terraform?: { required_providers?: { aws?: { version?: unknown } } } } }
  ).rawOverrides;
  return overrides?.terraform?.required_providers?.aws?.version;
}

/** What the bindings of the stack's AWS provider pin. */
function pinOf(stack: TerraformStack): unknown {
  const isAws = (one: unknown): one is TerraformProvider =>
    TerraformProvider.isTerraformProvider(one) && one.terraformResourceType === "aws";
  const bindings = stack.node.findAll().find(isAws)?.terraformGeneratorMetadata;
  return bindings?.providerVersion ?? bindings?.providerVersionConstraint;
}

function isNewEnough(constraint: unknown): boolean {
  const lowest = typeof constraint === "string" ? lowestVersion(constraint) : undefined;
  return lowest !== undefined && (lowest[0] > 6 || (lowest[0] === 6 && lowest[1] >= 66));
}

function problems(constraint: unknown): Problem[] {
  if (isNewEnough(constraint)) return [];
  return [
    {
      subject: "the version of the AWS provider",
      value: String(constraint),
      rule: "admits providers older than 6.66.0, which cannot reference an existing secret",
      fix: `Ask for "${AwsProviderVersion.EXTERNAL_SECRETS}" or newer with AwsProviderVersion.pin, or leave the version out.`,
    },
  ];
}

type Version = readonly [major: number, minor: number, patch: number];

/**
 * The lowest version that a Terraform version constraint admits, or undefined if it has no lower bound or is not one.
 * Pre-releases are not considered: no AWS provider has them.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function lowestVersion(constraint: string): Version | undefined {
  let lowest: Version | undefined;
  for (const term of constraint.split(",")) {
    const match = /^\s*(=|!=|>=|>|<=|<|~>)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?\s*$/.exec(term);
    if (!match) return undefined;
    const [, operator = "=", major, minor = "0", patch = "0"] = match;
    if (operator === "!=" || operator.startsWith("<")) continue;
    const version: Version = [Number(major), Number(minor), Number(patch) + (operator === ">" ? 1 : 0)];
    if (!lowest || isLower(lowest, version)) lowest = version;
  }
  return lowest;
}

function isLower(a: Version, b: Version): boolean {
  const differing = a.findIndex((part, index) => part !== b[index]);
  return differing >= 0 && (a[differing] as number) < (b[differing] as number);
}
