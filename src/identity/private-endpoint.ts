import type { Kind, Kinds } from "../access/argument-kinds";
import { optional, requireKinds } from "../access/argument-kinds";
import { Token } from "cdktf";
import type { PrivateNetwork } from "../access/deployment";
import type { Problem } from "../access/problem";
import { countProblems, eachProblems, givenProblems, knownProblems } from "../access/rule";
import { DOMAIN, OVERRIDE_COUNT, RESOURCE_CONFIGURATION } from "../access/rules/endpoint";
import type { Member } from "../access/vpc-endpoint";
import { VPC_ENDPOINT } from "../access/vpc-endpoint";
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
          ...Object.fromEntries(VPC_MEMBERS.map(([name, member]) => [member.api, props[name] ?? member.default])),
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

/** The compiler asks for a member where there is a property, and for a property where there is a member. */
type MemberName = keyof typeof VPC_ENDPOINT;
const MEMBERS: Readonly<Record<Exclude<keyof ManagedVpcEndpointProps, "tags">, Member>> = VPC_ENDPOINT;
const VPC_MEMBERS = Object.entries(MEMBERS) as (readonly [MemberName, Member])[];

const kindOf = ({ rule, count, isOptional, default: value }: Member): Kind => {
  const kind = count === undefined ? rule : "list of texts";
  return isOptional || value !== undefined ? optional(kind) : kind;
};

const VPC_KINDS = {
  ...Object.fromEntries(VPC_MEMBERS.map(([name, member]) => [name, kindOf(member)])),
  tags: optional("map of texts"),
} as Kinds<ManagedVpcEndpointProps>;

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
  const ofMembers = VPC_MEMBERS.flatMap(([name, { rule, count }]) => {
    const value = props[name];
    if (count === undefined || !Array.isArray(value)) return givenProblems(rule, name, value);
    return [...countProblems(count, name, value.length), ...eachProblems(rule, name, listed(value))];
  });
  return [...ofMembers, ...tagProblems(props.tags)];
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
