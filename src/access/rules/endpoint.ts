import type { Rule } from "../rule";
import { atMost, between } from "../rule";

/** Of VPC Lattice, by its ID or its ARN. */
export const RESOURCE_CONFIGURATION: Rule = {
  pattern: "^(?:arn:[a-z0-9-]+:vpc-lattice:[a-zA-Z0-9-]+:[0-9]{12}:resourceconfiguration/)?rcfg-[0-9a-z]{17}$",
  words: "is not the ID or ARN of a resource configuration",
  fix: "Give an ID like rcfg-0a1b2c3d4e5f60718, or its ARN.",
  source:
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SelfManagedLatticeResource.html",
};

export const DOMAIN: Rule = between(
  1,
  253,
  "Give one domain name of the identity provider.",
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PrivateEndpointOverride.html",
);

export const OVERRIDE_COUNT: Rule = atMost(
  5,
  "is more than",
  "Leave some out: their domains use privateEndpoint.",
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CustomOauth2ProviderConfigInput.html",
);
