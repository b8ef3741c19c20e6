import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { eventPatterns } from "../../src/access/watch/event-pattern";
import type { Case } from "../../src/access/watch/condition";
import {
  EVENT_PATTERN_CHARACTERS,
  EVENT_PATTERN_MOST,
  METRIC_FILTERS_OF_GROUP,
  RULES_OF_BUS,
} from "../../src/access/watch/limits";
import { metricFilters } from "../../src/access/watch/metric-filter";
import { usualSeverity, watchRules } from "../../src/access/watch/rules";
import { WATCH_SIGNALS } from "../../src/access/watch/signal";
import type { Watched } from "../../src/access/watch/watched";
import { ruleFiles } from "../../src/watch/files";
import { WATCH_HELP } from "../../src/cli/commands/watch-options";
import { TABLE } from "../watch/records";
import { byPrefix, listed } from "../watch/support/many";
import { holds } from "./claims";

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

holds("watch.md", "How many secrets", [
  [
    "By list each secret has its own readers",
    "test/watch/scale.test.ts",
    "shared out, they fire for what one pattern fires for",
  ],
  ["By prefix", "test/watch/scale.test.ts", "by prefix take as few rules and filters as some"],
  ["By tag nothing can be watched", "test/docs/watch.test.ts", "no record of the table names a tag"],
  [
    "Too many are refused",
    "test/monitor/compiled-watch.test.ts",
    "are refused with two ways out, both of which arrive",
  ],
]);

const CONSTRUCTS = "test/monitor/secret-watch.test.ts";
holds("watch.md", "Two ways in", [
  ["**Rules of EventBridge**", CONSTRUCTS, "rules see reads, which no other state lets through"],
  ["**Metric filters**", CONSTRUCTS, "metric filters make one alarm for each signal, and tell topics"],
  ["**Which one is yours to say.**", "test/docs/watch.test.ts", "the AWS provider finds no trail"],
]);

test("the AWS provider finds no trail", () => {
  const all = readdirSync(join(dirname(require.resolve("@cdktf/provider-aws/package.json")), "lib"));
  expect(all).toContain("cloudtrail");
  expect(all.filter((name) => name.startsWith("data-aws-cloudtrail"))).toEqual(["data-aws-cloudtrail-service-account"]);
});

const [READS, CHANGES] = ["test/watch/records/reads.ts", "test/watch/records/changes.ts"];
holds("watch.md", "What it cannot see", [
  ["What no trail logs", CHANGES, "Secrets Manager cannot decrypt"],
  ["What a deployer", READS, "deployer reads"],
  ["A direct read that was denied", READS, "stranger is denied to read directly"],
  ["A read with a cached token", CHANGES, "agent gets a token"],
  ["Who it was", READS, "another account's reader, of whom only the account is told"],
  ["Which alias", CHANGES, "stranger disables the key by its ID"],
  ["A provider of another name", CHANGES, "stranger changes another provider"],
  ["A replica", READS, "stranger reads the replica in another Region"],
]);

test("no record of the table names a tag", () => {
  expect(TABLE.filter(([, record]) => /"tags?"|resourceTag/i.test(JSON.stringify(record)))).toEqual([]);
});

test.each([10, 100, 500])("the numbers for %i secrets are what rules take", (count) => {
  const [row = []] = rowsOf(new RegExp(`^\\| ${count} +\\|`));
  const of = (watched: Watched, patternsOf: (cases: readonly Case[]) => readonly unknown[]): number =>
    watchRules(watched).flatMap(({ cases }) => patternsOf(cases)).length;
  expect(row.slice(1).map((cell) => Number.parseInt(cell, 10))).toEqual([
    of(listed(count), (cases) => eventPatterns(cases)),
    of(listed(count), (cases) => eventPatterns(cases, EVENT_PATTERN_MOST)),
    of(listed(count), metricFilters),
    of(byPrefix(count), (cases) => eventPatterns(cases)),
    of(byPrefix(count), metricFilters),
  ]);
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
