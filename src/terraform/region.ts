import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { partitionOf, splitArn } from "../access/arn";
import { isKnown } from "../access/known";
import type { Problem } from "../access/problem";
import { dataOnUse, providerArgument } from "./data-on-use";
import { Program } from "./program";
import { argument, expression } from "./text";

interface ProviderWithRegion extends TerraformProvider {
  readonly region?: string;
}

/**
 * The Region in which a stack's AWS provider works, if the program says so: that of the given provider, or of the
 * stack's default one as far as it is declared already.
 */
export function knownProviderRegion(scope: Construct, provider?: TerraformProvider): string | undefined {
  const { region } = (provider ?? defaultProvider(scope) ?? {}) as Partial<ProviderWithRegion>;
  return region !== undefined && isKnown(region) ? region : undefined;
}

const defaultProviders = new WeakMap<TerraformStack, TerraformProvider>();

function defaultProvider(scope: Construct): TerraformProvider | undefined {
  const stack = TerraformStack.of(scope);
  const known = defaultProviders.get(stack);
  if (known) return known;
  const found = stack.node.children.find(isDefaultProvider);
  if (found) defaultProviders.set(stack, found);
  return found;
}

/** Whether a stack declares an AWS provider so far: one that only runs the bridge needs none. */
export const hasDefaultProvider = (scope: Construct): boolean => defaultProvider(scope) !== undefined;

const isDefaultProvider = (child: unknown): child is TerraformProvider =>
  TerraformProvider.isTerraformProvider(child) && child.terraformResourceType === "aws" && child.alias === undefined;

/** The Region in which an AWS provider works, as Terraform finds it: one data source per stack and provider. */
export function plannedProviderRegion(scope: Construct, provider?: TerraformProvider): string {
  const stack = TerraformStack.of(scope);
  const alias = provider?.alias ?? "Default";
  return Program.of(scope).share(
    `region of ${stack.node.path} ${alias}`,
    () => new DataAwsRegion(stack, `AgentCoreIdentityRegion${alias}`, { provider }),
  ).region;
}

/** The account in which an AWS provider works, as Terraform finds it: one data source per stack and provider, once used. */
export const plannedProviderAccount = (scope: Construct, provider?: TerraformProvider): string =>
  dataOnUse(
    TerraformStack.of(scope),
    `AgentCoreIdentityAccount${provider?.alias ?? "Default"}`,
    DataAwsCallerIdentity.tfResourceType,
    "account_id",
    () => providerArgument(provider),
  );

/**
 * The `region` argument of a resource, unless its AWS provider is known to work there already: so one AWS provider serves
 * every Region of its partition.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
export const regionArgument = (
  scope: Construct,
  region: string,
  provider: TerraformProvider | undefined,
): { readonly region?: string } =>
  knownProviderRegion(scope, provider) === region ? {} : { region: argument(region) };

/** Where a resource is made: in its Region, by its AWS provider. */
export const placeArguments = (
  scope: Construct,
  region: string,
  provider: TerraformProvider | undefined,
): { readonly region?: string; readonly provider?: TerraformProvider } => ({
  ...regionArgument(scope, region, provider),
  provider,
});

/** What is wrong between the Region of an object and the AWS provider that makes it. */
export function providerRegionProblems(
  scope: Construct,
  region: string,
  provider: TerraformProvider | undefined,
): Problem[] {
  const works = knownProviderRegion(scope, provider);
  if (works === undefined || !isKnown(region) || works === region) return [];
  if (provider !== undefined)
    return [
      {
        subject: "provider",
        value: works,
        rule: `works in another Region than the secret or key, which is in ${region}`,
        fix: `Leave it out where the stack's default AWS provider works in the same account: that serves every Region of its partition. Otherwise give one for ${region}.`,
      },
    ];
  if (partitionOf(works) === partitionOf(region)) return [];
  return [
    {
      subject: "provider",
      rule: `is missing, and the stack's default AWS provider works in ${works}: no Region of the partition ${partitionOf(region)}, as ${region} is, can be reached from there`,
      fix: `Give an AWS provider for ${region}.`,
    },
  ];
}

/** The partition of an object, as its ARN or its Region says, or as Terraform takes it from the ARN. */
export const partitionIn = (arn: string, region: string): string =>
  splitArn(arn)?.partition ??
  (isKnown(region) ? partitionOf(region) : expression((quote) => `try(split(":", ${quote(arn)})[1], "")`));

/** The partition in which an AWS provider works: one data source per stack and provider, once used. */
export function providerPartition(scope: Construct, provider?: TerraformProvider): string {
  const region = knownProviderRegion(scope, provider);
  if (region !== undefined) return partitionOf(region);
  return dataOnUse(
    TerraformStack.of(scope),
    `AgentCoreIdentityPartition${provider?.alias ?? "Default"}`,
    DataAwsPartition.tfResourceType,
    "partition",
    () => providerArgument(provider),
  );
}
