import { DISCOVERY_URL } from "../../access/limits";
import { ClientAuthenticationMethod, TokenEndpointAuthMethod } from "../../identity/custom-oauth2";
import { ActorTokenContent, OnBehalfOfGrantType } from "../../identity/on-behalf-of";
import type { Validation } from "../definition";
import { words } from "../words";
import { METADATA, PROPS_METADATA, broken, enumeration, on, said, shown, url } from "./custom-samples";
import { quotedList } from "./custom-type";
import { every, lengthWithin, matches, oneOf } from "./expressions";
import { KEY_ARN, customIn } from "./samples";
import { HTTPS_URL } from "./vendor";

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
