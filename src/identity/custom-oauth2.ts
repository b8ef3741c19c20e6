import type { Problem } from "../access/problem";
import { textProblems } from "../access/written-text";
import { countProblems, eachProblems, givenProblems, knownProblems } from "../access/rule";
import {
  CLIENT_AUTHENTICATION_METHOD,
  CLIENT_ID,
  DISCOVERY_URL,
  HTTPS_URL,
  needsClientId,
  needsSecret,
  TOKEN_AUDIENCE,
  TOKEN_AUDIENCES,
  TOKEN_ENDPOINT_AUTH_METHOD,
  TOKEN_ENDPOINT_AUTH_METHODS,
} from "../access/rules/oauth2";
import type { OnBehalfOfTokenExchange } from "./on-behalf-of";
import { onBehalfOfConfig, onBehalfOfProblems } from "./on-behalf-of";
import type { PrivateEndpoint, PrivateEndpointOverride } from "./private-endpoint";
import { privateEndpointConfig } from "./private-endpoint";
import type { PrivateKeyJwt } from "./private-key-jwt";
import { privateKeyJwtConfig, privateKeyJwtProblems } from "./private-key-jwt";
import type { VendorConfig } from "./vendor-config";
import { ClientAuthenticationMethod, TokenEndpointAuthMethod } from "../access/oauth2-choices";

export { ClientAuthenticationMethod, TokenEndpointAuthMethod };

/**
 * The addresses of an authorization server without a discovery document.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414
 */
export interface AuthorizationServerMetadata {
  /** The issuer, an https URL. */
  readonly issuer: string;

  /** The authorization endpoint, an https URL. */
  readonly authorizationEndpoint: string;

  /** The token endpoint, an https URL. */
  readonly tokenEndpoint: string;

  /**
   * Response types that the server supports, for example `code`.
   *
   * @default - not sent
   */
  readonly responseTypes?: string[];

  /**
   * How the token endpoint accepts a client secret, one or both.
   *
   * @default - not sent
   */
  readonly tokenEndpointAuthMethods?: TokenEndpointAuthMethod[];
}

/** What an identity provider takes that is no built-in vendor. */
export interface CustomOAuth2Props {
  /**
   * The client ID, 1 to 256 characters. Required unless the client proves itself by an IAM token.
   *
   * @default - none
   */
  readonly clientId?: string;

  /**
   * The address of the discovery document, which ends in `/.well-known/openid-configuration` or
   * `/.well-known/oauth-authorization-server`. Give this or `authorizationServerMetadata`.
   *
   * @default - none
   */
  readonly discoveryUrl?: string;

  /**
   * The server's addresses, if it has no discovery document.
   *
   * @default - none
   */
  readonly authorizationServerMetadata?: AuthorizationServerMetadata;

  /**
   * How the client proves itself.
   *
   * @default - PRIVATE_KEY_JWT if `privateKeyJwt` is given, otherwise the service's own, CLIENT_SECRET_BASIC
   */
  readonly clientAuthenticationMethod?: ClientAuthenticationMethod;

  /**
   * The audiences of the IAM tokens by which the client proves itself, for AWS_IAM_ID_TOKEN_JWT, 1 to 10. `grantUse` then
   * lets the reader obtain tokens for these, by `sts:GetWebIdentityToken`, and for no other. Which audience AgentCore asks
   * for is not documented: a trail of the account shows it.
   *
   * @default - none: the reader's role must have `sts:GetWebIdentityToken` from elsewhere
   * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html
   */
  readonly tokenAudiences?: string[];

  /**
   * The key that signs assertions, for PRIVATE_KEY_JWT.
   *
   * @default - none
   */
  readonly privateKeyJwt?: PrivateKeyJwt;

  /**
   * How an agent exchanges a user's token for one of its own.
   *
   * @default - no exchange
   */
  readonly onBehalfOf?: OnBehalfOfTokenExchange;

  /**
   * How AgentCore reaches the identity provider, if it is not on the internet.
   *
   * @default - over the internet
   */
  readonly privateEndpoint?: PrivateEndpoint;

  /**
   * Other ways to single domains of the identity provider, at most 5.
   *
   * @default - none
   */
  readonly privateEndpointOverrides?: PrivateEndpointOverride[];
}

export function customOAuth2(props: CustomOAuth2Props): VendorConfig {
  const method =
    props.clientAuthenticationMethod ?? (props.privateKeyJwt && ClientAuthenticationMethod.PRIVATE_KEY_JWT);
  const endpoint = privateEndpointConfig(props.privateEndpoint, props.privateEndpointOverrides ?? []);
  return {
    api: {
      clientId: props.clientId,
      clientAuthenticationMethod: method,
      oauthDiscovery: {
        discoveryUrl: props.discoveryUrl,
        authorizationServerMetadata: props.authorizationServerMetadata,
      },
      privateKeyJwtConfig: props.privateKeyJwt && privateKeyJwtConfig(props.privateKeyJwt),
      onBehalfOfTokenExchangeConfig: props.onBehalfOf && onBehalfOfConfig(props.onBehalfOf),
      ...endpoint.api,
    },
    problems: [
      ...(needsClientId(method) ? knownProblems : givenProblems)(CLIENT_ID, "clientId", props.clientId),
      ...givenProblems(CLIENT_AUTHENTICATION_METHOD, "clientAuthenticationMethod", method),
      ...discoveryProblems(props),
      ...methodProblems(method, props.privateKeyJwt),
      ...audienceProblems(method, props.tokenAudiences),
      ...(props.privateKeyJwt ? privateKeyJwtProblems(props.privateKeyJwt) : []),
      ...(props.onBehalfOf ? onBehalfOfProblems(props.onBehalfOf) : []),
      ...endpoint.problems,
    ],
    needsSecret: needsSecret(method),
    signingKeyArn: props.privateKeyJwt?.kmsKeyArn,
    tokenAudiences: props.tokenAudiences,
    networks: endpoint.networks,
  };
}

function discoveryProblems({ discoveryUrl, authorizationServerMetadata: metadata }: CustomOAuth2Props): Problem[] {
  const problems: Problem[] = [];
  if ((discoveryUrl === undefined) === (metadata === undefined)) {
    const rule = metadata ? "are both given, and the API takes one" : "are both missing";
    problems.push({
      subject: "discoveryUrl and authorizationServerMetadata",
      rule,
      fix: "Give the discovery URL if the server has one, its metadata otherwise.",
    });
  }
  problems.push(...givenProblems(DISCOVERY_URL, "discoveryUrl", discoveryUrl));
  if (!metadata) return problems;
  for (const field of ["issuer", "authorizationEndpoint", "tokenEndpoint"] as const)
    problems.push(...knownProblems(HTTPS_URL, `authorizationServerMetadata.${field}`, metadata[field]));
  const methods = metadata.tokenEndpointAuthMethods;
  if (methods) {
    problems.push(
      ...countProblems(TOKEN_ENDPOINT_AUTH_METHODS, "tokenEndpointAuthMethods", methods.length),
      ...eachProblems(TOKEN_ENDPOINT_AUTH_METHOD, "tokenEndpointAuthMethods", methods),
    );
  }
  return problems;
}

function methodProblems(method: ClientAuthenticationMethod | undefined, jwt: PrivateKeyJwt | undefined): Problem[] {
  const isJwt = method === ClientAuthenticationMethod.PRIVATE_KEY_JWT;
  if (isJwt === (jwt !== undefined)) return [];
  return [
    isJwt
      ? {
          subject: "privateKeyJwt",
          rule: "is missing, and PRIVATE_KEY_JWT needs a key to sign with",
          fix: "Give privateKeyJwt with the key's ARN.",
        }
      : {
          subject: "clientAuthenticationMethod",
          value: method,
          rule: "makes no use of privateKeyJwt",
          fix: "Say PRIVATE_KEY_JWT, or leave privateKeyJwt out.",
        },
  ];
}

function audienceProblems(method: ClientAuthenticationMethod | undefined, audiences: string[] | undefined): Problem[] {
  if (audiences === undefined) return [];
  const isUsed = method === ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT;
  return [
    ...countProblems(TOKEN_AUDIENCES, "tokenAudiences", audiences.length),
    ...eachProblems(TOKEN_AUDIENCE, "tokenAudiences", audiences),
    ...textProblems({ tokenAudiences: audiences }),
    ...(isUsed
      ? []
      : [
          {
            subject: "tokenAudiences",
            rule: "are given, and the client proves itself otherwise",
            fix: "Say AWS_IAM_ID_TOKEN_JWT, or leave tokenAudiences out.",
          },
        ]),
  ];
}
