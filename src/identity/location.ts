import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { splitArn } from "../access/arn";
import type { Role } from "../access/role";
import type { Place } from "../access/vault";
import type { ExternalSecret } from "../secret/external-secret";
import { knownProviderRegion, partitionIn, plannedProviderRegion, providerPartition } from "../terraform/region";
import { accountOf } from "../terraform/role-policy";
import { regionOfCopy } from "./copy-regions";

/** Where a credential provider stands. */
export type Location = Omit<Place, "account">;

/** It stands with its secret, or with its signing key, or where it is said, or where the AWS provider works. */
export function locate(
  scope: Construct,
  provider: TerraformProvider | undefined,
  [secret]: readonly ExternalSecret[],
  signingKeyArn?: string,
): Location {
  if (secret) return { region: secret.region, partition: secret._partition };
  const key = signingKeyArn === undefined ? undefined : splitArn(signingKeyArn);
  if (signingKeyArn !== undefined && key?.region)
    return { region: key.region, partition: partitionIn(signingKeyArn, key.region) };
  return {
    region: regionOfCopy(scope) ?? knownProviderRegion(scope, provider) ?? plannedProviderRegion(scope, provider),
    partition: providerPartition(scope, provider),
  };
}

/** The token vault of a role: it can use only that of its own account. */
export const vaultOf = (role: Role, { region, partition }: Location): Place => ({
  partition: splitArn(role.roleArn)?.partition ?? partition,
  region,
  account: accountOf(role),
});
