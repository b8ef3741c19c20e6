import { DISCOVERY_URL, JWT_CLAIMS, PRIVATE_ENDPOINT } from "../../access/limits";
import type { CustomOAuth2Props } from "../../identity/custom-oauth2";
import { ClientAuthenticationMethod, TokenEndpointAuthMethod } from "../../identity/custom-oauth2";
import { ActorTokenContent, OnBehalfOfGrantType } from "../../identity/on-behalf-of";
import { EndpointIpAddressType, PrivateEndpoint } from "../../identity/private-endpoint";
import { SigningAlgorithm } from "../../identity/private-key-jwt";
import type { Field, Type, Validation } from "../definition";
import type { Body } from "../hcl/json";
import { keyArnGuards } from "../../terraform/guards";
import type { Shown } from "../words";
import { words } from "../words";
import { every, hclText, lengthWithin, matches, oneOf, orEmpty } from "./expressions";
import { fromGuard } from "./guard";
import { customIn, KEY_ARN } from "./samples";
import { HTTPS_URL } from "./vendor";

const required = (name: string, type: Type, description: string): Field => ({ name, type, description });
const optional = (name: string, type: Type, description: string, value?: Field["default"]): Field => ({
  name,
  type,
  description,
  optional: true,
  ...(value !== undefined && { default: value }),
});
const quotedList = (values: readonly string[]): string => values.join(", ");

const ENDPOINT: readonly Field[] = [
  optional(
    "managed_vpc",
    {
      object: [
        required("vpc_id", "string", "The VPC from which the identity provider is reached."),
        required("subnet_ids", { set: "string" }, "Subnets of the VPC, at least one."),
        optional(
          "ip_address_type",
          "string",
          `The kind of addresses: ${quotedList(Object.values(EndpointIpAddressType))}.`,
          EndpointIpAddressType.IPV4,
        ),
        optional(
          "security_group_ids",
          { set: "string" },
          `Security groups of the endpoint, at most ${PRIVATE_ENDPOINT.securityGroups}; by default the VPC's own.`,
        ),
        optional(
          "routing_domain",
          "string",
          "A domain that the VPC resolves, 3 to 255 characters; by default the identity provider's own.",
        ),
        optional("tags", { map: "string" }, "Tags of what AgentCore makes in the VPC; by default none."),
      ],
    },
    "An endpoint that AgentCore manages in a VPC of yours.",
  ),
  optional(
    "self_managed_lattice",
    {
      object: [required("resource_configuration_identifier", "string", "The resource configuration, by ID or ARN.")],
    },
    "A VPC Lattice resource configuration that you manage.",
  ),
];

const claims = (name: string, reserved: readonly string[]): Field =>
  optional(
    name,
    { map: "string" },
    `Further claims, 1 to ${JWT_CLAIMS.most}; ${reserved.join(", ")} are set by AgentCore. By default there are none.`,
  );

/** What a custom vendor takes. */
export const CUSTOM_TYPE: Type = {
  object: [
    optional(
      "discovery_url",
      "string",
      "The address of the discovery document. Give this or authorization_server_metadata.",
    ),
    optional(
      "authorization_server_metadata",
      {
        object: [
          required("issuer", "string", "The issuer, an https URL."),
          required("authorization_endpoint", "string", "The authorization endpoint, an https URL."),
          required("token_endpoint", "string", "The token endpoint, an https URL."),
          optional(
            "response_types",
            { set: "string" },
            "Response types that the server supports; by default not sent.",
          ),
          optional(
            "token_endpoint_auth_methods",
            { list: "string" },
            `How the token endpoint accepts a client secret: ${quotedList(Object.values(TokenEndpointAuthMethod))} or both; by default not sent.`,
          ),
        ],
      },
      "The server's addresses, if it has no discovery document.",
    ),
    optional(
      "client_authentication_method",
      "string",
      `How the client proves itself: ${quotedList(Object.values(ClientAuthenticationMethod))}. By default PRIVATE_KEY_JWT if private_key_jwt is given, otherwise the service's own, CLIENT_SECRET_BASIC.`,
    ),
    optional(
      "private_key_jwt",
      {
        object: [
          required(
            "kms_key_arn",
            "string",
            "An asymmetric KMS key for SIGN_VERIFY, in the credential provider's Region.",
          ),
          optional(
            "signing_algorithm",
            "string",
            `How assertions are signed: ${quotedList(Object.values(SigningAlgorithm))}; it must fit the key.`,
            SigningAlgorithm.RS256,
          ),
          claims("additional_header_claims", JWT_CLAIMS.reservedHeader),
          claims("additional_payload_claims", JWT_CLAIMS.reservedPayload),
        ],
      },
      "A client that proves itself by assertions signed in KMS: there is no secret at all.",
    ),
    optional(
      "on_behalf_of",
      {
        object: [
          required("grant_type", "string", `The kind of exchange: ${quotedList(Object.values(OnBehalfOfGrantType))}.`),
          optional(
            "actor_token_content",
            "string",
            `Which token stands for the agent: ${quotedList(Object.values(ActorTokenContent))}; for TOKEN_EXCHANGE only, where the default is NONE.`,
          ),
          optional("actor_token_scopes", { set: "string" }, "Scopes of the agent's own token; for M2M only."),
        ],
      },
      "How an agent exchanges a user's token for one that lets it act for the user; by default not at all.",
    ),
    optional(
      "private_endpoint",
      { object: ENDPOINT },
      "How AgentCore reaches the identity provider if it is not on the internet: managed_vpc or self_managed_lattice.",
    ),
    optional(
      "private_endpoint_overrides",
      {
        list: {
          object: [
            required("domain", "string", "The domain, 1 to 253 characters."),
            required("private_endpoint", { object: ENDPOINT }, "How AgentCore reaches it."),
          ],
        },
      },
      `Other ways to single domains of the identity provider, at most ${PRIVATE_ENDPOINT.overrides}.`,
      [],
    ),
  ],
};

const DISCOVERY = "https://idp.example.com/.well-known/openid-configuration";
const METADATA = {
  issuer: "https://idp.example.com",
  authorization_endpoint: "https://idp.example.com/authorize",
  token_endpoint: "https://idp.example.com/token",
};
const PROPS_METADATA = {
  issuer: METADATA.issuer,
  authorizationEndpoint: METADATA.authorization_endpoint,
  tokenEndpoint: METADATA.token_endpoint,
};
const VPC = { vpc_id: "vpc-0a1b2c3d4e5f60718", subnet_ids: ["subnet-0a1b2c3d4e5f60718"] };
const PROPS_VPC = { vpcId: VPC.vpc_id, subnetIds: VPC.subnet_ids };

/** A broken custom vendor: the least that is right, and what is wrong. */
const broken = (custom: Body, others: Body = {}): Body => ({
  vendor: "CustomOauth2",
  custom: { discovery_url: DISCOVERY, ...custom },
  ...others,
});
const jwtBroken = (jwt: Body): Body => broken({ private_key_jwt: { kms_key_arn: KEY_ARN, ...jwt } }, { secret: null });

const said = (props: Partial<CustomOAuth2Props>, ...shown: readonly Shown[]): string =>
  words((stack) => void customIn(stack, props, props.privateKeyJwt === undefined), ...shown);

/** A condition on a part of the custom vendor that may be left out. */
const on = (part: string, condition: string): string => `try(var.custom.${part}, null) == null ? true : ${condition}`;
const shown = (part: string): string => orEmpty(`var.custom.${part}`);

const url = (part: string, props: Partial<CustomOAuth2Props>, bad: Body): Validation => ({
  condition: on(part, matches(HTTPS_URL, `var.custom.${part}`)),
  message: said(props, ["ftp://idp", shown(part)]),
  broken: broken(bad),
});

const enumeration = (part: string, values: readonly string[], bad: Body): Validation => ({
  condition: on(part, oneOf(values, `var.custom.${part}`)),
  message: `${part} "\${${shown(part)}}" is none of ${values.join(", ")}. Name one of them.`,
  broken: bad,
});

const metadata = (field: keyof typeof PROPS_METADATA, snake: keyof typeof METADATA): Validation =>
  url(
    `authorization_server_metadata.${snake}`,
    { discoveryUrl: undefined, authorizationServerMetadata: { ...PROPS_METADATA, [field]: "ftp://idp" } },
    { discovery_url: null, authorization_server_metadata: { ...METADATA, [snake]: "ftp://idp" } },
  );

export const discoveryRules: readonly Validation[] = [
  {
    condition:
      "var.custom == null ? true : anytrue([var.custom.discovery_url != null, var.custom.authorization_server_metadata != null])",
    message: said({ discoveryUrl: undefined }),
    broken: broken({ discovery_url: null }),
  },
  {
    condition:
      "var.custom == null ? true : anytrue([var.custom.discovery_url == null, var.custom.authorization_server_metadata == null])",
    message: said({ authorizationServerMetadata: PROPS_METADATA }),
    broken: broken({ authorization_server_metadata: METADATA }),
  },
  {
    condition: on("discovery_url", matches(DISCOVERY_URL, "var.custom.discovery_url")),
    message: said({ discoveryUrl: "https://idp" }, ["https://idp", shown("discovery_url")]),
    broken: broken({ discovery_url: "https://idp" }),
  },
  {
    condition: on("discovery_url", matches(HTTPS_URL, "var.custom.discovery_url")),
    message: said({ discoveryUrl: "ftp://idp/.well-known/openid-configuration" }, [
      "ftp://idp/.well-known/openid-configuration",
      shown("discovery_url"),
    ]),
    broken: broken({ discovery_url: "ftp://idp/.well-known/openid-configuration" }),
  },
  metadata("issuer", "issuer"),
  metadata("authorizationEndpoint", "authorization_endpoint"),
  metadata("tokenEndpoint", "token_endpoint"),
  {
    condition: on(
      "authorization_server_metadata.token_endpoint_auth_methods",
      lengthWithin("var.custom.authorization_server_metadata.token_endpoint_auth_methods", 1, 2),
    ),
    message: said(
      { discoveryUrl: undefined, authorizationServerMetadata: { ...PROPS_METADATA, tokenEndpointAuthMethods: [] } },
      [/(?<=")0(?=")/, "try(length(var.custom.authorization_server_metadata.token_endpoint_auth_methods), 0)"],
    ),
    broken: broken({
      discovery_url: null,
      authorization_server_metadata: { ...METADATA, token_endpoint_auth_methods: [] },
    }),
  },
  {
    condition: on(
      "authorization_server_metadata.token_endpoint_auth_methods",
      every(
        "method",
        "var.custom.authorization_server_metadata.token_endpoint_auth_methods",
        oneOf(Object.values(TokenEndpointAuthMethod), "method"),
      ),
    ),
    message: `token_endpoint_auth_methods names something other than ${quotedList(Object.values(TokenEndpointAuthMethod))}. Name one or both of them.`,
    broken: broken({
      discovery_url: null,
      authorization_server_metadata: { ...METADATA, token_endpoint_auth_methods: ["none"] },
    }),
  },
];

export const methodRules: readonly Validation[] = [
  enumeration(
    "client_authentication_method",
    Object.values(ClientAuthenticationMethod),
    broken({ client_authentication_method: "NONE" }),
  ),
  {
    condition:
      'try(var.custom.client_authentication_method, null) != "PRIVATE_KEY_JWT" || try(var.custom.private_key_jwt, null) != null',
    message: words((stack) => {
      customIn(stack, { clientAuthenticationMethod: ClientAuthenticationMethod.PRIVATE_KEY_JWT }, false);
    }),
    broken: broken({ client_authentication_method: "PRIVATE_KEY_JWT" }, { secret: null }),
  },
  {
    condition:
      'try(var.custom.private_key_jwt, null) == null || try(coalesce(var.custom.client_authentication_method, "PRIVATE_KEY_JWT"), "") == "PRIVATE_KEY_JWT"',
    message: words(
      (stack) => {
        customIn(stack, {
          clientAuthenticationMethod: ClientAuthenticationMethod.CLIENT_SECRET_POST,
          privateKeyJwt: { kmsKeyArn: KEY_ARN },
        });
      },
      [/(?<=")CLIENT_SECRET_POST(?=")/, shown("client_authentication_method")],
    ),
    broken: broken({ client_authentication_method: "CLIENT_SECRET_POST", private_key_jwt: { kms_key_arn: KEY_ARN } }),
  },
];

const jwtKey = (): Validation => {
  const [guard] = keyArnGuards("${var.custom.private_key_jwt.kms_key_arn}", "");
  if (!guard) throw new Error("the constructs guard no key");
  const { condition, message } = fromGuard(guard);
  return {
    condition: on("private_key_jwt", condition),
    message: message.replace(
      "${var.custom.private_key_jwt.kms_key_arn}",
      `\${${shown("private_key_jwt.kms_key_arn")}}`,
    ),
    broken: jwtBroken({ kms_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/signing" }),
  };
};

function claimRules(
  property: "additionalHeaderClaims" | "additionalPayloadClaims",
  part: string,
  reserved: readonly string[],
): Validation[] {
  const claimsOf = `var.custom.private_key_jwt.${part}`;
  const given = (condition: string): string => on(`private_key_jwt.${part}`, condition);
  const first = (condition: string): string => `try([for name, value in ${claimsOf} : name if !(${condition})][0], "")`;
  const sample = (claims: Record<string, string>, ...texts: readonly Shown[]): string =>
    said({ privateKeyJwt: { kmsKeyArn: KEY_ARN, [property]: claims } }, ...texts);
  const isFree = `!contains([${reserved.map(hclText).join(", ")}], name)`;
  const isName = matches(JWT_CLAIMS.name, "name");
  const isValue = lengthWithin("value", 1, JWT_CLAIMS.valueLength);
  const taken = reserved[0] as string;
  return [
    {
      condition: given(lengthWithin(claimsOf, 1, JWT_CLAIMS.most)),
      message: sample({}, [/(?<=")0(?=")/, `try(length(${claimsOf}), 0)`]),
      broken: jwtBroken({ [part]: {} }),
    },
    {
      condition: given(`alltrue([for name in keys(${claimsOf}) : ${isFree}])`),
      message: sample({ [taken]: "x" }, [new RegExp(`(?<=")${taken}(?=")`), first(isFree)]),
      broken: jwtBroken({ [part]: { [taken]: "x" } }),
    },
    {
      condition: given(`alltrue([for name in keys(${claimsOf}) : ${isName}])`),
      message: sample({ "my claim": "x" }, ["my claim", first(isName)]),
      broken: jwtBroken({ [part]: { "my claim": "x" } }),
    },
    {
      condition: given(`alltrue([for value in values(${claimsOf}) : ${isValue}])`),
      message: sample(
        { claim: "" },
        [/(?<=")claim(?=")/, first(isValue)],
        [/\b0(?= characters)/, `try([for value in values(${claimsOf}) : length(value) if !(${isValue})][0], 0)`],
      ),
      broken: jwtBroken({ [part]: { claim: "" } }),
    },
  ];
}

export const jwtRules = (): readonly Validation[] => [
  jwtKey(),
  enumeration(
    "private_key_jwt.signing_algorithm",
    Object.values(SigningAlgorithm),
    jwtBroken({ signing_algorithm: "HS256" }),
  ),
  ...claimRules("additionalHeaderClaims", "additional_header_claims", JWT_CLAIMS.reservedHeader),
  ...claimRules("additionalPayloadClaims", "additional_payload_claims", JWT_CLAIMS.reservedPayload),
];

export const onBehalfOfRules: readonly Validation[] = [
  enumeration(
    "on_behalf_of.grant_type",
    Object.values(OnBehalfOfGrantType),
    broken({ on_behalf_of: { grant_type: "PASSWORD" } }),
  ),
  enumeration(
    "on_behalf_of.actor_token_content",
    Object.values(ActorTokenContent),
    broken({ on_behalf_of: { grant_type: "TOKEN_EXCHANGE", actor_token_content: "USER" } }),
  ),
  {
    condition: on("on_behalf_of.actor_token_content", 'var.custom.on_behalf_of.grant_type == "TOKEN_EXCHANGE"'),
    message: said(
      {
        onBehalfOf: {
          grantType: OnBehalfOfGrantType.JWT_AUTHORIZATION_GRANT,
          actorTokenContent: ActorTokenContent.M2M,
        },
      },
      [/(?<=")M2M(?=")/, shown("on_behalf_of.actor_token_content")],
      ["JWT_AUTHORIZATION_GRANT", shown("on_behalf_of.grant_type")],
    ),
    broken: broken({ on_behalf_of: { grant_type: "JWT_AUTHORIZATION_GRANT", actor_token_content: "M2M" } }),
  },
  {
    condition: on("on_behalf_of.actor_token_scopes", 'var.custom.on_behalf_of.actor_token_content == "M2M"'),
    message: said(
      { onBehalfOf: { grantType: OnBehalfOfGrantType.TOKEN_EXCHANGE, actorTokenScopes: ["ledger.read"] } },
      ["ledger.read", 'try(join(" ", var.custom.on_behalf_of.actor_token_scopes), "")'],
    ),
    broken: broken({ on_behalf_of: { grant_type: "TOKEN_EXCHANGE", actor_token_scopes: ["ledger.read"] } }),
  },
];

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
