import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { isKnown } from "../access/known";
import { failuresOf, FETCH_METRICS } from "../access/watch/metrics";
import { WatchSeverity } from "../access/watch/signal";
import { WATCH_PREFIX } from "../access/watch/statements";
import type { ProviderKind } from "../access/vault";
import type { WatchedProvider } from "../access/watch/watched";
import { argument, argumentsOf } from "../terraform/text";
import { forEach, own } from "./for-each";
import type { WatchPlace } from "./watch-place";
import { placed } from "./watch-place";
import type { WatchTarget } from "./watch-target";

export interface FetchAlarmsProps extends WatchPlace {
  readonly name: string;
  readonly targets: readonly WatchTarget[];
  readonly providers: () => readonly WatchedProvider[];
  readonly tags?: { readonly [key: string]: string };
}

/** An alarm for each credential provider whose credentials agents could not get, for whatever reason. */
export class FetchAlarms extends Construct {
  public constructor(scope: Construct, id: string, props: FetchAlarmsProps) {
    super(scope, id);
    const { name, targets, providers, tags } = props;
    const alarms = new CloudwatchMetricAlarm(this, "Alarms", {
      alarmName: `${WATCH_PREFIX}-${name}-fetch-\${each.key}`,
      alarmDescription: own("description"),
      metricQuery: [
        { id: "failures", expression: own("query"), period: 300, returnData: true, label: "failed fetches" },
      ],
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      alarmActions: targets
        .filter((target) => target._kind === "topic" && target._takes(WatchSeverity.PAGE))
        .map(({ arn }) => argument(arn)),
      ...(tags && { tags: argumentsOf({ ...tags }) }),
      ...placed(this, props),
    });
    forEach(alarms, () =>
      Object.fromEntries(
        providers().flatMap(({ kind, name: provider }, index) => {
          const metric = FETCH_METRICS[kind];
          if (metric === undefined) return [];
          // What Terraform only finds out cannot be a key.
          const key = isKnown(provider) ? `${kind}-${provider}` : `${kind}-${index + 1}`;
          return [
            [
              key,
              {
                query: argument(failuresOf(metric, provider)),
                description: argument(failedFetches(kind, provider)),
              },
            ],
          ];
        }),
      ),
    );
  }
}

/** What people are told of such an alarm. */
export const failedFetches = (kind: ProviderKind, provider: string): string =>
  `PAGE: agents get no credential from the ${kind} credential provider ${provider}. The metric's ExceptionType says why; for AccessDenied see who may read: npx agentcore-identity check plan.json`;
