import type { Deployment, ManagedNetwork, PrivateNetwork, SelfManagedNetwork } from "./deployment";
import { isManaged } from "./deployment";
import { isKnown } from "./known";
import type { Statement } from "./policy";
import { SID_PREFIX, sortedUnique } from "./policy";
import type { Place } from "./vault";

/**
 * The network part of private endpoints.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-private-idp.html
 */
export function connectPrivately({ place, networks }: Deployment): Statement[] {
  const managed = networks.filter(isManaged);
  const selfManaged = networks.filter((network: PrivateNetwork): network is SelfManagedNetwork => !isManaged(network));
  return [
    ...(managed.length > 0 ? [...joinVpcs(place, managed), makeNetworkRole(place)] : []),
    ...(selfManaged.length > 0 ? useLattice(place, selfManaged) : []),
  ];
}

/**
 * An endpoint that AgentCore makes in a VPC: an interface in the named subnets, with the named security groups. Of what is
 * not named, for example the VPC's default security group, only the VPC is known. All else AgentCore does with a role of
 * its own.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html (`CreateNetworkInterface`)
 */
function joinVpcs(place: Place, networks: readonly ManagedNetwork[]): Statement[] {
  const ec2 = (kind: string, id: string): string => arn(place, "ec2", `${kind}/${id}`);
  const allow = { Effect: "Allow", Action: "ec2:CreateNetworkInterface" } as const;
  const named = networks.flatMap(({ subnetIds, securityGroupIds }) => [
    ...subnetIds.map((id) => ec2("subnet", id)),
    ...securityGroupIds.map((id) => ec2("security-group", id)),
  ]);
  const unnamed = (["subnet", "security-group"] as const).flatMap((kind): Statement[] => {
    const open = networks.filter(
      (network) => network[kind === "subnet" ? "subnetIds" : "securityGroupIds"].length === 0,
    );
    if (open.length === 0) return [];
    const vpcs = sortedUnique(open.map(({ vpcId }) => ec2("vpc", vpcId)));
    return [
      {
        Sid: `${SID_PREFIX}${kind === "subnet" ? "Subnets" : "SecurityGroups"}`,
        ...allow,
        Resource: ec2(kind, "*"),
        Condition: { ArnEquals: { "ec2:Vpc": vpcs } },
      },
    ];
  });
  // The interface has no ID yet.
  const interfaces = sortedUnique([ec2("network-interface", "*"), ...named]);
  return [{ Sid: `${SID_PREFIX}PrivateEndpoint`, ...allow, Resource: interfaces }, ...unnamed];
}

const NETWORK_SERVICE = "identity-network.bedrock-agentcore.amazonaws.com";

/** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/service-linked-roles.html#identity-network-service-linked-role */
const makeNetworkRole = ({ partition, account }: Place): Statement => ({
  Sid: `${SID_PREFIX}ServiceLinkedRole`,
  Effect: "Allow",
  Action: "iam:CreateServiceLinkedRole",
  Resource: `arn:${partition}:iam::${account}:role/aws-service-role/${NETWORK_SERVICE}/AWSServiceRoleForBedrockAgentCoreIdentity`,
  Condition: { StringEquals: { "iam:AWSServiceName": NETWORK_SERVICE } },
});

/**
 * A resource configuration that the team manages. AgentCore ties it to a service network of its own, in the deployer's
 * name; network and association have no name before. Two actions know no resources.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonvpclattice.html
 */
function useLattice(place: Place, networks: readonly SelfManagedNetwork[]): Statement[] {
  const lattice = (...actions: string[]): string[] => actions.map((action) => `vpc-lattice:${action}`);
  const configurations = sortedUnique(networks.map((network) => configurationArn(place, network)));
  // In whose account the association is, no page tells.
  const association = arn({ ...place, account: "*" }, "vpc-lattice", "servicenetworkresourceassociation/*");
  return [
    {
      Sid: `${SID_PREFIX}ResourceConfiguration`,
      Effect: "Allow",
      Action: lattice("CreateServiceNetworkResourceAssociation", "GetResourceConfiguration"),
      Resource: [...configurations, arn({ ...place, account: "*" }, "vpc-lattice", "servicenetwork/*"), association],
    },
    {
      Sid: `${SID_PREFIX}ResourceAssociation`,
      Effect: "Allow",
      Action: lattice("DeleteServiceNetworkResourceAssociation", "GetServiceNetworkResourceAssociation"),
      Resource: association,
    },
    {
      Sid: `${SID_PREFIX}Lattice`,
      Effect: "Allow",
      Action: lattice("AssociateViaAWSService", "ListServiceNetworkResourceAssociations"),
      Resource: "*",
    },
  ];
}

/** By ARN, or by ID within the own account. Of a token nobody knows which: any configuration in the Region then. */
function configurationArn(place: Place, { resourceConfigurationIdentifier: name }: SelfManagedNetwork): string {
  if (!isKnown(name)) return arn({ ...place, account: "*" }, "vpc-lattice", "resourceconfiguration/*");
  return name.startsWith("arn:") ? name : arn(place, "vpc-lattice", `resourceconfiguration/${name}`);
}

const arn = ({ partition, region, account }: Place, service: string, resource: string): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;
