import type { Kinds } from "../access/argument-kinds";
import { optional, requireKinds } from "../access/argument-kinds";
import { Token } from "cdktf";
import type { PrivateNetwork } from "../access/deployment";
import type { Problem } from "../access/problem";
import { countProblems, eachProblems, givenProblems, knownProblems } from "../access/rule";
import {
  DOMAIN,
  IP_ADDRESS_TYPE,
  OVERRIDE_COUNT,
  RESOURCE_CONFIGURATION,
  ROUTING_DOMAIN,
  SECURITY_GROUP_COUNT,
  SECURITY_GROUP_ID,
  SUBNET_ID,
  VPC_ID,
} from "../access/rules/endpoint";
import { tagProblems } from "./tag-problems";
import { EndpointIpAddressType } from "../access/oauth2-choices";

export { EndpointIpAddressType };

/** An endpoint that AgentCore makes in a VPC of yours. */
export interface ManagedVpcEndpointProps {
  /** The VPC from which the identity provider is reached. */
  readonly vpcId: string;

  /** Subnets of the VPC, at least one. */
  readonly subnetIds: string[];

  /**
   * The kind of addresses.
   *
   * @default EndpointIpAddressType.IPV4
   */
  readonly ipAddressType?: EndpointIpAddressType;

  /**
   * Security groups of the endpoint, at most 5.
   *
   * @default - the VPC's default security group
   */
  readonly securityGroupIds?: string[];

  /**
   * A domain that the VPC resolves, 3 to 255 characters, if it is not the identity provider's own.
   *
   * @default - the identity provider's domain
   */
  readonly routingDomain?: string;

  /**
   * Tags of the resources that AgentCore makes in the VPC.
   *
   * @default - no tags
   */
  readonly tags?: { [key: string]: string };
}

/**
 * How AgentCore reaches an identity provider that is not on the internet.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PrivateEndpoint.html
 */
export class PrivateEndpoint {
  /** Through a VPC Lattice resource configuration that you manage. */
  public static selfManagedLattice(resourceConfigurationIdentifier: string): PrivateEndpoint {
    requireKinds(
      "PrivateEndpoint",
      { resourceConfigurationIdentifier },
      { resourceConfigurationIdentifier: RESOURCE_CONFIGURATION },
    );
    return new PrivateEndpoint(
      { selfManagedLatticeResource: { resourceConfigurationIdentifier } },
      { resourceConfigurationIdentifier },
      knownProblems(RESOURCE_CONFIGURATION, "resourceConfigurationIdentifier", resourceConfigurationIdentifier),
    );
  }

  /** Through an endpoint that AgentCore manages in a VPC of yours. */
  public static managedVpc(props: ManagedVpcEndpointProps): PrivateEndpoint {
    requireKinds("PrivateEndpoint", props, VPC_KINDS);
    return new PrivateEndpoint(
      {
        managedVpcResource: {
          vpcIdentifier: props.vpcId,
          subnetIds: props.subnetIds,
          endpointIpAddressType: props.ipAddressType ?? EndpointIpAddressType.IPV4,
          securityGroupIds: props.securityGroupIds,
          routingDomain: props.routingDomain,
          tags: props.tags,
        },
      },
      {
        vpcId: props.vpcId,
        subnetIds: listed(props.subnetIds),
        securityGroupIds: listed(props.securityGroupIds ?? []),
      },
      vpcProblems(props),
    );
  }

  private constructor(
    /** @internal */
    public readonly _api: object,
    /** @internal */
    public readonly _network: PrivateNetwork,
    /** @internal */
    public readonly _problems: readonly Problem[],
  ) {}
}

const VPC_KINDS: Kinds<ManagedVpcEndpointProps> = {
  vpcId: VPC_ID,
  subnetIds: "list of texts",
  ipAddressType: optional(IP_ADDRESS_TYPE),
  securityGroupIds: optional("list of texts"),
  routingDomain: optional(ROUTING_DOMAIN),
  tags: optional("map of texts"),
};

/** A list that is a token has no members before Terraform runs. */
const listed = (ids: string[]): string[] => (Token.isUnresolved(ids) ? [] : ids);

/** Another way to one domain of the identity provider. */
export interface PrivateEndpointOverride {
  /** The domain, 1 to 253 characters. */
  readonly domain: string;

  /** How AgentCore reaches it. */
  readonly privateEndpoint: PrivateEndpoint;
}

function vpcProblems(props: ManagedVpcEndpointProps): Problem[] {
  const { vpcId, subnetIds, securityGroupIds = [], ipAddressType, routingDomain, tags = {} } = props;
  return [
    ...knownProblems(VPC_ID, "vpcId", vpcId),
    ...(subnetIds.length === 0
      ? [{ subject: "subnetIds", rule: "is empty", fix: "Name at least one subnet of the VPC." }]
      : eachProblems(SUBNET_ID, "subnetIds", listed(subnetIds))),
    ...countProblems(SECURITY_GROUP_COUNT, "securityGroupIds", securityGroupIds.length),
    ...eachProblems(SECURITY_GROUP_ID, "securityGroupIds", listed(securityGroupIds)),
    ...givenProblems(IP_ADDRESS_TYPE, "ipAddressType", ipAddressType),
    ...givenProblems(ROUTING_DOMAIN, "routingDomain", routingDomain),
    ...tagProblems(tags),
  ];
}

/** An endpoint and its overrides as the API has them, and what is wrong with them. */
export function privateEndpointConfig(
  endpoint: PrivateEndpoint | undefined,
  overrides: readonly PrivateEndpointOverride[],
): { readonly api: object; readonly networks: readonly PrivateNetwork[]; readonly problems: readonly Problem[] } {
  const problems = [
    ...(endpoint?._problems ?? []),
    ...overrides.flatMap(({ privateEndpoint }) => privateEndpoint._problems),
  ];
  if (overrides.length > 0 && !endpoint)
    problems.push({
      subject: "privateEndpointOverrides",
      rule: "needs privateEndpoint, which is missing",
      fix: "Give the endpoint that all other domains use.",
    });
  problems.push(
    ...countProblems(OVERRIDE_COUNT, "privateEndpointOverrides", overrides.length),
    ...overrides.flatMap(({ domain }) => knownProblems(DOMAIN, "domain", domain)),
  );
  return {
    api: {
      privateEndpoint: endpoint?._api,
      ...(overrides.length > 0 && {
        privateEndpointOverrides: overrides.map(({ domain, privateEndpoint }) => ({
          domain,
          privateEndpoint: privateEndpoint._api,
        })),
      }),
    },
    networks: [...(endpoint ? [endpoint] : []), ...overrides.map(({ privateEndpoint }) => privateEndpoint)].map(
      ({ _network }) => _network,
    ),
    problems,
  };
}
