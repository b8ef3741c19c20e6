import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { TerraformProvider, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { isKnown } from "../access/known";
import { dataOnUse, providerArgument } from "./data-on-use";
import { Program } from "./program";

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
