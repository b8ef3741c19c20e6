import type { Values } from "../cty";
import type { Pair } from "./check-case";
import { discovery, external, oauth2 } from "./oauth2-configuration";

const custom = (more: Values): Values => oauth2("custom", { client_id: "id", ...external, ...discovery, ...more });
const latticeResource: Values = { resource_configuration_identifier: "rcfg-1" };
const lattice: Values = { self_managed_lattice_resource: [latticeResource] };
const vpcResource: Values = { endpoint_ip_address_type: "IPV4", vpc_identifier: "vpc-1", subnet_ids: ["subnet-1"] };
const vpc: Values = { managed_vpc_resource: [vpcResource] };
const metadata: Values = {
  issuer: "https://idp",
  authorization_endpoint: "https://idp/a",
  token_endpoint: "https://idp/t",
};
const withMetadata = (...elements: Values[]): Values => ({
  oauth_discovery: [{ authorization_server_metadata: elements }],
});
const methods = (count: number): Values => ({
  ...metadata,
  token_endpoint_auth_methods: Array<string>(count).fill("client_secret_post"),
});
const override = (endpoint: Values): Values => ({ domain: "idp.example.com", private_endpoint: [endpoint] });
const exchangeBlock = (...elements: Values[]): Values => ({
  grant_type: "TOKEN_EXCHANGE",
  token_exchange_grant_type_config: elements,
});
const exchange = (...elements: Values[]): Values => ({
  on_behalf_of_token_exchange_config: [exchangeBlock(...elements)],
});
const actor: Values = { actor_token_content: "M2M" };
const jwt = (algorithm: string, key: string): Values => ({
  private_key_jwt_config: [
    { signing_algorithm: algorithm, private_key_source: [{ kms_key_source: [{ kms_key_arn: key }] }] },
  ],
});
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/1";
const endpointPairs = (where: string, wrap: (endpoint: Values) => Values): Pair[] => [
  [`${where}: one kind`, custom(wrap(lattice)), custom(wrap({ ...lattice, ...vpc })), "2 attributes specified"],
  [
    `${where}: one VPC`,
    custom(wrap(vpc)),
    custom(wrap({ managed_vpc_resource: [vpcResource, vpcResource] })),
    "got: 2",
  ],
  [
    `${where}: one resource`,
    custom(wrap(lattice)),
    custom(wrap({ self_managed_lattice_resource: [latticeResource, latticeResource] })),
    "got: 2",
  ],
];

/** The rules that hold in `custom_oauth2_provider_config` alone. */
export const customPairs: Pair[] = [
  ["custom: discovery is required", custom({}), custom({ oauth_discovery: [] }), "must have a configuration value"],
  [
    "custom: one discovery",
    custom({}),
    custom({ oauth_discovery: [{ discovery_url: "https://a" }, { discovery_url: "https://b" }] }),
    "got: 2",
  ],
  [
    "custom: URL or metadata",
    custom(withMetadata(metadata)),
    custom({ oauth_discovery: [{ discovery_url: "https://a", authorization_server_metadata: [metadata] }] }),
    "2 attributes specified",
  ],
  ["custom: URL or metadata, not neither", custom({}), custom({ oauth_discovery: [{}] }), "No attribute specified"],
  ["custom: one metadata block", custom(withMetadata(metadata)), custom(withMetadata(metadata, metadata)), "got: 2"],
  [
    "custom: two methods",
    custom(withMetadata(methods(2))),
    custom(withMetadata(methods(3))),
    "at most 2 elements, got: 3",
  ],
  [
    "custom: authentication method",
    custom({ client_authentication_method: "PRIVATE_KEY_JWT" }),
    custom({ client_authentication_method: "NONE" }),
    "must be one of: [CLIENT_SECRET_BASIC",
  ],
  [
    "custom: CLIENT_SECRET_POST needs a client ID",
    custom({ client_authentication_method: "CLIENT_SECRET_POST" }),
    custom({ client_authentication_method: "CLIENT_SECRET_POST", client_id: null }),
    "No attribute specified when one (and only one)",
  ],
  [
    "custom: one exchange",
    custom(exchange(actor)),
    custom({
      on_behalf_of_token_exchange_config: [exchangeBlock(actor), exchangeBlock(actor)],
    }),
    "got: 2",
  ],
  [
    "custom: TOKEN_EXCHANGE needs its block",
    custom(exchange(actor)),
    custom(exchange()),
    'token_exchange_grant_type_config" must be specified when',
  ],
  ["custom: one exchange block", custom(exchange(actor)), custom(exchange(actor, actor)), "got: 2"],
  [
    "custom: one private endpoint",
    custom({ private_endpoint: [lattice] }),
    custom({ private_endpoint: [lattice, lattice] }),
    "got: 2",
  ],
  [
    "custom: five overrides",
    custom({ private_endpoint: [lattice], private_endpoint_override: Array<Values>(5).fill(override(lattice)) }),
    custom({ private_endpoint: [lattice], private_endpoint_override: Array<Values>(6).fill(override(lattice)) }),
    "at most 5 elements, got: 6",
  ],
  [
    "custom: an override needs an endpoint",
    custom({ private_endpoint: [lattice], private_endpoint_override: [override(lattice)] }),
    custom({ private_endpoint_override: [override(lattice)] }),
    'private_endpoint" must be specified when',
  ],
  ...endpointPairs("private endpoint", (endpoint) => ({ private_endpoint: [endpoint] })),
  ...endpointPairs("override", (endpoint) => ({
    private_endpoint: [lattice],
    private_endpoint_override: [override(endpoint)],
  })),
  [
    "custom: signing algorithm",
    custom(jwt("PS256", keyArn)),
    custom(jwt("HS256", keyArn)),
    "must be one of: [RS256 PS256 ES256]",
  ],
  ["custom: key ARN", custom(jwt("PS256", keyArn)), custom(jwt("PS256", "alias/key")), "is an invalid ARN"],
  [
    "custom: one key",
    custom(jwt("PS256", keyArn)),
    custom({ private_key_jwt_config: [{ signing_algorithm: "PS256" }, { signing_algorithm: "PS256" }] }),
    "got: 2",
  ],
];
