import { Token } from "cdktf";
import { instance, optional, requireKinds, type Kinds } from "../access/argument-kinds";
import type { ApiKeyLocation } from "../access/oauth2-choices";
import { Reader } from "../access/reader";
import { ReaderKind } from "../access/reader-kind";
import { givenProblems } from "../access/rule";
import { API_KEY_LOCATION, API_KEY_PARAMETER, API_KEY_PREFIX } from "../access/rules/outbound";
import { textProblems } from "../access/written-text";
import { ruleGuards } from "../terraform/guards";
import { guardedArgument } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { argumentsOf } from "../terraform/text";
import type { GatewayCredential, Outbound, OutboundOptions } from "./outbound";
import { letCall } from "./outbound";

/**
 * Where a gateway target expects its API key.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ApiKeyCredentialProvider.html
 */
export interface GatewayApiKeyOptions extends OutboundOptions {
  /**
   * In which part of a request the key is.
   *
   * @default - AWS's own
   */
  readonly credentialLocation?: ApiKeyLocation;

  /**
   * The name of the header or query parameter, 1 to 64 characters.
   *
   * @default - AWS's own
   */
  readonly credentialParameterName?: string;

  /**
   * What stands before the key, for example `Bearer`, 1 to 64 characters.
   *
   * @default - nothing
   */
  readonly credentialPrefix?: string;
}

const KINDS: Kinds<GatewayApiKeyOptions> = {
  reader: instance(Reader, "Reader.role"),
  credentialLocation: optional(API_KEY_LOCATION),
  credentialParameterName: optional("text"),
  credentialPrefix: optional("text"),
};

/** For a target of a gateway. */
export function gatewayApiKey(by: Outbound, options: GatewayApiKeyOptions): GatewayCredential {
  const { scope, arn } = by;
  requireKinds(scope.node.path, options, KINDS);
  const { reader, credentialLocation, ...texts } = options;
  const ruled = [
    ["credentialParameterName", API_KEY_PARAMETER],
    ["credentialPrefix", API_KEY_PREFIX],
  ] as const;
  Program.of(scope).refuse(
    scope,
    ...textProblems(texts),
    ...ruled.flatMap(([field, rule]) => givenProblems(rule, field, texts[field])),
  );
  const guards = ruled.flatMap(([field, rule]) => {
    const text = texts[field];
    return text === undefined ? [] : ruleGuards(rule, field, text);
  });
  const apiKey = {
    provider_arn: guardedArgument(arn, guards),
    credential_location: credentialLocation,
    credential_parameter_name: argumentsOf(texts.credentialParameterName),
    credential_prefix: argumentsOf(texts.credentialPrefix),
  };
  return {
    credentialProviderConfiguration: Token.asAny([{ api_key: [apiKey] }]),
    dependsOn: letCall(by, ReaderKind.GATEWAY, reader),
  };
}
