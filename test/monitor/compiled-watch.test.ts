import { EVENT_PATTERN_CHARACTERS, EVENT_PATTERN_MOST } from "../../src/access/watch/limits";
import { watchRules } from "../../src/access/watch/rules";
import { eventParts, eventProblems, filterProblems } from "../../src/monitor/compiled-watch";
import { byPrefix, listed } from "../watch/support/many";

describe("too many secrets by list", () => {
  const rules = watchRules(listed(400));
  test("are refused with two ways out, both of which arrive", () => {
    const [{ rule, fix } = { rule: "", fix: "" }, ...more] = eventProblems(rules, EVENT_PATTERN_CHARACTERS);
    expect(more).toEqual([]);
    expect(rule).toMatch(/^needs \d+ rules of EventBridge, of which there may be 300$/);
    expect(fix).toContain(
      `Ask AWS for the quota of 4096 characters of an event pattern, and give it as eventPatternCharacters: then ${eventParts(rules, EVENT_PATTERN_MOST).size} do.`,
    );
    expect(eventProblems(rules, EVENT_PATTERN_MOST)).toEqual([]);
    expect(fix).toContain("secretPrefixes");
    expect(eventProblems(watchRules(byPrefix(400)), EVENT_PATTERN_CHARACTERS)).toEqual([]);
  });
  test("are not sent to a quota that does not help", () => {
    const [{ fix } = { fix: "" }] = eventProblems(watchRules(listed(700, true)), EVENT_PATTERN_CHARACTERS);
    expect(fix).not.toContain("eventPatternCharacters");
    expect(fix).toContain("secretPrefixes");
  });
  test("take more metric filters than a log group has, and by prefix they fit", () => {
    expect(filterProblems(watchRules(listed(15)))).toEqual([]);
    const [{ rule, fix } = { rule: "", fix: "" }] = filterProblems(watchRules(listed(17)));
    expect(rule).toMatch(/^needs \d+ metric filters of one log group, of which there may be 100$/);
    expect(fix).toMatch(/^Give a beginning that the secrets' names share as secretPrefixes/);
    expect(filterProblems(watchRules(byPrefix(500)))).toEqual([]);
  });
});

test("a rule's name says what it is about, and has a number from the second part on", () => {
  const names = [...eventParts(watchRules(listed(20)), EVENT_PATTERN_CHARACTERS).keys()];
  expect(names).toEqual(
    expect.arrayContaining([
      "denied-reader",
      "denied-reader-2",
      "failed-decrypt",
      "failed-decrypt-read",
      "changed",
      "changed-oauth2",
      "changed-vault",
      "changed-gateway",
      "changed-key",
    ]),
  );
  // With the longest name of a watch, and three digits.
  expect(Math.max(...names.map((name) => `agentcore-identity-${"x".repeat(20)}-${name}`.length))).toBeLessThan(62);
});
