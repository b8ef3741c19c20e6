import { FIELD_RULES, ruledTexts } from "../access/field-rules";
import { JSON_KEY_MOST } from "../access/json-key";
import type { OAuth2VendorRow } from "../access/oauth2-vendors";
import { configMember, OAUTH2_VENDORS } from "../access/oauth2-vendors";
import type { PaymentVendorRow } from "../access/payment-vendors";
import { PAYMENT_VENDORS } from "../access/payment-vendors";
import { problemOf } from "../access/rule";
import type { Rule } from "../access/rule";
import { PROVIDER_NAME } from "../access/rules/names";
import { CLIENT_ID, needsClientId, needsSecret } from "../access/rules/oauth2";
import { PAYMENT_ID } from "../access/rules/payment";
import type { Place } from "../access/vault";
import type { SecretPlace } from "./credential-providers";
import { ServiceError } from "./service-error";

export type Members = Readonly<Record<string, unknown>>;

/** The content of a provider, checked against what the schemas leave out: patterns, lengths, and what goes with what. */
export interface Content {
  readonly vendor: string;
  readonly member: string;
  readonly config: Members;
  readonly secrets: Readonly<Record<string, SecretPlace>>;
}

const invalid = (message: string): ServiceError => new ServiceError("ValidationException", message);

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html */
export function checkedName(name: unknown): string {
  checked(PROVIDER_NAME, "name", name);
  return name as string;
}

/** As a service says it: without a way out. */
function checked(rule: Rule, subject: string, value: unknown): void {
  const problem = problemOf(rule, subject, value);
  if (problem) throw invalid(`${subject} ${problem.rule}`);
}

const checkFields = (config: Members): void =>
  ruledTexts(config).forEach(({ rule, field, text }) => {
    checked(rule, field, text);
  });

export function oauth2Content(input: Members, at: Place): Content {
  const { credentialProviderVendor: vendor, oauth2ProviderConfigInput: union } = input as {
    credentialProviderVendor: string;
    oauth2ProviderConfigInput: Record<string, Members>;
  };
  const row: OAuth2VendorRow | undefined = Object.values(OAUTH2_VENDORS).find((one) => one.vendor === vendor);
  if (!row) throw invalid(`credentialProviderVendor ${vendor} is unknown`);
  const [member, given] = Object.entries(union)[0] as [string, Members];
  if (member !== configMember(row)) throw invalid(`${vendor} does not take ${member}`);
  if (needsClientId(given.clientAuthenticationMethod)) checked(CLIENT_ID, "clientId", given.clientId);
  const secrets: Content["secrets"] = needsSecret(given.clientAuthenticationMethod)
    ? { clientSecret: placeOf(at, given, "clientSecret", `oauth2/${String(input.name)}`) }
    : {};
  const { clientSecret: _literal, clientSecretConfig: _reference, clientSecretSource: _source, ...config } = given;
  checkFields(config);
  return { vendor, member, config, secrets };
}

export function apiKeyContent(input: Members, at: Place): Content {
  return {
    vendor: "",
    member: "",
    config: {},
    secrets: { apiKey: placeOf(at, input, "apiKey", `apikey/${String(input.name)}`, "apiKeySecret") },
  };
}

export function paymentContent(input: Members, at: Place): Content {
  const { credentialProviderVendor: vendor, providerConfigurationInput: union } = input as {
    credentialProviderVendor: string;
    providerConfigurationInput: Record<string, Members>;
  };
  const row: PaymentVendorRow | undefined = Object.values(PAYMENT_VENDORS).find((one) => one.vendor === vendor);
  if (!row) throw invalid(`credentialProviderVendor ${vendor} is unknown`);
  const given = union[row.config];
  if (!given) throw invalid(`${vendor} takes ${row.config}`);
  const config = Object.fromEntries(row.fields.map((field) => [field, given[field]]));
  for (const [field, value] of Object.entries(config)) checked(FIELD_RULES[field] ?? PAYMENT_ID, field, value);
  const secrets = Object.fromEntries(
    row.secrets.map((secret) => [secret, placeOf(at, given, secret, `payment/${String(input.name)}`)]),
  );
  return { vendor, member: row.config, config, secrets };
}

/**
 * What AgentCore takes when it is told a reference: a name, a partial ARN and a path, too, which this package refuses. It
 * finds out when it reads.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SecretReference.html
 */
const isReference = (secretId: string, jsonKey: string): boolean =>
  secretId.length >= 1 && secretId.length <= 2048 && jsonKey.length >= 1 && jsonKey.length <= JSON_KEY_MOST;

function placeOf(at: Place, given: Members, literal: string, managed: string, prefix = literal): SecretPlace {
  const source = given[`${prefix}Source`] ?? "MANAGED";
  const reference = given[`${prefix}Config`] as { secretId: string; jsonKey: string } | undefined;
  if (source === "MANAGED") {
    if (reference || given[literal] === undefined)
      throw invalid(`${prefix}Source MANAGED takes ${literal}, and no reference`);
    return {
      source,
      secretArn: `arn:${at.partition}:secretsmanager:${at.region}:${at.account}:secret:bedrock-agentcore-identity!default/${managed}-AbCdEf`,
    };
  }
  if (source !== "EXTERNAL") throw invalid(`${prefix}Source is unknown`);
  if (!reference || given[literal] !== undefined)
    throw invalid(`${prefix}Source EXTERNAL takes ${prefix}Config, and no ${literal}`);
  const { secretId, jsonKey } = reference;
  if (!isReference(secretId, jsonKey)) throw invalid("secretId or jsonKey breaks its length");
  const [, , service, region] = secretId.split(":");
  // What AgentCore answers nobody has written down, only that it is not supported.
  if (service === "secretsmanager" && region !== at.region)
    throw invalid(`The secret is in ${String(region)}: secrets of other Regions than ${at.region} are not supported`);
  return { source, secretArn: secretId, jsonKey };
}
