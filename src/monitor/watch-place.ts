import { isKnown } from "../access/known";
import type { Problem } from "../access/problem";
import { problemOf } from "../access/rule";
import { WATCH_NAME } from "../access/watch/inputs";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { Place } from "../access/vault";
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

/** What is wrong with the name of a part: it stands in others, and is counted. */
export function nameProblems(name: string): Problem[] {
  const problem = isKnown(name)
    ? problemOf(WATCH_NAME, "name", name)
    : { subject: "name", rule: "is a token, but stands in names whose length counts", fix: WATCH_NAME.fix };
  return problem ? [problem] : [];
}
