import { athenaQuery } from "../access/watch/athena";
import { elasticException } from "../access/watch/elastic";
import { eventPatterns } from "../access/watch/event-pattern";
import { insightsQuery } from "../access/watch/insights";
import { metricFilters } from "../access/watch/metric-filter";
import { partsOf } from "../access/watch/parts";
import type { WatchRule } from "../access/watch/rules";
import { sigmaRule } from "../access/watch/sigma";

/** A rule as a file: its path below the folder, and its text. */
export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

/** The rules in all languages, for what SecretWatch does not make. */
export const ruleFiles = (rules: readonly WatchRule[]): RuleFile[] => [
  ...[...partsOf(rules, (cases) => eventPatterns(cases))].map(([name, { pattern }]) => ({
    path: `eventbridge/${name}.json`,
    text: `${JSON.stringify(pattern, null, 2)}\n`,
  })),
  ...[...partsOf(rules, metricFilters)].map(([name, { pattern }]) => ({
    path: `metric-filters/${name}.txt`,
    text: `${pattern}\n`,
  })),
  ...rules.flatMap((rule) => {
    const { signal, cases } = rule;
    return [
      { path: `sigma/${signal}.yml`, text: sigmaRule(rule) },
      { path: `logs-insights/${signal}.txt`, text: `${insightsQuery(cases)}\n` },
      { path: `athena/${signal}.sql`, text: `${athenaQuery(cases)}\n` },
    ];
  }),
  { path: "elastic/exception.ndjson", text: elasticException() },
];
