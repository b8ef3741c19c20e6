import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { partitionOf } from "../access/arn";
import { isKnown } from "../access/known";
import type { Problem } from "../access/problem";
import { countProblems, givenProblems, knownProblems } from "../access/rule";
import { SECRET_TAG_COUNT, SECRET_TAG_KEY, SECRET_TAG_VALUE } from "../access/rules/agent-secret";
import { ACCOUNT_ID, REGION } from "../access/rules/names";
import type { Place } from "../access/vault";
import { textProblems } from "../access/written-text";
import {
  knownProviderRegion,
  plannedProviderAccount,
  plannedProviderRegion,
  providerPartition,
  providerRegionProblems,
} from "../terraform/region";

/** Where a program makes something, as far as it says so. */
export interface StatedPlace {
  readonly region?: string;
  readonly account?: string;
  readonly provider?: TerraformProvider;
}

/** Where it is made: as stated, otherwise where the AWS provider works. */
export function placeOf(scope: Construct, { region, account, provider }: StatedPlace): Place {
  const found = region ?? knownProviderRegion(scope, provider) ?? plannedProviderRegion(scope, provider);
  return {
    region: found,
    account: account ?? plannedProviderAccount(scope, provider),
    partition: isKnown(found) ? partitionOf(found) : providerPartition(scope, provider),
  };
}

export const statedPlaceProblems = (scope: Construct, { region, account, provider }: StatedPlace): Problem[] => [
  ...textProblems({ region, account }),
  ...givenProblems(REGION, "region", region),
  ...givenProblems(
    { ...ACCOUNT_ID, fix: "Give the account of the AWS provider, or leave it out." },
    "account",
    account,
  ),
  ...(region === undefined ? [] : providerRegionProblems(scope, region, provider)),
];

/** What is wrong with tags of a secret or a key. */
export const madeTagProblems = (tags: Readonly<Record<string, string>> = {}): Problem[] => [
  ...textProblems({ tags }),
  ...countProblems(SECRET_TAG_COUNT, "tags", Object.keys(tags).length),
  ...Object.entries(tags).flatMap(([key, value]) => [
    ...knownProblems(SECRET_TAG_KEY, "a key of tags", key),
    ...knownProblems(SECRET_TAG_VALUE, `tags.${key}`, value),
  ]),
];
