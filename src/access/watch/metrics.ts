import type { ProviderKind } from "../vault";

/**
 * AgentCore Identity's own metrics of credentials that agents asked for. A failure may reach the agent as an answer, so
 * this is the first that anybody hears of it. There is none for payments.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/observability-identity-metrics.html
 */
export const FETCH_METRICS: Readonly<Partial<Record<ProviderKind, string>>> = {
  oauth2: "ResourceAccessTokenFetch",
  apikey: "ApiKeyFetch",
};

export const IDENTITY_NAMESPACE = "AWS/Bedrock-AgentCore";

/**
 * The sum over all agents: an alarm on a metric must name all of its dimensions, and the workload identity is one of them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
 */
export const failuresOf = (metric: string, provider: string): string =>
  `SELECT SUM(${metric}Failures) FROM "${IDENTITY_NAMESPACE}" WHERE ProviderName = '${provider}'`;

/** What metric filters make of a trail's records. */
export const WATCH_NAMESPACE = "AgentCoreIdentity/Watch";
