import { eventPatterns } from "../../src/access/watch/event-pattern";
import { insightsQueries } from "../../src/access/watch/insights";
import {
  EVENT_PATTERN_CHARACTERS,
  EVENT_PATTERN_MOST,
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

const eventRules = (rules: ReturnType<typeof watchRules>, most?: number): string[] =>
  rules.flatMap(({ cases }) => eventPatterns(cases, most)).map((pattern) => JSON.stringify(pattern));

describe.each([10, 100])("%i secrets", (count) => {
  test.each([false, true])("by list fit into the rules of a bus, a reader each: %s", (isApart) => {
    const patterns = eventRules(watchRules(listed(count, isApart)));
    expect(Math.max(...patterns.map(({ length }) => length))).toBeLessThanOrEqual(EVENT_PATTERN_CHARACTERS);
    expect(patterns.length).toBeLessThanOrEqual(RULES_OF_BUS);
  });
});

describe("500 secrets", () => {
  test("by prefix take as few rules and filters as some", () => {
    const rules = watchRules(byPrefix(500));
    expect(eventRules(rules).length).toBeLessThanOrEqual(20);
    expect(rules.flatMap(({ cases }) => metricFilters(cases)).length).toBeLessThanOrEqual(20);
  });
  test.each([false, true])("by list fit where AWS allows longer patterns, a reader each: %s", (isApart) => {
    const rules = watchRules(listed(500, isApart));
    expect(eventRules(rules).length).toBeGreaterThan(RULES_OF_BUS);
    const patterns = eventRules(rules, EVENT_PATTERN_MOST);
    expect(Math.max(...patterns.map(({ length }) => length))).toBeLessThanOrEqual(EVENT_PATTERN_MOST);
    expect(patterns.length).toBeLessThanOrEqual(RULES_OF_BUS);
  });
});

test("no pattern has a wildcard, of which a bus takes 30 rules, and none more than 1,000 combinations", () => {
  for (const pattern of eventRules(watchRules(listed(100, true)))) {
    expect(pattern).not.toContain('"wildcard"');
    const { detail } = JSON.parse(pattern) as { readonly detail: { readonly $or?: readonly object[] } };
    expect(detail.$or?.length ?? 1).toBeLessThanOrEqual(1000);
    expect(JSON.stringify(detail.$or ?? []).includes('"$or"')).toBe(false);
  }
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

test.each([false, true])("shared out, they fire for what one pattern fires for, a reader each: %s", (isApart) => {
  const rules = watchRules(listed(20, isApart));
  const [event, filter] = (["EventBridge", "metric filter"] as const).map((name) =>
    rules.map((rule) => ({ signal: rule.signal, fires: FORMS[name]?.(rule) })),
  );
  const whole = new Replay(rules);
  for (let index = 0; index < 20; index++) {
    const own = reader(isApart ? index : 0);
    for (const role of [own, reader(index + 2), "arn:aws:iam::111122223333:role/stranger"])
      for (const [secret, isOurs] of [
        [secretArn(index), true],
        [secretArn(index).replace("-AbCdEf", "-2-AbCdEf"), false],
        [secretArn(index).replace("111122223333", "444455556666"), false],
      ] as const) {
        const record = read(forward(role), secret);
        const expected = whole.firings(record).map(({ rule }) => rule.signal);
        expect(expected).toEqual(role === own || !isOurs ? [] : ["unexpected-reader"]);
        for (const form of [event, filter])
          expect(form?.filter(({ fires }) => fires?.(record)).map(({ signal }) => signal)).toEqual(expected);
      }
  }
});

test("a secret with more readers than a pattern holds is told apart from one with too many secrets", () => {
  const readers = Array.from({ length: 60 }, (_, index) => reader(index));
  const watched = { ...listed(1), groups: listed(1).groups.map((one) => ({ ...one, readers })) };
  expect(() => eventRules(watchRules(watched))).toThrow(TooLongForOne);
});
