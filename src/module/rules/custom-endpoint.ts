import { PRIVATE_ENDPOINT } from "../../access/limits";
import { EndpointIpAddressType, PrivateEndpoint } from "../../identity/private-endpoint";
import type { Validation } from "../definition";
import { PROPS_VPC, VPC, broken, said } from "./custom-samples";
import { quotedList } from "./custom-type";
import { every, lengthWithin, oneOf } from "./expressions";

/** The endpoint and those of the overrides, of which every rule holds. */
const ENDPOINTS =
  "concat(try(var.custom.private_endpoint[*], []), try(var.custom.private_endpoint_overrides[*].private_endpoint, []))";
const VPCS = `[for endpoint in ${ENDPOINTS} : endpoint.managed_vpc if endpoint.managed_vpc != null]`;

export const endpointRules = (): readonly Validation[] => [
  {
    condition: every(
      "endpoint",
      ENDPOINTS,
      "(endpoint.managed_vpc == null) != (endpoint.self_managed_lattice == null)",
    ),
    message:
      "private_endpoint names both or neither of managed_vpc and self_managed_lattice. Name the one through which AgentCore reaches the identity provider.",
    broken: broken({ private_endpoint: {} }),
  },
  {
    condition: every("vpc", VPCS, "length(vpc.subnet_ids) > 0"),
    message: said({ privateEndpoint: PrivateEndpoint.managedVpc({ ...PROPS_VPC, subnetIds: [] }) }),
    broken: broken({ private_endpoint: { managed_vpc: { ...VPC, subnet_ids: [] } } }),
  },
  {
    condition: every("vpc", VPCS, oneOf(Object.values(EndpointIpAddressType), "vpc.ip_address_type")),
    message: `ip_address_type is none of ${quotedList(Object.values(EndpointIpAddressType))}. Name one of them.`,
    broken: broken({ private_endpoint: { managed_vpc: { ...VPC, ip_address_type: "DUAL" } } }),
  },
  {
    condition: every("vpc", VPCS, `length(coalesce(vpc.security_group_ids, [])) <= ${PRIVATE_ENDPOINT.securityGroups}`),
    message: said({ privateEndpoint: PrivateEndpoint.managedVpc({ ...PROPS_VPC, securityGroupIds: sixOf("sg") }) }, [
      /(?<=")6(?=")/,
      `max(0, [for vpc in ${VPCS} : length(coalesce(vpc.security_group_ids, []))]...)`,
    ]),
    broken: broken({ private_endpoint: { managed_vpc: { ...VPC, security_group_ids: sixOf("sg") } } }),
  },
  {
    condition: every(
      "vpc",
      VPCS,
      `vpc.routing_domain == null ? true : ${lengthWithin("vpc.routing_domain", PRIVATE_ENDPOINT.routingDomain.least, PRIVATE_ENDPOINT.routingDomain.most)}`,
    ),
    message: said(
      { privateEndpoint: PrivateEndpoint.managedVpc({ ...PROPS_VPC, routingDomain: "ab" }) },
      [/(?<=")ab(?=")/, `join(", ", compact([for vpc in ${VPCS} : vpc.routing_domain]))`],
      [
        /\b2(?= characters)/,
        `join(", ", [for vpc in ${VPCS} : length(vpc.routing_domain) if vpc.routing_domain != null])`,
      ],
    ),
    broken: broken({ private_endpoint: { managed_vpc: { ...VPC, routing_domain: "ab" } } }),
  },
  {
    condition:
      "try(length(var.custom.private_endpoint_overrides), 0) == 0 || try(var.custom.private_endpoint, null) != null",
    message: said({
      privateEndpointOverrides: [{ domain: "a.example", privateEndpoint: PrivateEndpoint.managedVpc(PROPS_VPC) }],
    }),
    broken: broken({ private_endpoint_overrides: [{ domain: "a.example", private_endpoint: { managed_vpc: VPC } }] }),
  },
  {
    condition: `try(length(var.custom.private_endpoint_overrides), 0) <= ${PRIVATE_ENDPOINT.overrides}`,
    message: said(
      {
        privateEndpoint: PrivateEndpoint.managedVpc(PROPS_VPC),
        privateEndpointOverrides: sixOf("domain").map((domain) => ({
          domain,
          privateEndpoint: PrivateEndpoint.managedVpc(PROPS_VPC),
        })),
      },
      [/(?<=")6(?=")/, "try(length(var.custom.private_endpoint_overrides), 0)"],
    ),
    broken: broken({
      private_endpoint: { managed_vpc: VPC },
      private_endpoint_overrides: sixOf("domain").map((domain) => ({ domain, private_endpoint: { managed_vpc: VPC } })),
    }),
  },
  {
    condition: every(
      "domain",
      "try(var.custom.private_endpoint_overrides[*].domain, [])",
      lengthWithin("domain", 1, PRIVATE_ENDPOINT.domainLength),
    ),
    message: said(
      {
        privateEndpoint: PrivateEndpoint.managedVpc(PROPS_VPC),
        privateEndpointOverrides: [{ domain: "", privateEndpoint: PrivateEndpoint.managedVpc(PROPS_VPC) }],
      },
      [/(?<=domain ")(?=")/, 'try(join(", ", var.custom.private_endpoint_overrides[*].domain), "")'],
      [
        /\b0(?= characters)/,
        'try(join(", ", [for one in var.custom.private_endpoint_overrides : length(one.domain)]), "")',
      ],
    ),
    broken: broken({
      private_endpoint: { managed_vpc: VPC },
      private_endpoint_overrides: [{ domain: "", private_endpoint: { managed_vpc: VPC } }],
    }),
  },
];

const sixOf = (name: string): string[] => Array.from({ length: 6 }, (_, index) => `${name}-${index}`);
