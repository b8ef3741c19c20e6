import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { WATCH_NAMESPACE } from "../access/watch/metrics";
import type { Part } from "../access/watch/parts";
import { WATCH_PREFIX } from "../access/watch/statements";
import { SIGNAL_TEXTS } from "../access/watch/texts";
import { argument, argumentsOf } from "../terraform/text";
import { forEach, own } from "./for-each";
import type { WatchPlace } from "./watch-place";
import { placed } from "./watch-place";
import type { WatchTarget } from "./watch-target";

export interface SignalFiltersProps extends WatchPlace {
  readonly name: string;
  readonly logGroupName: string;
  readonly targets: readonly WatchTarget[];
  readonly parts: () => ReadonlyMap<string, Part>;
  readonly tags?: { readonly [key: string]: string };
}

/** Metric filters on a trail's log group, and an alarm for each signal. */
export class SignalFilters extends Construct {
  public constructor(scope: Construct, id: string, props: SignalFiltersProps) {
    super(scope, id);
    const { name, logGroupName, targets, parts, tags } = props;
    const filters = new CloudwatchLogMetricFilter(this, "Filters", {
      name: `${WATCH_PREFIX}-${name}-\${each.key}`,
      logGroupName: argument(logGroupName),
      pattern: own("pattern"),
      metricTransformation: { name: own("metric"), namespace: WATCH_NAMESPACE, value: "1" },
      ...placed(this, props),
    });
    forEach(filters, () =>
      Object.fromEntries(
        [...parts()].map(([key, { rule, pattern }]) => [
          key,
          { metric: `${name}-${rule.signal}`, pattern: argument(String(pattern)) },
        ]),
      ),
    );
    const alarms = new CloudwatchMetricAlarm(this, "Alarms", {
      alarmName: `${WATCH_PREFIX}-${name}-\${each.key}`,
      alarmDescription: own("description"),
      namespace: WATCH_NAMESPACE,
      metricName: `${name}-\${each.key}`,
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      ...(tags && { tags: argumentsOf({ ...tags }) }),
      ...placed(this, props),
    });
    alarms.addOverride("alarm_actions", own("topics"));
    forEach(alarms, () =>
      Object.fromEntries(
        [...parts().values()].map(({ rule: { signal, severity } }) => {
          const { title, why, advice } = SIGNAL_TEXTS[signal];
          const topics = targets.filter((target) => target._takes(severity)).map(({ arn }) => argument(arn));
          // What `<account>` stands for only an event tells.
          const description = `${severity}: ${title}. ${why} ${advice}`.replace(/ --account <\w+>/g, "");
          return [signal, { description, topics }];
        }),
      ),
    );
  }
}
