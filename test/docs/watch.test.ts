import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventPatterns } from "../../src/access/watch/event-pattern";
import { EVENT_PATTERN_CHARACTERS, METRIC_FILTERS_OF_GROUP, RULES_OF_BUS } from "../../src/access/watch/limits";
import { metricFilters } from "../../src/access/watch/metric-filter";
import { usualSeverity, watchRules } from "../../src/access/watch/rules";
import { WATCH_SIGNALS } from "../../src/access/watch/signal";
import { ruleFiles } from "../../src/watch/files";
import { WATCH_HELP } from "../../src/cli/commands/watch-options";
import { byPrefix, listed } from "../watch/support/many";

const PAGE = readFileSync(join(__dirname, "../../docs/watch.md"), "utf8");
const rowsOf = (pattern: RegExp): string[][] =>
  PAGE.split("\n")
    .filter((line) => pattern.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

test("each signal has its row, with its severity", () => {
  expect(rowsOf(/^\| `/).map(([signal, severity]) => [signal, severity])).toEqual(
    WATCH_SIGNALS.map((signal) => [`\`${signal}\``, usualSeverity(signal)]),
  );
});

test("the limits are those of the code", () => {
  const { format } = new Intl.NumberFormat("en-US");
  for (const words of [
    `${format(EVENT_PATTERN_CHARACTERS)} characters`,
    `a bus ${RULES_OF_BUS} rules`,
    `${METRIC_FILTERS_OF_GROUP} metric filters`,
  ])
    expect(PAGE).toContain(words);
});

test.each([10, 100])("the numbers for %i secrets are what rules take", (count) => {
  const [row = []] = rowsOf(new RegExp(`^\\| ${count} +\\|`));
  const counted = [listed(count), byPrefix(count)].flatMap((watched) => {
    const rules = watchRules(watched);
    const of = (patterns: readonly unknown[][]): number => patterns.flat().length;
    return [of(rules.map(({ cases }) => eventPatterns(cases))), of(rules.map(({ cases }) => metricFilters(cases)))];
  });
  expect(row.slice(1).map((cell) => Number.parseInt(cell, 10))).toEqual(counted);
});

test("its options are there, and --write writes what it says", () => {
  const options = [...PAGE.matchAll(/--[a-z]+/g)].map(([option]) => option);
  expect(options.filter((option) => !WATCH_HELP.includes(option))).toEqual([]);
  const folders = ruleFiles(watchRules(listed(1))).map(({ path }) => path.split("/")[0]);
  expect([...new Set(folders)].sort()).toEqual([
    "athena",
    "elastic",
    "eventbridge",
    "logs-insights",
    "metric-filters",
    "sigma",
  ]);
});
