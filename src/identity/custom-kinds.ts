import type { Kinds } from "../access/argument-kinds";
import { instance, optional } from "../access/argument-kinds";
import { KEY_ARN } from "../access/key-arn";
import { DOMAIN } from "../access/rules/endpoint";
import {
  ACTOR_TOKEN_CONTENT,
  CLIENT_AUTHENTICATION_METHOD,
  CLIENT_ID,
  DISCOVERY_URL,
  GRANT_TYPE,
  HTTPS_URL,
  SIGNING_ALGORITHM,
} from "../access/rules/oauth2";
import type { AuthorizationServerMetadata, CustomOAuth2Props } from "./custom-oauth2";
import type { OnBehalfOfTokenExchange } from "./on-behalf-of";
import type { PrivateEndpointOverride } from "./private-endpoint";
import { PrivateEndpoint } from "./private-endpoint";
import type { PrivateKeyJwt } from "./private-key-jwt";

const METADATA: Kinds<AuthorizationServerMetadata> = {
  issuer: HTTPS_URL,
  authorizationEndpoint: HTTPS_URL,
  tokenEndpoint: HTTPS_URL,
  responseTypes: optional("list of texts"),
  tokenEndpointAuthMethods: optional("list of texts"),
};

const JWT: Kinds<PrivateKeyJwt> = {
  kmsKeyArn: KEY_ARN,
  signingAlgorithm: optional(SIGNING_ALGORITHM),
  additionalHeaderClaims: optional("map of texts"),
  additionalPayloadClaims: optional("map of texts"),
};

const EXCHANGE: Kinds<OnBehalfOfTokenExchange> = {
  grantType: GRANT_TYPE,
  actorTokenContent: optional(ACTOR_TOKEN_CONTENT),
  actorTokenScopes: optional("list of texts"),
};

const ENDPOINT = instance(PrivateEndpoint, "PrivateEndpoint.managedVpc or selfManagedLattice");

const OVERRIDE: Kinds<PrivateEndpointOverride> = { domain: DOMAIN, privateEndpoint: ENDPOINT };

/** What kinds of things the arguments of a custom identity provider are. */
export const CUSTOM_KINDS: Kinds<CustomOAuth2Props> = {
  clientId: optional(CLIENT_ID),
  discoveryUrl: optional(DISCOVERY_URL),
  authorizationServerMetadata: optional({ struct: METADATA }),
  clientAuthenticationMethod: optional(CLIENT_AUTHENTICATION_METHOD),
  tokenAudiences: optional("list of texts"),
  privateKeyJwt: optional({ struct: JWT }),
  onBehalfOf: optional({ struct: EXCHANGE }),
  privateEndpoint: optional(ENDPOINT),
  privateEndpointOverrides: optional({ structs: OVERRIDE }),
};
