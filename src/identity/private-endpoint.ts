import { Token } from "cdktf";
import type { PrivateNetwork } from "../access/deployment";
import { isKnown } from "../access/known";
import { PRIVATE_ENDPOINT } from "../access/limits";
import type { Problem } from "../access/problem";

/** The address types of an endpoint in a VPC. */
export enum EndpointIpAddressType {
  /** IPv4. */
  IPV4 = "IPV4",
  /** IPv6. */
  IPV6 = "IPV6",
}

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
    return new PrivateEndpoint(
      { selfManagedLatticeResource: { resourceConfigurationIdentifier } },
      { resourceConfigurationIdentifier },
      [],
    );
  }

  /** Through an endpoint that AgentCore manages in a VPC of yours. */
  public static managedVpc(props: ManagedVpcEndpointProps): PrivateEndpoint {
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

/** A list that is a token has no members before Terraform runs. */
const listed = (ids: string[]): string[] => (Token.isUnresolved(ids) ? [] : ids);

/** Another way to one domain of the identity provider. */
export interface PrivateEndpointOverride {
  /** The domain, 1 to 253 characters. */
  readonly domain: string;

  /** How AgentCore reaches it. */
  readonly privateEndpoint: PrivateEndpoint;
}

function vpcProblems({ subnetIds, securityGroupIds = [], routingDomain }: ManagedVpcEndpointProps): Problem[] {
  const problems: Problem[] = [];
  if (subnetIds.length === 0)
    problems.push({ subject: "subnetIds", rule: "is empty", fix: "Name at least one subnet of the VPC." });
  if (securityGroupIds.length > PRIVATE_ENDPOINT.securityGroups) {
    problems.push({
      subject: "securityGroupIds",
      value: String(securityGroupIds.length),
      rule: `is more than ${PRIVATE_ENDPOINT.securityGroups}`,
      fix: "Name fewer security groups.",
    });
  }
  const { least, most } = PRIVATE_ENDPOINT.routingDomain;
  if (
    routingDomain !== undefined &&
    isKnown(routingDomain) &&
    (routingDomain.length < least || routingDomain.length > most)
  ) {
    problems.push({
      subject: "routingDomain",
      value: routingDomain,
      rule: `has ${routingDomain.length} characters, not ${least} to ${most}`,
      fix: "Give a domain name that the VPC resolves.",
    });
  }
  return problems;
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
  if (overrides.length > PRIVATE_ENDPOINT.overrides) {
    problems.push({
      subject: "privateEndpointOverrides",
      value: String(overrides.length),
      rule: `is more than ${PRIVATE_ENDPOINT.overrides}`,
      fix: "Leave some out: their domains use privateEndpoint.",
    });
  }
  for (const { domain } of overrides) {
    if (isKnown(domain) && (domain.length < 1 || domain.length > PRIVATE_ENDPOINT.domainLength)) {
      problems.push({
        subject: "domain",
        value: domain,
        rule: `has ${domain.length} characters, not 1 to ${PRIVATE_ENDPOINT.domainLength}`,
        fix: "Give one domain name of the identity provider.",
      });
    }
  }
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
