import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { Place } from "../access/vault";
import type { Rule } from "../access/rule";
import {
  knownProviderRegion,
  plannedProviderAccount,
  plannedProviderRegion,
  providerPartition,
} from "../terraform/region";
import { argument } from "../terraform/text";

/** Where the parts of a watch are made. */
export interface WatchPlace {
  /**
   * The Region: rules see what happens in their own.
   *
   * @default - that of the AWS provider
   */
  readonly region?: string;

  /**
   * The AWS provider of the account whose CloudTrail events are looked at.
   *
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;
}

/** The Region if the program says it. */
export const regionOf = (scope: Construct, { region, provider }: WatchPlace): string | undefined =>
  region ?? knownProviderRegion(scope, provider);

/** Account, Region and partition, as Terraform finds them. */
export const placeOf = (scope: Construct, place: WatchPlace): Place => ({
  partition: providerPartition(scope, place.provider),
  region: regionOf(scope, place) ?? plannedProviderRegion(scope, place.provider),
  account: plannedProviderAccount(scope, place.provider),
});

/** The arguments of a resource that is made there. */
export const placed = (
  scope: Construct,
  { region, provider }: WatchPlace,
): { readonly region?: string; readonly provider?: TerraformProvider } => ({
  ...(region !== undefined && region !== knownProviderRegion(scope, provider) && { region: argument(region) }),
  provider,
});

/** The name of a watch: it stands in that of a rule, which has 64 characters at most. */
export const WATCH_NAME: Rule = {
  pattern: "^[A-Za-z0-9_-]+$",
  most: 20,
  words: 'is not 1 to 20 letters, digits, "-" and "_"',
  fix: "Give a short name: it stands in the names of all rules.",
  source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
};
