import { eventPatterns } from "../../src/access/watch/event-pattern";
import { insightsQueries } from "../../src/access/watch/insights";
import {
  EVENT_PATTERN_CHARACTERS,
  FILTER_PATTERN_CHARACTERS,
  INSIGHTS_QUERY_CHARACTERS,
  RULES_OF_BUS,
} from "../../src/access/watch/limits";
import { metricFilters } from "../../src/access/watch/metric-filter";
import { watchRules } from "../../src/access/watch/rules";
import { TooLongForOne } from "../../src/access/watch/share";
import { Replay } from "../../src/watch/replay";
import { forward, read } from "./records/record";
import { FORMS } from "./support/forms";
import { byPrefix, listed, reader, secretArn } from "./support/many";

const eventRules = (rules: ReturnType<typeof watchRules>): string[] =>
  rules.flatMap(({ cases }) => eventPatterns(cases)).map((pattern) => JSON.stringify(pattern));

describe.each([10, 100])("%i secrets", (count) => {
  test("by list fit into the rules of a bus", () => {
    const patterns = eventRules(watchRules(listed(count)));
    expect(Math.max(...patterns.map(({ length }) => length))).toBeLessThanOrEqual(EVENT_PATTERN_CHARACTERS);
    expect(patterns.length).toBeLessThanOrEqual(RULES_OF_BUS);
  });
});

test("500 secrets by prefix take as few rules as some, already 250 by list more than a bus has", () => {
  expect(eventRules(watchRules(byPrefix(500))).length).toBeLessThanOrEqual(20);
  expect(eventRules(watchRules(listed(250))).length).toBeGreaterThan(RULES_OF_BUS);
});

test("the longest pattern uses what it may", () => {
  const patterns = eventRules(watchRules(listed(100)));
  expect(Math.max(...patterns.map(({ length }) => length))).toBeGreaterThan(EVENT_PATTERN_CHARACTERS - 200);
});

test("filters and queries keep their own limits", () => {
  const rules = watchRules(listed(20));
  for (const { cases } of rules) {
    for (const one of metricFilters(cases)) expect(one.length).toBeLessThanOrEqual(FILTER_PATTERN_CHARACTERS);
    for (const one of insightsQueries(cases)) expect(one.length).toBeLessThanOrEqual(INSIGHTS_QUERY_CHARACTERS);
  }
});

test("shared out, they fire for what one pattern fires for", () => {
  const watched = listed(20, true);
  const rules = watchRules(watched);
  const [event, filter] = (["EventBridge", "metric filter"] as const).map((name) =>
    rules.map((rule) => ({ signal: rule.signal, fires: FORMS[name]?.(rule) })),
  );
  const whole = new Replay(rules);
  for (let index = 0; index < 20; index++)
    for (const role of [reader(index), reader(index + 1), "arn:aws:iam::111122223333:role/stranger"]) {
      const record = read(forward(role), secretArn(index));
      const expected = whole.firings(record).map(({ rule }) => rule.signal);
      expect(expected).toEqual(role === reader(index) ? [] : ["unexpected-reader"]);
      for (const form of [event, filter])
        expect(form?.filter(({ fires }) => fires?.(record)).map(({ signal }) => signal)).toEqual(expected);
    }
});

test("a secret with more readers than a pattern holds is told apart from one with too many secrets", () => {
  const readers = Array.from({ length: 60 }, (_, index) => reader(index));
  const watched = { ...listed(1), groups: listed(1).groups.map((one) => ({ ...one, readers })) };
  expect(() => eventRules(watchRules(watched))).toThrow(TooLongForOne);
});
