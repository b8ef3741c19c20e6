import type { AwsCall, Verb } from "./aws-calls";
import { isRecord, text, type Value, type Values } from "./cty";
import type { Making } from "./resource-facts";

const NETWORK = "identity-network.bedrock-agentcore.amazonaws.com";
const SERVICE_ACCOUNT = "999999999999";

/**
 * What a private endpoint takes of the caller. For one that AgentCore makes: its service-linked role, and an interface;
 * for one that the team manages: the association of its resource configuration with AgentCore's service network.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-private-idp.html
 */
export function networkCalls(verb: Verb, making: Making): AwsCall[] {
  const managed = blocksNamed(making.values, "managed_vpc_resource");
  const selfManaged = blocksNamed(making.values, "self_managed_lattice_resource");
  return [
    ...(verb === "destroy" ? [] : managed.flatMap((block) => makeEndpoint(making, block))),
    ...selfManaged.flatMap((block) => associate(verb, making, block)),
  ];
}

function makeEndpoint({ partition, region, account }: Making, block: Values): AwsCall[] {
  const ec2 = (resource: string): string => `arn:${partition}:ec2:${region}:${account}:${resource}`;
  const vpc = { "ec2:Vpc": ec2(`vpc/${text(block.vpc_identifier)}`) };
  const groups = strings(block.security_group_ids);
  const resources: [string, object][] = [
    ["network-interface/*", {}],
    ...strings(block.subnet_ids).map((id): [string, object] => [`subnet/${id}`, vpc]),
    ...(groups.length > 0 ? groups : ["sg-default"]).map((id): [string, object] => [`security-group/${id}`, vpc]),
  ];
  return [
    {
      action: "iam:CreateServiceLinkedRole",
      resource: `arn:${partition}:iam::${account}:role/aws-service-role/${NETWORK}/AWSServiceRoleForBedrockAgentCoreIdentity`,
      context: { "iam:AWSServiceName": NETWORK },
    },
    ...resources.map(([resource, context]) => ({
      action: "ec2:CreateNetworkInterface",
      resource: ec2(resource),
      context: context as Record<string, string>,
    })),
  ];
}

function associate(verb: Verb, { partition, region, account }: Making, block: Values): AwsCall[] {
  const name = text(block.resource_configuration_identifier) ?? "";
  const lattice = (owner: string, resource: string): string =>
    `arn:${partition}:vpc-lattice:${region}:${owner}:${resource}`;
  const configuration = name.startsWith("arn:") ? name : lattice(account, `resourceconfiguration/${name}`);
  const association = lattice(account, "servicenetworkresourceassociation/snra-1");
  const call = (action: string, ...resources: string[]): AwsCall[] =>
    resources.map((resource) => ({ action: `vpc-lattice:${action}`, resource }));
  const look = [
    ...call("GetServiceNetworkResourceAssociation", association),
    ...call("ListServiceNetworkResourceAssociations", "*"),
  ];
  if (verb === "destroy") return [...look, ...call("DeleteServiceNetworkResourceAssociation", association)];
  const network = lattice(SERVICE_ACCOUNT, "servicenetwork/sn-1");
  return [
    ...call("GetResourceConfiguration", configuration),
    ...call("AssociateViaAWSService", "*"),
    ...call("CreateServiceNetworkResourceAssociation", configuration, network, association),
    ...look,
  ];
}

const strings = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

function blocksNamed(value: Value | undefined, name: string): Values[] {
  if (Array.isArray(value)) return value.flatMap((item) => blocksNamed(item, name));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === name && Array.isArray(item) ? item.filter(isRecord) : blocksNamed(item, name),
  );
}
