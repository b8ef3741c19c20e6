import { athenaQuery } from "../access/watch/athena";
import { elasticException } from "../access/watch/elastic";
import { eventPatterns } from "../access/watch/event-pattern";
import { insightsQuery } from "../access/watch/insights";
import { metricFilters } from "../access/watch/metric-filter";
import type { WatchRule } from "../access/watch/rules";
import { sigmaRule } from "../access/watch/sigma";

/** A rule as a file: its path below the folder, and its text. */
export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

/** The rules in all languages, for what SecretWatch does not make. */
export const ruleFiles = (rules: readonly WatchRule[]): RuleFile[] => [
  ...rules.flatMap((rule) => {
    const { signal, cases } = rule;
    return [
      ...numbered(
        `eventbridge/${signal}`,
        "json",
        eventPatterns(cases).map((one) => JSON.stringify(one, null, 2)),
      ),
      ...numbered(`metric-filters/${signal}`, "txt", metricFilters(cases)),
      { path: `sigma/${signal}.yml`, text: sigmaRule(rule) },
      { path: `logs-insights/${signal}.txt`, text: `${insightsQuery(cases)}\n` },
      { path: `athena/${signal}.sql`, text: `${athenaQuery(cases)}\n` },
    ];
  }),
  { path: "elastic/exception.ndjson", text: elasticException() },
];

const numbered = (path: string, ending: string, texts: readonly string[]): RuleFile[] =>
  texts.map((text, index) => ({
    path: `${path}${texts.length === 1 ? "" : `-${index + 1}`}.${ending}`,
    text: `${text}\n`,
  }));
