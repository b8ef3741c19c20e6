import { DOMAIN, OVERRIDE_COUNT, RESOURCE_CONFIGURATION } from "../../../access/rules/endpoint";
import { KEY_ARN } from "../../../access/key-arn";
import { ClientAuthenticationMethod } from "../../../access/oauth2-choices";
import { SCOPE } from "../../../access/rules/names";
import {
  ACTOR_TOKEN_CONTENT,
  CLAIM_COUNT,
  CLAIM_NAME,
  CLAIM_VALUE,
  CLIENT_AUTHENTICATION_METHOD,
  DISCOVERY_URL,
  GRANT_TYPE,
  HTTPS_URL,
  RESERVED_CLAIMS,
  SIGNING_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_AUDIENCES,
  TOKEN_ENDPOINT_AUTH_METHOD,
  TOKEN_ENDPOINT_AUTH_METHODS,
} from "../../../access/rules/oauth2";
import { VPC_MEMBERS } from "../../../access/vpc-endpoint";
import { hclText } from "../../rules/expressions";
import { snakeCase } from "../../texts";
import type { InputRule } from "./rule";
import { count, text, texts } from "./rule";

/** Of an identity provider that is no built-in vendor. */
export const customRules = (): readonly InputRule[] => [
  {
    at: "",
    ok: "custom.discovery_url != null || custom.authorization_server_metadata != null",
    words:
      "has neither discovery_url nor authorization_server_metadata. Give the discovery URL if the server has one, its metadata otherwise.",
  },
  {
    at: "",
    ok: "custom.discovery_url == null || custom.authorization_server_metadata == null",
    words: "has both discovery_url and authorization_server_metadata. Leave one of them out.",
  },
  text(DISCOVERY_URL, ".discovery_url", "custom.discovery_url", { isOptional: true }),
  text(CLIENT_AUTHENTICATION_METHOD, ".client_authentication_method", "custom.client_authentication_method", {
    isOptional: true,
  }),
  {
    at: ".private_key_jwt",
    ok: 'coalesce(custom.client_authentication_method, "none") != "PRIVATE_KEY_JWT" || custom.private_key_jwt != null',
    words:
      'is missing, and PRIVATE_KEY_JWT signs with its key. Give private_key_jwt = { kms_key_arn = "…" }, or another client_authentication_method.',
  },
  {
    at: ".client_authentication_method",
    value: "custom.client_authentication_method",
    ok: 'custom.private_key_jwt == null || coalesce(custom.client_authentication_method, "PRIVATE_KEY_JWT") == "PRIVATE_KEY_JWT"',
    words: "does not go with private_key_jwt. Leave it out, or leave private_key_jwt out.",
  },
  {
    at: ".private_endpoint",
    ok: "length(custom.private_endpoint_overrides) == 0 || custom.private_endpoint != null",
    words:
      "is missing, and private_endpoint_overrides are exceptions from it. Give private_endpoint, or leave the overrides out.",
  },
  count(OVERRIDE_COUNT, ".private_endpoint_overrides", "custom.private_endpoint_overrides"),
  count(TOKEN_AUDIENCES, ".token_audiences", "custom.token_audiences", true),
  texts(TOKEN_AUDIENCE, ".token_audiences", orNone("custom.token_audiences")),
  {
    at: ".token_audiences",
    ok: `custom.token_audiences == null || coalesce(custom.client_authentication_method, "none") == "${ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT}"`,
    words: `are given, and the client proves itself otherwise. Say client_authentication_method = "${ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT}", or leave them out.`,
  },
];

const url = (field: string): InputRule => text(HTTPS_URL, `.${field}`, `metadata.${field}`);

/** Of the server's metadata. */
export const metadataRules = (): readonly InputRule[] => [
  ...["issuer", "authorization_endpoint", "token_endpoint"].map(url),
  count(TOKEN_ENDPOINT_AUTH_METHODS, ".token_endpoint_auth_methods", "metadata.token_endpoint_auth_methods", true),
  texts(TOKEN_ENDPOINT_AUTH_METHOD, ".token_endpoint_auth_methods", orNone("metadata.token_endpoint_auth_methods")),
];

/** A list that may be null. */
function orNone(list: string): string {
  return `coalesce(${list}, [])`;
}

function claims(field: string, reserved: readonly string[]): readonly InputRule[] {
  const [at, all] = [`.${field}`, `jwt.${field}`];
  const names = `keys(merge(${all}, {}))`;
  const values = `values(merge(${all}, {}))`;
  const taken = `setintersection(${names}, [${reserved.map(hclText).join(", ")}])`;
  return [
    count(CLAIM_COUNT, at, all, true),
    {
      at,
      value: `join(", ", ${taken})`,
      ok: `length(${taken}) == 0`,
      words: "is set by AgentCore itself. Leave the claim out.",
    },
    texts(CLAIM_NAME, at, names),
    { ...texts(CLAIM_VALUE, at, values), value: undefined },
  ];
}

/** Of a client that proves itself by signed assertions. */
export const jwtRules = (): readonly InputRule[] => [
  text(KEY_ARN, ".kms_key_arn", "jwt.kms_key_arn"),
  text(SIGNING_ALGORITHM, ".signing_algorithm", "jwt.signing_algorithm"),
  ...claims("additional_header_claims", RESERVED_CLAIMS.header),
  ...claims("additional_payload_claims", RESERVED_CLAIMS.payload),
];

/** Of an exchange of tokens on behalf of users. */
export const onBehalfOfRules = (): readonly InputRule[] => [
  text(GRANT_TYPE, ".grant_type", "exchange.grant_type"),
  text(ACTOR_TOKEN_CONTENT, ".actor_token_content", "exchange.actor_token_content", { isOptional: true }),
  {
    at: ".actor_token_content",
    value: "exchange.actor_token_content",
    ok: 'exchange.actor_token_content == null || exchange.grant_type == "TOKEN_EXCHANGE"',
    words: 'goes with TOKEN_EXCHANGE only. Leave it out, or say grant_type = "TOKEN_EXCHANGE".',
  },
  {
    at: ".actor_token_scopes",
    ok: 'exchange.actor_token_scopes == null || coalesce(exchange.actor_token_content, "NONE") == "M2M"',
    words: 'go with actor_token_content = "M2M" only. Leave them out, or say so.',
  },
  texts(SCOPE, ".actor_token_scopes", orNone("exchange.actor_token_scopes")),
];

/** Of a private endpoint, be it the provider's or that of one domain. */
export const endpointRules = (): readonly InputRule[] => [
  {
    at: "",
    ok: "(endpoint.managed_vpc == null) != (endpoint.self_managed_lattice == null)",
    words:
      "names both or neither of managed_vpc and self_managed_lattice. Name the one through which AgentCore reaches the identity provider.",
  },
];

/** Of an endpoint by VPC Lattice. */
export const latticeRules = (): readonly InputRule[] => [
  text(RESOURCE_CONFIGURATION, ".resource_configuration_identifier", "lattice.resource_configuration_identifier"),
];

/** Of an endpoint in a VPC. */
export const vpcRules = (): readonly InputRule[] =>
  VPC_MEMBERS.flatMap(([name, { rule, count: howMany, isOptional = false }]) => {
    const [at, value] = [`.${snakeCase(name)}`, `vpc.${snakeCase(name)}`];
    if (howMany === undefined) return [text(rule, at, value, { isOptional })];
    return [count(howMany, at, value, isOptional), texts(rule, at, isOptional ? orNone(value) : value)];
  });

export const overrideRules = (): readonly InputRule[] => [text(DOMAIN, ".domain", "override.domain")];
