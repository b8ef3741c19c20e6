import { athenaQuery } from "../../../src/access/watch/athena";
import { eventPatterns } from "../../../src/access/watch/event-pattern";
import { insightsQuery } from "../../../src/access/watch/insights";
import { metricFilters } from "../../../src/access/watch/metric-filter";
import type { WatchRule } from "../../../src/access/watch/rules";
import { sigmaRule } from "../../../src/access/watch/sigma";
import { matchesPattern } from "../../../src/watch/event-pattern";
import type { TrailRecord } from "../../../src/watch/records";
import { eventOf } from "../../../src/watch/records";
import { athenaWhere } from "../engines/athena";
import { insightsFilter } from "../engines/insights";
import { metricFilter } from "../engines/metric-filter";
import { sigmaDetection } from "../engines/sigma";

type Fires = (record: TrailRecord) => boolean;

/** A rule in each language, run by that language's own engine. */
export const FORMS: Readonly<Record<string, (rule: WatchRule) => Fires>> = {
  EventBridge: ({ cases }) => {
    // As EventBridge gets them: as text.
    const patterns = eventPatterns(cases).map((one) => JSON.parse(JSON.stringify(one)) as unknown);
    return (record) => patterns.some((pattern) => matchesPattern(pattern, eventOf(record)));
  },
  "metric filter": ({ cases }) => {
    const filters = metricFilters(cases).map(metricFilter);
    return (record) => filters.some((filter) => filter(record) === true);
  },
  Sigma: (rule) => {
    const detection = sigmaDetection(sigmaRule(rule));
    return (record) => detection(record) === true;
  },
  "Logs Insights": ({ cases }) => {
    const filter = insightsFilter(insightsQuery(cases));
    return (record) => filter(record) === true;
  },
  Athena: ({ cases }) => {
    const where = athenaWhere(athenaQuery(cases));
    return (record) => where(record) === true;
  },
};
