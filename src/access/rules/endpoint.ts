import { EndpointIpAddressType } from "../oauth2-choices";
import type { Rule } from "../rule";
import { atMost, between, oneOf } from "../rule";

const MANAGED = "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ManagedVpcResource.html";

export const VPC_ID: Rule = {
  pattern: "^vpc-(?:[0-9a-z]{8}|[0-9a-z]{17})$",
  words: "is not the ID of a VPC",
  fix: "Give an ID like vpc-0a1b2c3d4e5f60718.",
  source: MANAGED,
};

export const SUBNET_ID: Rule = {
  pattern: "^subnet-[0-9a-zA-Z]{8,17}$",
  words: "is not the ID of a subnet",
  fix: "Give an ID like subnet-0a1b2c3d4e5f60718.",
  source: MANAGED,
};

export const SECURITY_GROUP_ID: Rule = {
  pattern: "^sg-(?:[0-9a-z]{8}|[0-9a-z]{17})$",
  words: "is not the ID of a security group",
  fix: "Give an ID like sg-0a1b2c3d4e5f60718.",
  source: MANAGED,
};

export const SECURITY_GROUP_COUNT: Rule = atMost(5, "is more than", "Name fewer security groups.", MANAGED);

export const ROUTING_DOMAIN: Rule = between(3, 255, "Give a domain name that the VPC resolves.", MANAGED);

export const IP_ADDRESS_TYPE: Rule = oneOf(Object.values(EndpointIpAddressType), MANAGED);

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
