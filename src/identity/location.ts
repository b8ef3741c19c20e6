import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { splitArn } from "../access/arn";
import type { SecretReference } from "../secret/secret-reference";
import { knownProviderRegion, plannedProviderRegion } from "../terraform/region";

/** Where a credential provider stands: with its secret, or with its signing key, or where the AWS provider works. */
export function locate(
  scope: Construct,
  provider: TerraformProvider | undefined,
  [reference]: readonly SecretReference[],
  signingKeyArn?: string,
): { readonly region: string; readonly partition: string } {
  if (reference) return { region: reference.secret.region, partition: reference.secret._partition };
  const key = signingKeyArn === undefined ? undefined : splitArn(signingKeyArn);
  return {
    region: key?.region || (knownProviderRegion(scope, provider) ?? plannedProviderRegion(scope, provider)),
    partition: key?.partition ?? "aws",
  };
}
