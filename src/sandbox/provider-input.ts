import { CLIENT_ID_LENGTH, DISCOVERY_URL, JSON_KEY_LENGTH, PAYMENT_ID_LENGTH, PROVIDER_NAME } from "../access/limits";
import { OAUTH2_VENDORS } from "../access/oauth2-vendors";
import type { PaymentVendorRow } from "../access/payment-vendors";
import { PAYMENT_VENDORS } from "../access/payment-vendors";
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
  if (typeof name !== "string" || !PROVIDER_NAME.test(name))
    throw invalid(`name does not match ${PROVIDER_NAME.source}`);
  return name;
}

/** Clients that prove themselves otherwise have no secret at all. */
const WITHOUT_SECRET: readonly unknown[] = ["AWS_IAM_ID_TOKEN_JWT", "PRIVATE_KEY_JWT"];

export function oauth2Content(input: Members): Content {
  const { credentialProviderVendor: vendor, oauth2ProviderConfigInput: union } = input as {
    credentialProviderVendor: string;
    oauth2ProviderConfigInput: Record<string, Members>;
  };
  const row = Object.values(OAUTH2_VENDORS).find((one) => one.vendor === vendor);
  if (!row) throw invalid(`credentialProviderVendor ${vendor} is unknown`);
  const [member, given] = Object.entries(union)[0] as [string, Members];
  if (member !== `${row.config}Oauth2ProviderConfig`) throw invalid(`${vendor} does not take ${member}`);
  const { clientId, oauthDiscovery } = given as { clientId?: string; oauthDiscovery?: { discoveryUrl?: string } };
  const needsId = given.clientAuthenticationMethod !== "AWS_IAM_ID_TOKEN_JWT";
  if ((needsId && !clientId) || (clientId?.length ?? 0) > CLIENT_ID_LENGTH)
    throw invalid("clientId is not 1 to 256 characters");
  if (oauthDiscovery?.discoveryUrl !== undefined && !DISCOVERY_URL.test(oauthDiscovery.discoveryUrl))
    throw invalid("discoveryUrl does not match its pattern");
  const secrets: Content["secrets"] = WITHOUT_SECRET.includes(given.clientAuthenticationMethod)
    ? {}
    : { clientSecret: placeOf(given, "clientSecret", `oauth2/${String(input.name)}`) };
  const { clientSecret: _literal, clientSecretConfig: _reference, clientSecretSource: _source, ...config } = given;
  return { vendor, member, config, secrets };
}

export function apiKeyContent(input: Members): Content {
  return {
    vendor: "",
    member: "",
    config: {},
    secrets: { apiKey: placeOf(input, "apiKey", `apikey/${String(input.name)}`, "apiKeySecret") },
  };
}

export function paymentContent(input: Members): Content {
  const { credentialProviderVendor: vendor, providerConfigurationInput: union } = input as {
    credentialProviderVendor: string;
    providerConfigurationInput: Record<string, Members>;
  };
  const row: PaymentVendorRow | undefined = Object.values(PAYMENT_VENDORS).find((one) => one.vendor === vendor);
  if (!row) throw invalid(`credentialProviderVendor ${vendor} is unknown`);
  const given = union[row.config];
  if (!given) throw invalid(`${vendor} takes ${row.config}`);
  const config = Object.fromEntries(row.fields.map((field) => [field, given[field]]));
  if (
    !Object.values(config).every(
      (field) => typeof field === "string" && field.length >= 1 && field.length <= PAYMENT_ID_LENGTH,
    )
  )
    throw invalid("an identifier is not 1 to 512 characters");
  if (config.apiKeyId !== undefined && !/^[a-zA-Z0-9\-_]+$/.test(String(config.apiKeyId)))
    throw invalid("apiKeyId does not match its pattern");
  const secrets = Object.fromEntries(
    row.secrets.map((secret) => [secret, placeOf(given, secret, `payment/${String(input.name)}`)]),
  );
  return { vendor, member: row.config, config, secrets };
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SecretReference.html */
function placeOf(given: Members, literal: string, managed: string, prefix = literal): SecretPlace {
  const source = given[`${prefix}Source`] ?? "MANAGED";
  const reference = given[`${prefix}Config`] as { secretId: string; jsonKey: string } | undefined;
  if (source === "MANAGED") {
    if (reference || given[literal] === undefined)
      throw invalid(`${prefix}Source MANAGED takes ${literal}, and no reference`);
    return {
      source,
      secretArn: `arn:aws:secretsmanager:us-east-1:111122223333:secret:bedrock-agentcore-identity!default/${managed}-AbCdEf`,
    };
  }
  if (source !== "EXTERNAL") throw invalid(`${prefix}Source is unknown`);
  if (!reference || given[literal] !== undefined)
    throw invalid(`${prefix}Source EXTERNAL takes ${prefix}Config, and no ${literal}`);
  const { secretId, jsonKey } = reference;
  if (secretId.length < 1 || secretId.length > 2048 || jsonKey.length < 1 || jsonKey.length > JSON_KEY_LENGTH)
    throw invalid("secretId or jsonKey breaks its length");
  return { source, secretArn: secretId, jsonKey };
}
