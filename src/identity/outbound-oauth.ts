import { Annotations, Token } from "cdktf";
import { instance, optional, requireKinds, type Kinds } from "../access/argument-kinds";
import { OAuthGrantType } from "../access/oauth2-choices";
import type { Problem } from "../access/problem";
import { Reader } from "../access/reader";
import { ReaderKind } from "../access/reader-kind";
import { countProblems, eachProblems, givenProblems, knownProblems } from "../access/rule";
import {
  OAUTH_GRANT_TYPE,
  PARAMETER_COUNT,
  PARAMETER_NAME,
  PARAMETER_VALUE,
  RETURN_URL,
  TARGET_SCOPE,
  TARGET_SCOPE_COUNT,
} from "../access/rules/outbound";
import { textProblems } from "../access/written-text";
import { AwsProviderVersion } from "../terraform/aws-provider-version";
import type { Assertion } from "../terraform/check";
import { ruleGuards } from "../terraform/guards";
import { guardedArgument } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { argumentsOf } from "../terraform/text";
import { isListToken } from "../terraform/tokens";
import type { GatewayCredential, HarnessCredential, Outbound, OutboundOptions } from "./outbound";
import { letCall } from "./outbound";

/**
 * With what kind of token a gateway target, or a tool of a harness, is called.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets-authorization.html
 */
export interface OutboundOAuthOptions extends OutboundOptions {
  /**
   * Scopes that are asked for, at most 100 of 1 to 64 characters.
   *
   * @default - none
   */
  readonly scopes?: string[];

  /**
   * For whom the target is called. All that is not the gateway itself needs the AWS provider 6.66 or newer.
   *
   * @default - AWS's own, OAuthGrantType.CLIENT_CREDENTIALS
   */
  readonly grantType?: OAuthGrantType;

  /**
   * To where a user's browser returns after the consent, a URL of at most 2048 characters. For AUTHORIZATION_CODE, which
   * needs it, and for nothing else. With a consent portal it is `https://PORTAL/connect/callback`.
   *
   * @default - none
   */
  readonly defaultReturnUrl?: string;

  /**
   * Parameters for the identity provider's token endpoint, at most 10: names of 1 to 256 characters, values of 1 to 2048.
   * They are no place for a secret: Terraform keeps them in its state.
   *
   * @default - none
   */
  readonly customParameters?: { [key: string]: string };
}

const KINDS: Kinds<OutboundOAuthOptions> = {
  reader: instance(Reader, "Reader.role"),
  scopes: optional("list of texts"),
  grantType: optional(OAUTH_GRANT_TYPE),
  defaultReturnUrl: optional("text"),
  customParameters: optional("map of texts"),
};

/** An OAuth2 credential provider; of one that is made elsewhere nobody knows what it can do. */
export interface OutboundOAuth extends Outbound {
  /** Whether a user's token can be exchanged by it. */
  readonly canExchange: boolean;
}

/** For a target of a gateway. */
export const gatewayOAuth = (by: OutboundOAuth, options: OutboundOAuthOptions): GatewayCredential => ({
  credentialProviderConfiguration: Token.asAny([{ oauth: oauthBlock(by, options) }]),
  dependsOn: letCall(by, ReaderKind.GATEWAY, options.reader),
});

/** For a tool of a harness. */
export const harnessOAuth = (by: OutboundOAuth, options: OutboundOAuthOptions): HarnessCredential => ({
  outboundAuth: Token.asAny([{ oauth: oauthBlock(by, options) }]),
  dependsOn: letCall(by, ReaderKind.HARNESS, options.reader),
});

/** The block that both have. The bindings of aws 6.25 know neither grant type nor return URL, which may stay away. */
function oauthBlock({ scope, arn, canExchange }: OutboundOAuth, options: OutboundOAuthOptions): object[] {
  requireKinds(scope.node.path, options, KINDS);
  const { scopes = [], grantType, defaultReturnUrl, customParameters } = options;
  Program.of(scope).refuse(scope, ...problems(options, canExchange));
  if (grantType !== undefined) AwsProviderVersion.widen(scope);
  if (grantType === OAuthGrantType.AUTHORIZATION_CODE) warnOfPending(scope);
  return [
    {
      provider_arn: guardedArgument(arn, guards(options)),
      scopes: argumentsOf(scopes),
      grant_type: grantType,
      default_return_url: argumentsOf(defaultReturnUrl),
      custom_parameters: argumentsOf(customParameters),
    },
  ];
}

/** What only Terraform knows. */
const guards = ({ scopes = [], defaultReturnUrl, customParameters = {} }: OutboundOAuthOptions): Assertion[] => [
  ...(isListToken(scopes) ? [] : scopes.flatMap((one) => ruleGuards(TARGET_SCOPE, "scopes", one))),
  ...(defaultReturnUrl === undefined ? [] : ruleGuards(RETURN_URL, "defaultReturnUrl", defaultReturnUrl)),
  ...Object.entries(customParameters).flatMap(([name, value]) => [
    ...ruleGuards(PARAMETER_NAME, "customParameters", name),
    ...ruleGuards(PARAMETER_VALUE, `customParameters.${name}`, value),
  ]),
];

function problems(options: OutboundOAuthOptions, canExchange: boolean): Problem[] {
  const { scopes = [], grantType, defaultReturnUrl, customParameters = {} } = options;
  return [
    ...textProblems({ scopes, defaultReturnUrl, customParameters }),
    ...(isListToken(scopes) ? [] : eachProblems(TARGET_SCOPE, "scopes", scopes)),
    ...countProblems(TARGET_SCOPE_COUNT, "scopes", scopes.length === 0 ? 1 : scopes.length),
    ...givenProblems(RETURN_URL, "defaultReturnUrl", defaultReturnUrl),
    ...parameterProblems(customParameters),
    ...returnProblems(grantType, defaultReturnUrl),
    ...(grantType === OAuthGrantType.TOKEN_EXCHANGE && !canExchange ? [NO_EXCHANGE] : []),
  ];
}

const parameterProblems = (parameters: { [key: string]: string }): Problem[] => {
  const entries = Object.entries(parameters);
  return [
    ...countProblems(PARAMETER_COUNT, "customParameters", entries.length === 0 ? 1 : entries.length),
    ...entries.flatMap(([name, value]) => [
      ...knownProblems(PARAMETER_NAME, "customParameters", name),
      ...knownProblems(PARAMETER_VALUE, `customParameters.${name}`, value),
    ]),
  ];
};

function returnProblems(grantType: OAuthGrantType | undefined, url: string | undefined): Problem[] {
  const returns = grantType === OAuthGrantType.AUTHORIZATION_CODE;
  if (returns === (url !== undefined)) return [];
  return [
    returns
      ? {
          subject: "defaultReturnUrl",
          rule: "is missing, and AUTHORIZATION_CODE sends the user's browser somewhere",
          fix: RETURN_URL.fix,
        }
      : {
          subject: "defaultReturnUrl",
          value: url,
          rule: `has no meaning for ${grantType ?? OAuthGrantType.CLIENT_CREDENTIALS}`,
          fix: "Leave it out, or say OAuthGrantType.AUTHORIZATION_CODE.",
        },
  ];
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/on-behalf-of-token-exchange.html */
const NO_EXCHANGE: Problem = {
  subject: "grantType",
  value: OAuthGrantType.TOKEN_EXCHANGE,
  rule: "needs a credential provider that exchanges tokens, and this one does not",
  fix: "Give a custom vendor onBehalfOf, or use OAuth2Vendor.microsoft.",
};

/** @see https://github.com/hashicorp/terraform-provider-aws/issues/48114 */
const warnOfPending = (scope: Outbound["scope"]): void =>
  Annotations.of(scope).addWarning(
    "AUTHORIZATION_CODE: if AWS must ask the target for its tools, the target waits for somebody to open its authorization URL (CREATE_PENDING_AUTH), and the AWS provider 6.66 gives up and forgets it. Then complete the authorization and import the target: terraform import ADDRESS GATEWAY_ID,TARGET_ID.",
  );
