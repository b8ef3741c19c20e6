import { AthenaNamedQuery } from "@cdktf/provider-aws/lib/athena-named-query";
import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import { Construct } from "constructs";
import { athenaQuery } from "../access/watch/athena";
import { insightsQueries } from "../access/watch/insights";
import { numbered } from "../access/watch/parts";
import type { WatchRule } from "../access/watch/rules";
import { WATCH_PREFIX } from "../access/watch/statements";
import { SIGNAL_TEXTS } from "../access/watch/texts";
import { argument } from "../terraform/text";
import { forEach, own } from "./for-each";
import type { WatchAthenaOptions } from "./secret-watch-props";
import type { WatchPlace } from "./watch-place";
import { placed } from "./watch-place";

export interface SavedQueriesProps extends WatchPlace {
  readonly name: string;
  readonly rules: () => readonly WatchRule[];
  readonly logGroupName?: string;
  readonly athena?: WatchAthenaOptions;
}

/** The same questions for looking back: of a log group, and of a trail's files. */
export class SavedQueries extends Construct {
  public constructor(scope: Construct, id: string, props: SavedQueriesProps) {
    super(scope, id);
    const { logGroupName, athena } = props;
    if (logGroupName !== undefined) this.insights(props, logGroupName);
    if (athena !== undefined) this.athena(props, athena);
  }

  private insights(props: SavedQueriesProps, logGroupName: string): void {
    const queries = new CloudwatchQueryDefinition(this, "Insights", {
      name: `${WATCH_PREFIX}/${props.name}/\${each.key}`,
      queryString: own("query"),
      logGroupNames: [argument(logGroupName)],
      ...placed(this, props),
    });
    forEach(queries, () =>
      Object.fromEntries(
        props
          .rules()
          .flatMap(({ signal, cases }) =>
            numbered(signal, insightsQueries(cases)).map(([key, query]) => [key, { query: argument(query) }]),
          ),
      ),
    );
  }

  private athena(props: SavedQueriesProps, { database, table, workgroup }: WatchAthenaOptions): void {
    const queries = new AthenaNamedQuery(this, "Athena", {
      name: `${WATCH_PREFIX}-${props.name}-\${each.key}`,
      description: own("description"),
      database: argument(database),
      query: own("query"),
      ...(workgroup !== undefined && { workgroup: argument(workgroup) }),
      ...placed(this, props),
    });
    forEach(queries, () =>
      Object.fromEntries(
        props
          .rules()
          .map(({ signal, cases }) => [
            signal,
            { description: SIGNAL_TEXTS[signal].title, query: argument(athenaQuery(cases, table)) },
          ]),
      ),
    );
  }
}
