import type { ManagedVpcEndpointProps, PrivateEndpointOverride } from "cdktf-agentcore-identity";
import { Token } from "cdktf";
import { Deployer, DeployerPolicy, EndpointIpAddressType, PrivateEndpoint } from "cdktf-agentcore-identity";
import { customBlock, customIn, customRefusals } from "../support/custom";
import { secretIn } from "../support/fixtures";
import { resolved, statements, synth, tokenFor } from "../support/synth";

const VPC: ManagedVpcEndpointProps = { vpcId: "vpc-00000001", subnetIds: ["subnet-00000001", "subnet-00000002"] };
const LATTICE = PrivateEndpoint.selfManagedLattice("rcfg-0123456789abcdef0");
const vpc = (props: Partial<ManagedVpcEndpointProps>): string[] =>
  customRefusals({ privateEndpoint: PrivateEndpoint.managedVpc({ ...VPC, ...props }) });
const overrides = (count: number): PrivateEndpointOverride[] =>
  Array.from({ length: count }, (_, index) => ({ domain: `d${index}.example.com`, privateEndpoint: LATTICE }));

test("is off by default", () => {
  const block = customBlock({});
  expect(block).not.toHaveProperty("private_endpoint");
  expect(block).not.toHaveProperty("private_endpoint_override");
});

test("a resource configuration of VPC Lattice", () => {
  expect(customBlock({ privateEndpoint: LATTICE }).private_endpoint).toEqual([
    { self_managed_lattice_resource: [{ resource_configuration_identifier: "rcfg-0123456789abcdef0" }] },
  ]);
});

test("an endpoint in a VPC, over IPv4 unless told otherwise", () => {
  expect(customBlock({ privateEndpoint: PrivateEndpoint.managedVpc(VPC) }).private_endpoint).toEqual([
    {
      managed_vpc_resource: [
        {
          endpoint_ip_address_type: "IPV4",
          vpc_identifier: "vpc-00000001",
          subnet_ids: ["subnet-00000001", "subnet-00000002"],
        },
      ],
    },
  ]);
});

test("an endpoint in a VPC with all that it takes", () => {
  const privateEndpoint = PrivateEndpoint.managedVpc({
    ...VPC,
    ipAddressType: EndpointIpAddressType.IPV6,
    securityGroupIds: ["sg-00000001"],
    routingDomain: "idp.internal",
    tags: { team: "agents" },
  });
  expect(customBlock({ privateEndpoint }).private_endpoint).toEqual([
    {
      managed_vpc_resource: [
        {
          endpoint_ip_address_type: "IPV6",
          vpc_identifier: "vpc-00000001",
          subnet_ids: ["subnet-00000001", "subnet-00000002"],
          security_group_ids: ["sg-00000001"],
          routing_domain: "idp.internal",
          tags: { team: "agents" },
        },
      ],
    },
  ]);
});

test("overrides for single domains", () => {
  const privateEndpointOverrides = [{ domain: "login.example.com", privateEndpoint: PrivateEndpoint.managedVpc(VPC) }];
  expect(customBlock({ privateEndpoint: LATTICE, privateEndpointOverrides }).private_endpoint_override).toEqual([
    {
      domain: "login.example.com",
      private_endpoint: [
        {
          managed_vpc_resource: [
            {
              endpoint_ip_address_type: "IPV4",
              vpc_identifier: "vpc-00000001",
              subnet_ids: ["subnet-00000001", "subnet-00000002"],
            },
          ],
        },
      ],
    },
  ]);
});

test("the deployer gets the network actions, and without an endpoint does not", () => {
  const sids = (privateEndpoint?: PrivateEndpoint): string[] => {
    let document = "";
    synth((stack) => {
      const custom = customIn(stack, { privateEndpoint }, { clientSecret: secretIn(stack).jsonKey("client_secret") });
      const deployer = Deployer.role("arn:aws:iam::111122223333:role/terraform");
      document = resolved(
        stack,
        new DeployerPolicy(stack, "Deployer", { deployer, credentialProviders: [custom] }).policyDocument,
      );
    });
    return statements(document).map(({ Sid }) => Sid);
  };
  const without = sids();
  expect(sids(LATTICE).slice(without.length)).toEqual([
    "AgentCoreIdentityResourceConfiguration",
    "AgentCoreIdentityResourceAssociation",
    "AgentCoreIdentityLattice",
  ]);
  const vpc = { vpcId: "vpc-00000001", subnetIds: ["subnet-00000001"] };
  const managed = ["AgentCoreIdentityPrivateEndpoint", "AgentCoreIdentitySecurityGroups"];
  const last = "AgentCoreIdentityServiceLinkedRole";
  expect(sids(PrivateEndpoint.managedVpc(vpc)).slice(without.length)).toEqual([...managed, last]);
  const listed = { ...vpc, securityGroupIds: ["sg-00000001"] };
  expect(sids(PrivateEndpoint.managedVpc(listed)).slice(without.length)).toEqual([managed[0], last]);
  const token = { ...listed, subnetIds: Token.asList("${var.subnets}") };
  expect(sids(PrivateEndpoint.managedVpc(token)).slice(without.length)).toEqual([
    managed[0],
    "AgentCoreIdentitySubnets",
    last,
  ]);
});

describe("is refused", () => {
  test("without a subnet", () => {
    expect(vpc({ subnetIds: [] })).toEqual(["subnetIds is empty. Name at least one subnet of the VPC."]);
  });

  test("with 6 security groups, not with 5", () => {
    const groups = ["1", "2", "3", "4", "5"].map((id) => `sg-0000000${id}`);
    expect(vpc({ securityGroupIds: [...groups, "sg-00000006"] })).toEqual([
      'securityGroupIds "6" is more than 5. Name fewer security groups.',
    ]);
    expect(vpc({ securityGroupIds: groups })).toEqual([]);
  });

  test("with a routing domain outside 3 to 255 characters", () => {
    expect([
      vpc({ routingDomain: "a.b" }),
      vpc({ routingDomain: "a".repeat(255) }),
      vpc({ routingDomain: tokenFor("var.domain") }),
    ]).toEqual([[], [], []]);
    expect(vpc({ routingDomain: "ab" })).toEqual([
      'routingDomain "ab" has 2 characters, not 3 to 255. Give a domain name that the VPC resolves.',
    ]);
    expect(vpc({ routingDomain: "a".repeat(256) })).toEqual([
      expect.stringContaining("has 256 characters, not 3 to 255."),
    ]);
  });

  test("with overrides but no endpoint", () => {
    expect(customRefusals({ privateEndpointOverrides: overrides(1) })).toEqual([
      "privateEndpointOverrides needs privateEndpoint, which is missing. Give the endpoint that all other domains use.",
    ]);
  });

  test("with 6 overrides, not with 5", () => {
    const refused = (count: number): string[] =>
      customRefusals({ privateEndpoint: LATTICE, privateEndpointOverrides: overrides(count) });
    expect(refused(6)).toEqual([
      'privateEndpointOverrides "6" is more than 5. Leave some out: their domains use privateEndpoint.',
    ]);
    expect(refused(5)).toEqual([]);
  });

  test("with a domain outside 1 to 253 characters", () => {
    const refused = (domain: string): string[] =>
      customRefusals({ privateEndpoint: LATTICE, privateEndpointOverrides: [{ domain, privateEndpoint: LATTICE }] });
    expect([refused("a"), refused("a".repeat(253)), refused(tokenFor("var.domain"))]).toEqual([[], [], []]);
    expect(refused("")).toEqual(["domain is empty. Give one domain name of the identity provider."]);
    expect(refused("a".repeat(254))).toEqual([expect.stringContaining("has 254 characters, not 1 to 253.")]);
  });

  test("with an override that is wrong itself", () => {
    const privateEndpointOverrides = [
      { domain: "a.b", privateEndpoint: PrivateEndpoint.managedVpc({ ...VPC, subnetIds: [] }) },
    ];
    expect(customRefusals({ privateEndpoint: LATTICE, privateEndpointOverrides })).toEqual([
      "subnetIds is empty. Name at least one subnet of the VPC.",
    ]);
  });
});
