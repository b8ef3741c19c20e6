import type { Case, Matcher, Test } from "./condition";
import { byAbout, doubleQuoted, factored } from "./condition";
import { FILTER_PATTERN_CHARACTERS, textLength } from "./limits";
import { shared } from "./share";

/** The filter patterns of a signal: each makes the same metric. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html */
export const metricFilters = (cases: readonly Case[]): string[] =>
  [...byAbout(cases).values()].flatMap((some) =>
    shared(some, (part) => textLength(filterOf(part)), FILTER_PATTERN_CHARACTERS).map(filterOf),
  );

const any = (texts: readonly string[]): string =>
  texts.length === 1 ? (texts[0] as string) : `(${texts.join(" || ")})`;
const all = (texts: readonly string[]): string =>
  texts.length === 1 ? (texts[0] as string) : `(${texts.join(" && ")})`;

/** What all of some cases about one thing ask for stands once. */
function filterOf(cases: readonly Case[]): string {
  const [{ kind, source }] = cases as readonly [Case];
  const { common, rest } = factored(cases);
  const text = all([
    equals("eventSource", source),
    ...(kind === "AwsServiceEvent" ? [equals("eventType", kind)] : []),
    ...common.map(testText),
    ...(rest.length > 1 ? [any(rest.map((tests) => all(tests.map(testText))))] : []),
  ]);
  return `{ ${text} }`;
}

const testText = ({ field, any: matchers }: Test): string => any(matchers.map((one) => matcherText(field, one)));

const equals = (field: string, text: string): string => `($.${field} = ${doubleQuoted(text)})`;

function matcherText(field: string, one: Matcher): string {
  if ("is" in one) return equals(field, one.is);
  if ("begins" in one) return equals(field, `${one.begins}*`);
  if ("present" in one) return one.present ? equals(field, "*") : `($.${field} NOT EXISTS)`;
  // What != says of a field that is not there AWS does not tell.
  return all([equals(field, "*"), ...one.notIn.map((text) => `($.${field} != ${doubleQuoted(text)})`)]);
}
