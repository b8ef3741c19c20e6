import {
  ActorTokenContent,
  ClientAuthenticationMethod,
  OnBehalfOfGrantType,
  SigningAlgorithm,
  TokenEndpointAuthMethod,
} from "../oauth2-choices";
import { OAUTH2_VENDORS } from "../oauth2-vendors";
import type { Count, Rule } from "../rule";
import { between, oneOf } from "../rule";

/** The first letter of a host: no white space as all three of Java, JavaScript and Go know it. */
const HOST = "[^ \\t\\n\\v\\f\\r/]";

export const OAUTH2_VENDOR: Rule = oneOf(
  Object.values(OAUTH2_VENDORS).map(({ vendor }) => vendor),
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html",
);

export const CLIENT_ID: Rule = {
  ...between(
    1,
    256,
    "Give the client ID that the vendor issued; it is not taken from the secret.",
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_IncludedOauth2ProviderConfigInput.html",
  ),
  shown: "^$",
};

/** aws 6.66 stops at 256 where the API allows 2,048. */
export const TENANT_ID: Rule = between(
  1,
  256,
  "Give the ID or the domain of the Entra tenant.",
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_MicrosoftOauth2ProviderConfigInput.html",
);

export const HTTPS_URL: Rule = {
  pattern: `^https://${HOST}`,
  words: "is no https URL",
  fix: "Give the full address, for example https://idp.example.com/oauth2.",
  source: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-idps.html",
};

export const DISCOVERY_URL: Rule = {
  pattern: `^https://${HOST}[^\\n\\r]*/[.]well-known/(?:openid-configuration|oauth-authorization-server)$`,
  words: "is no https URL that ends in /.well-known/openid-configuration or /.well-known/oauth-authorization-server",
  fix: "Give the address of the discovery document itself.",
  source: "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Oauth2Discovery.html",
};

/** How a client proves itself to the token endpoint. */
export const CLIENT_AUTHENTICATION_METHOD: Rule = oneOf(
  Object.values(ClientAuthenticationMethod),
  "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/client-auth-methods.html",
);

/** How a client proves itself without a client secret. */
export const WITHOUT_SECRET: readonly string[] = [
  ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT,
  ClientAuthenticationMethod.PRIVATE_KEY_JWT,
];

/** Whether a client proves itself by a client secret. Without a word the service takes CLIENT_SECRET_BASIC. */
export const needsSecret = (method: unknown): boolean => !WITHOUT_SECRET.some((one) => one === method);

/** Whether it has a client ID: an IAM token names the client itself. */
export const needsClientId = (method: unknown): boolean => method !== ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT;

export const TOKEN_ENDPOINT_AUTH_METHOD: Rule = oneOf(
  Object.values(TokenEndpointAuthMethod),
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Oauth2AuthorizationServerMetadata.html",
);

export const TOKEN_ENDPOINT_AUTH_METHODS: Rule = {
  least: 1,
  most: 2,
  words: "are not 1 or 2",
  fix: "Name client_secret_post, client_secret_basic or both, or leave the argument out.",
  source: TOKEN_ENDPOINT_AUTH_METHOD.source,
};

/** Of the API that gives the tokens: audiences are 1 to 10, of 1 to 1000 characters. */
const TOKENS = "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html";

export const TOKEN_AUDIENCE: Rule = between(
  1,
  1000,
  "Give the audience that the token names, often an https URL.",
  TOKENS,
);

export const TOKEN_AUDIENCES: Count = {
  least: 1,
  most: 10,
  words: "are not 1 to 10",
  fix: "Name those that AgentCore asks for, or leave the argument out and give the role its permission yourself.",
};

export const GRANT_TYPE: Rule = oneOf(
  Object.values(OnBehalfOfGrantType),
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_OnBehalfOfTokenExchangeConfigType.html",
);

export const ACTOR_TOKEN_CONTENT: Rule = oneOf(
  Object.values(ActorTokenContent),
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TokenExchangeGrantTypeConfigType.html",
);

export const SIGNING_ALGORITHM: Rule = oneOf(
  Object.values(SigningAlgorithm),
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PrivateKeyJwtConfig.html",
);

const CLAIMS = "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/private-key-jwt.html";

export const CLAIM_COUNT: Rule = {
  least: 1,
  most: 10,
  words: "are not 1 to 10",
  fix: "Leave the argument out, or drop some.",
  source: "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PrivateKeyJwtConfig.html",
};

export const CLAIM_NAME: Rule = {
  pattern: "^[A-Za-z0-9_.:#-]{1,255}$",
  words: 'is not 1 to 255 letters, digits, "_", ".", ":", "#" or "-"',
  fix: "Rename the claim.",
  source: "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PrivateKeyJwtConfig.html",
};

export const CLAIM_VALUE: Rule = between(
  1,
  2048,
  "Shorten the claim.",
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PrivateKeyJwtConfig.html",
);

/** Claims that AgentCore sets itself. */
export const RESERVED_CLAIMS = {
  header: ["alg", "typ"],
  payload: ["iss", "sub", "jti", "exp", "iat", "nbf"],
  source: CLAIMS,
} as const;
