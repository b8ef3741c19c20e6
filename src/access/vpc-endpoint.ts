import { EndpointIpAddressType } from "./oauth2-choices";
import type { Count, Rule } from "./rule";
import { atMost, between, oneOf } from "./rule";

const SOURCE = "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ManagedVpcResource.html";

/** A member of a structure of the API: a text, or a list of texts. */
export interface Member {
  /** What the API calls it. */
  readonly api: string;
  /** What each text is. */
  readonly rule: Rule;
  /** How many there are, for a list. */
  readonly count?: Count;
  /** What is sent if nobody says it. */
  readonly default?: string;
  readonly isOptional?: boolean;
  /** What the modules say of it, a sentence. */
  readonly about: string;
}

const MOST_GROUPS = 5;
const DOMAIN: Rule = between(3, 255, "Give a domain name that the VPC resolves.", SOURCE);
const ADDRESSES: Rule = oneOf(Object.values(EndpointIpAddressType), SOURCE);

/**
 * An endpoint that AgentCore makes in a VPC, by what the constructs call its members; modules say the same with
 * underscores. Constructs, program and modules are made of it. Tags come on top, which credential providers have, too.
 */
export const VPC_ENDPOINT = {
  vpcId: {
    api: "vpcIdentifier",
    rule: {
      pattern: "^vpc-(?:[0-9a-z]{8}|[0-9a-z]{17})$",
      words: "is not the ID of a VPC",
      fix: "Give an ID like vpc-0a1b2c3d4e5f60718.",
      source: SOURCE,
    },
    about: "The VPC from which the identity provider is reached.",
  },
  subnetIds: {
    api: "subnetIds",
    rule: {
      pattern: "^subnet-[0-9a-zA-Z]{8,17}$",
      words: "is not the ID of a subnet",
      fix: "Give an ID like subnet-0a1b2c3d4e5f60718.",
      source: SOURCE,
    },
    count: { least: 1, words: "is empty", fix: "Name at least one subnet of the VPC." },
    about: "Subnets of the VPC, at least one.",
  },
  ipAddressType: {
    api: "endpointIpAddressType",
    rule: ADDRESSES,
    default: EndpointIpAddressType.IPV4,
    about: `The kind of addresses: ${(ADDRESSES.values ?? []).join(", ")}.`,
  },
  securityGroupIds: {
    api: "securityGroupIds",
    rule: {
      pattern: "^sg-(?:[0-9a-z]{8}|[0-9a-z]{17})$",
      words: "is not the ID of a security group",
      fix: "Give an ID like sg-0a1b2c3d4e5f60718.",
      source: SOURCE,
    },
    count: atMost(MOST_GROUPS, "is more than", "Name fewer security groups.", SOURCE),
    isOptional: true,
    about: `Security groups of the endpoint, at most ${MOST_GROUPS}; by default the VPC's own.`,
  },
  routingDomain: {
    api: "routingDomain",
    rule: DOMAIN,
    isOptional: true,
    about: `A domain that the VPC resolves, ${String(DOMAIN.least)} to ${String(DOMAIN.most)} characters; by default the identity provider's own.`,
  },
} as const satisfies Readonly<Record<string, Member>>;

/** All members, for those who treat them alike. */
export const VPC_MEMBERS: readonly (readonly [name: string, member: Member])[] = Object.entries(VPC_ENDPOINT);
