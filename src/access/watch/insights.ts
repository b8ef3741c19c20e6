import type { Case, OtherMatcher, Test } from "./condition";
import { exactTexts, otherMatchers } from "./condition";
import { INSIGHTS_QUERY_CHARACTERS, textLength } from "./limits";
import { shared } from "./share";

/** A Logs Insights query that finds the records of a signal in a trail's log group. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html */
export const insightsQuery = (cases: readonly Case[]): string =>
  [
    "fields @timestamp, eventName, requestParameters.secretId, userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn, userIdentity.invokedBy, errorCode, errorMessage, eventID",
    `filter ${cases.map((one) => `(${caseText(one)})`).join("\n  or ")}`,
    "sort @timestamp desc",
    "limit 1000",
  ].join("\n| ");

const caseText = ({ kind, source, tests }: Case): string =>
  [`eventSource = "${source}"`, `eventType = "${kind}"`, ...tests.map(testText)].join(" and ");

function testText(test: Test): string {
  const { field } = test;
  const exact = exactTexts(test);
  const others = otherMatchers(test).map((one) => matcherText(field, one));
  const parts = [...(exact.length > 0 ? [`${field} in [${list(exact)}]`] : []), ...others];
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join(" or ")})`;
}

const list = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(", ");

function matcherText(field: string, one: OtherMatcher): string {
  if ("begins" in one) return `${field} like /^${one.begins.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}/`;
  if ("present" in one) return one.present ? `ispresent(${field})` : `not ispresent(${field})`;
  return `(ispresent(${field}) and ${field} not in [${list(one.notIn)}])`;
}

/** The queries of a signal, each as long as a saved one may be. */
export const insightsQueries = (cases: readonly Case[]): string[] =>
  shared(cases, (some) => textLength(insightsQuery(some)), INSIGHTS_QUERY_CHARACTERS).map(insightsQuery);
