/** Limits and patterns of the services, each once, with the page it comes from. */

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html */
export const PROVIDER_NAME = /^[A-Za-z0-9_-]{1,128}$/;

/** What the console accepts. @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-add-oauth-client-custom.html */
export const PROVIDER_NAME_CONSOLE_LENGTH = 50;

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SecretReference.html */
export const JSON_KEY_LENGTH = 128;

/**
 * Of a secret's resource policy. The page says characters; there are never fewer bytes than those.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
export const SECRET_POLICY_BYTES = 20_480;

/** Of a key policy. @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-format */
export const KEY_POLICY_BYTES = 32_768;

/** Where the two limits above are written. */
export const POLICY_LIMIT_PAGES = {
  secret: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html",
  key: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-format",
} as const;

/**
 * Characters, white space not counted, of all inline policies of a role together.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const INLINE_POLICY_CHARACTERS = 10_240;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const INLINE_POLICY_NAME_LENGTH = 128;

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html */
export const TAGS = { most: 50, keyLength: 128, valueLength: 256, pattern: /^[a-zA-Z0-9\s._:/=+@-]*$/ } as const;

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_IncludedOauth2ProviderConfigInput.html */
export const CLIENT_ID_LENGTH = 256;

/** aws 6.66 stops at 256 where the API allows 2,048. @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_MicrosoftOauth2ProviderConfigInput.html */
export const TENANT_ID_LENGTH = 256;

/** What the API itself allows. @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_MicrosoftOauth2ProviderConfigInput.html */
export const API_TENANT_ID_LENGTH = 2048;

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TokenExchangeGrantTypeConfigType.html */
export const SCOPE_LENGTH = 128;

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CoinbaseCdpConfigurationInput.html */
export const PAYMENT_ID_LENGTH = 512;

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CoinbaseCdpConfigurationInput.html */
export const PAYMENT_API_KEY_ID = /^[a-zA-Z0-9_-]+$/;

/** How long the bridge's program may take. @see docs/bridge-runner.md */
export const LONGEST_BRIDGE_SECONDS = 3600;

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Oauth2Discovery.html */
export const DISCOVERY_URL = /^.+\/\.well-known\/(openid-configuration|oauth-authorization-server)$/;

/**
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PrivateKeyJwtConfig.html
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/private-key-jwt.html for the reserved claims
 */
export const JWT_CLAIMS = {
  most: 10,
  name: /^[A-Za-z0-9_.:#-]{1,255}$/,
  valueLength: 2048,
  reservedHeader: ["alg", "typ"],
  reservedPayload: ["iss", "sub", "jti", "exp", "iat", "nbf"],
} as const;

/**
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CustomOauth2ProviderConfigInput.html
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PrivateEndpointOverride.html
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ManagedVpcResource.html
 */
export const PRIVATE_ENDPOINT = {
  overrides: 5,
  domainLength: 253,
  securityGroups: 5,
  routingDomain: { least: 3, most: 255 },
} as const;

/** Or the beginning of one and `*`. @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateWorkloadIdentity.html */
export const WORKLOAD_IDENTITY_NAME = /^[A-Za-z0-9_.-]{3,255}$|^[A-Za-z0-9_.-]{0,255}\*$/;
