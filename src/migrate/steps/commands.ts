import { FETCH_METRICS, IDENTITY_NAMESPACE } from "../../access/watch/metrics";
import type { ProviderKind } from "../../access/vault";
import { PROVIDER_KINDS } from "../../access/vault";
import type { Found } from "../found";

/** Commands of the AWS command line, which a person reads and runs. Names and ARNs were looked at before. */

/** A text as one word of a shell, whatever stands in it. */
export const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const CLI_NAMES: Readonly<Record<ProviderKind, string>> = {
  oauth2: "oauth2-credential-provider",
  apikey: "api-key-credential-provider",
  payment: "payment-credential-provider",
};

/** The source and secret of a provider, as AWS has it. */
const QUERIES: Readonly<Record<ProviderKind, string>> = {
  oauth2: "[status,clientSecretSource,clientSecretArn.secretArn,clientSecretJsonKey]",
  apikey: "[apiKeySecretSource,apiKeySecretArn.secretArn,apiKeySecretJsonKey]",
  payment: "providerConfigurationOutput",
};

const control = (found: Found, verb: string, name: string, more = ""): string =>
  `aws bedrock-agentcore-control ${verb}-${CLI_NAMES[found.kind]} --name ${word(name)}${more} --region ${found.region.region}`;

export const showProvider = (found: Found, name: string): string =>
  control(found, "get", name, ` --query ${word(QUERIES[found.kind])}`);

export const showCallbackUrl = (found: Found, name: string): string =>
  control(found, "get", name, " --query callbackUrl --output text");

export const deleteProvider = (found: Found, name: string): string => control(found, "delete", name);

/** Names of the JSON keys alone: the value stays in the pipe. */
export const showJsonKeys = (arn: string, region: string): string =>
  `aws secretsmanager get-secret-value --secret-id ${word(arn)} --region ${region} --query SecretString --output text | jq -r keys[]`;

export const putValue = (arn: string, region: string): string =>
  `aws secretsmanager put-secret-value --secret-id ${word(arn)} --region ${region} --secret-string file://value.json`;

/** Which agents used it in the last two weeks: the metric's workload identities. Payments have no metric. */
export function showAgents({ kind, region, provider }: Found): string {
  const metric = FETCH_METRICS[kind];
  return metric === undefined
    ? lookUpCalls(kind, region.region, provider.name)
    : `aws cloudwatch list-metrics --namespace ${IDENTITY_NAMESPACE} --metric-name ${metric}Success --dimensions Name=ProviderName,Value=${word(provider.name)} --region ${region.region}`;
}

/** Who called: roles and workload identities, of up to 90 days. */
export const lookUpCalls = (kind: ProviderKind, region: string, name: string): string =>
  `aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=${PROVIDER_KINDS[kind].use} --region ${region} --query Events[].CloudTrailEvent --output json | jq -r '.[] | fromjson | select(.requestParameters.resourceCredentialProviderName == ${JSON.stringify(name)}) | .userIdentity.arn' | sort | uniq -c`;

/** How often credentials were obtained, by the hour of the last day. */
export function showFetches({ kind, region }: Found, name: string): string {
  const metric = FETCH_METRICS[kind];
  if (metric === undefined) return lookUpCalls(kind, region.region, name);
  const Expression = `SELECT SUM(${metric}Success) FROM "${IDENTITY_NAMESPACE}" WHERE ProviderName = '${name}'`;
  const queries = JSON.stringify([{ Id: "fetches", Expression, Period: 3600 }]);
  return `aws cloudwatch get-metric-data --metric-data-queries ${word(queries)} --start-time "$(date -u -d '-1 day' +%FT%TZ)" --end-time "$(date -u +%FT%TZ)" --region ${region.region} --query MetricDataResults[].Values`;
}

/**
 * A call that shows that a reader gets it, and prints no credential. Where users log in the mildest one begins a login,
 * which answers with an address.
 */
export function tryIt({ kind, region }: Found, name: string, hasUsers: boolean): string[] {
  const place = `--region ${region.region}`;
  const who = hasUsers
    ? "get-workload-access-token-for-user-id --user-id migration-probe"
    : "get-workload-access-token";
  const token = `token=$(aws bedrock-agentcore ${who} --workload-name migration-probe ${place} --query workloadAccessToken --output text)`;
  const ask = `aws bedrock-agentcore ${CALLS[kind]} --workload-identity-token "$token" --resource-credential-provider-name ${word(name)} ${place}`;
  switch (kind) {
    case "oauth2":
      return hasUsers
        ? [
            token,
            `${ask} --oauth2-flow USER_FEDERATION --scopes SCOPE --resource-oauth2-return-url URL --query authorizationUrl`,
          ]
        : [token, `${ask} --oauth2-flow M2M --scopes SCOPE --query 'length(accessToken)'`];
    case "apikey":
      return [token, `${ask} --query 'length(apiKey)'`];
    case "payment":
      return [
        token,
        `${ask} --payment-token-request file://request.json --query 'length(to_string(paymentTokenResponse))'`,
      ];
  }
}

const CALLS: Readonly<Record<ProviderKind, string>> = {
  oauth2: "get-resource-oauth2-token",
  apikey: "get-resource-api-key",
  payment: "get-resource-payment-token",
};
