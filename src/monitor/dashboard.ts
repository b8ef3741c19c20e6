import { FETCH_METRICS, IDENTITY_NAMESPACE, WATCH_NAMESPACE } from "../access/watch/metrics";
import type { WatchRule } from "../access/watch/rules";
import type { WatchSignal } from "../access/watch/signal";
import { WATCH_PREFIX } from "../access/watch/statements";
import { SIGNAL_TEXTS } from "../access/watch/texts";

export interface DashboardOf {
  readonly name: string;
  readonly region: string;
  readonly rules: readonly WatchRule[];
  /** Whether signals are metric filters. */
  readonly isByFilters: boolean;
}

const WIDTH = 12;

/** The body of a dashboard. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export function dashboardBody({ name, region, rules, isByFilters }: DashboardOf): object {
  const found = isByFilters
    ? `SEARCH('Namespace="${WATCH_NAMESPACE}" MetricName="${name}-"', 'Sum', 300)`
    : `SEARCH('{AWS/Events,RuleName} MetricName="MatchedEvents" RuleName="${WATCH_PREFIX}-${name}-"', 'Sum', 300)`;
  const fetched = (outcome: string): object[] =>
    Object.values(FETCH_METRICS).map((metric, index) => ({
      expression: `SELECT SUM(${metric}${outcome}) FROM "${IDENTITY_NAMESPACE}" GROUP BY ProviderName`,
      id: `q${index + 1}`,
    }));
  return {
    widgets: [
      graph("Signals", region, 0, 0, [{ expression: found, id: "signals" }]),
      graph("Failed fetches by credential provider", region, WIDTH, 0, fetched("Failures")),
      graph("Fetches by credential provider", region, 0, 6, fetched("Success")),
      {
        type: "text",
        x: WIDTH,
        y: 6,
        width: WIDTH,
        height: 6,
        properties: {
          markdown: [...SIGNALS_HEAD, ...rules.map(row)].join("\n"),
        },
      },
    ],
  };
}

/** The head of the table of signals. */
export const SIGNALS_HEAD = ["| signal | severity | what to do |", "|---|---|---|"];

const row = ({ signal, severity }: WatchRule): string =>
  signalRow(SIGNAL_TEXTS[signal].title, severity, shownAdvice(signal));

/** A row of it. */
export const signalRow = (title: string, severity: string, advice: string): string =>
  `| ${title} | ${severity} | ${advice} |`;

/** What to do, with the names of what only an event tells. */
export const shownAdvice = (signal: WatchSignal): string => SIGNAL_TEXTS[signal].advice.replace(/<(\w+)>/g, "$1");

const graph = (title: string, region: string, x: number, y: number, expressions: readonly object[]): object => ({
  type: "metric",
  x,
  y,
  width: WIDTH,
  height: 6,
  properties: {
    title,
    region,
    view: "timeSeries",
    stacked: false,
    stat: "Sum",
    period: 300,
    metrics: expressions.map((one) => [one]),
  },
});
