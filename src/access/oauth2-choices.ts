/**
 * How the client proves itself to the token endpoint.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/client-auth-methods.html
 */
export enum ClientAuthenticationMethod {
  /** The client secret in the Authorization header. */
  CLIENT_SECRET_BASIC = "CLIENT_SECRET_BASIC",
  /** The client secret in the request body. */
  CLIENT_SECRET_POST = "CLIENT_SECRET_POST",
  /** A token that AWS IAM issues for the calling role; no client secret. */
  AWS_IAM_ID_TOKEN_JWT = "AWS_IAM_ID_TOKEN_JWT",
  /** An assertion signed by a KMS key; no client secret. */
  PRIVATE_KEY_JWT = "PRIVATE_KEY_JWT",
}

/** How a token endpoint accepts a client secret. */
export enum TokenEndpointAuthMethod {
  /** In the request body. */
  CLIENT_SECRET_POST = "client_secret_post",
  /** In the Authorization header. */
  CLIENT_SECRET_BASIC = "client_secret_basic",
}

/** How a user's token is exchanged. */
export enum OnBehalfOfGrantType {
  /** RFC 8693 token exchange. */
  TOKEN_EXCHANGE = "TOKEN_EXCHANGE",
  /** RFC 7523 JWT authorization grant, as Microsoft Entra ID has it. */
  JWT_AUTHORIZATION_GRANT = "JWT_AUTHORIZATION_GRANT",
}

/** Which token stands for the agent in a token exchange. */
export enum ActorTokenContent {
  /** None: the new token does not name the agent. */
  NONE = "NONE",
  /** A token of the agent's own, obtained with its client credentials. */
  M2M = "M2M",
  /** A token that AWS IAM issues for the calling role. */
  AWS_IAM_ID_TOKEN_JWT = "AWS_IAM_ID_TOKEN_JWT",
}

/** How client assertions are signed. */
export enum SigningAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256: an RSA_2048, RSA_3072 or RSA_4096 key. */
  RS256 = "RS256",
  /** RSASSA-PSS with SHA-256: an RSA_2048, RSA_3072 or RSA_4096 key. */
  PS256 = "PS256",
  /** ECDSA with SHA-256: an ECC_NIST_P256 key. */
  ES256 = "ES256",
}

/** The address types of an endpoint in a VPC. */
export enum EndpointIpAddressType {
  /** IPv4. */
  IPV4 = "IPV4",
  /** IPv6. */
  IPV6 = "IPV6",
}

/**
 * For whom a target or tool is called.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html
 */
export enum OAuthGrantType {
  /** For the gateway itself, with the client's own credentials. */
  CLIENT_CREDENTIALS = "CLIENT_CREDENTIALS",
  /** For a user, who consents in a browser. */
  AUTHORIZATION_CODE = "AUTHORIZATION_CODE",
  /** For the user whose token came in, by an exchange on behalf of that user. */
  TOKEN_EXCHANGE = "TOKEN_EXCHANGE",
}

/** Where a target expects an API key. */
export enum ApiKeyLocation {
  /** In a header. */
  HEADER = "HEADER",
  /** In a parameter of the query. */
  QUERY_PARAMETER = "QUERY_PARAMETER",
}
