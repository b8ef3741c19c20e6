import { performance } from "node:perf_hooks";
import { eventPatterns } from "../src/access/watch/event-pattern";
import {
  EVENT_PATTERN_CHARACTERS,
  EVENT_PATTERN_MOST,
  METRIC_FILTERS_OF_GROUP,
  RULES_OF_BUS,
} from "../src/access/watch/limits";
import { metricFilters } from "../src/access/watch/metric-filter";
import { watchRules } from "../src/access/watch/rules";
import type { Watched } from "../src/access/watch/watched";
import { Replay } from "../src/watch/replay";
import { TABLE } from "../test/watch/records";
import { WATCHED } from "../test/watch/records/world";
import { byPrefix, listed } from "../test/watch/support/many";
import type { BenchRow } from "./row";

const row = (name: string, value: number, unit: string, target?: number): BenchRow => ({
  name,
  value,
  unit,
  target,
  ok: target === undefined || value <= target,
});

/** How many rules and filters a watch takes, how long their patterns are, and how fast records are replayed. */
export function watch(progress: (text: string) => void): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const shapes: readonly (readonly [string, (count: number) => Watched])[] = [
    ["by list, two readers for all", (count) => listed(count)],
    ["by list, a reader each", (count) => listed(count, true)],
    ["by prefix", byPrefix],
  ];
  for (const count of [10, 100, 500])
    for (const [shape, watched] of shapes) {
      progress(`${count} secrets ${shape}`);
      const rules = watchRules(watched(count));
      const lengths = (most?: number): number[] =>
        rules.flatMap(({ cases }) => eventPatterns(cases, most)).map((one) => JSON.stringify(one).length);
      const patterns = lengths();
      const filters = rules.flatMap(({ cases }) => metricFilters(cases));
      const name = `${count} secrets ${shape}`;
      rows.push(
        row(`${name}: rules`, patterns.length, "rules", RULES_OF_BUS),
        row(
          `${name}: rules with ${EVENT_PATTERN_MOST} characters`,
          lengths(EVENT_PATTERN_MOST).length,
          "rules",
          RULES_OF_BUS,
        ),
        row(`${name}: longest pattern`, Math.max(...patterns), "characters", EVENT_PATTERN_CHARACTERS),
        row(`${name}: metric filters`, filters.length, "filters", METRIC_FILTERS_OF_GROUP),
      );
    }
  const replay = new Replay(watchRules(WATCHED));
  const start = performance.now();
  for (let round = 0; round < 100; round++) for (const [, record] of TABLE) replay.firings(record);
  const seconds = (performance.now() - start) / 1000;
  rows.push(row("replay, records a second", (100 * TABLE.length) / seconds, "records/s"));
  return Promise.resolve(rows);
}
