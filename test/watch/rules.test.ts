import { watchRules } from "../../src/access/watch/rules";
import type { WatchRule } from "../../src/access/watch/rules";
import { WATCH_SIGNALS, WatchSeverity } from "../../src/access/watch/signal";
import { Replay } from "../../src/watch/replay";
import { TABLE } from "./records";
import { forward, read } from "./records/record";
import { SECRETS, WATCHED } from "./records/world";
import { FORMS } from "./support/forms";

const rules = watchRules(WATCHED);

test("the table has at least 120 records, each once, and each signal fires in it", () => {
  expect(TABLE.length).toBeGreaterThanOrEqual(120);
  expect(new Set(TABLE.map(([name]) => name)).size).toBe(TABLE.length);
  expect(new Set(TABLE.map(([, record]) => JSON.stringify(record))).size).toBe(TABLE.length);
  for (const signal of WATCH_SIGNALS) expect(TABLE.some(([, , fires]) => fires.includes(signal))).toBe(true);
  expect(TABLE.filter(([, , fires]) => fires.length === 0).length).toBeGreaterThan(50);
});

describe.each(Object.entries(FORMS))("%s", (_, formOf) => {
  const forms = rules.map((rule) => ({ signal: rule.signal, fires: formOf(rule) }));

  test("fires for what the table says, and for nothing else", () => {
    const wrong = TABLE.flatMap(([name, record, expected]) => {
      const fired = forms.filter(({ fires }) => fires(record)).map(({ signal }) => signal);
      return JSON.stringify(fired) === JSON.stringify([...expected]) ? [] : [`${name}: ${fired.join(" ")}`];
    });
    expect(wrong).toEqual([]);
  });
});

test("the table has who reads, where from, and each place that may deny", () => {
  const names = TABLE.map(([name]) => name).join("\n");
  for (const word of [
    ...["runtime reads", "gateway reads", "harness reads", "portal reads", "payment manager reads"],
    ...["of another account", "replica", "batch", "rotation", "by name", "by partial ARN", "prefix"],
    ...["denied by the secret policy", "by an SCP", "resource control policy", "permissions boundary"],
    ...["session policy", "VPC endpoint policy", "the key refuses"],
  ])
    expect(names).toContain(word);
});

describe.each(WATCH_SIGNALS)("the signal %s", (signal) => {
  const fired = (some: readonly WatchRule[]): string[] => {
    const replay = new Replay(some);
    return TABLE.map(([, record]) =>
      replay
        .firings(record)
        .map(({ rule }) => rule.signal)
        .join(),
    );
  };
  test("is switched off alone", () => {
    const without = fired(watchRules(WATCHED, { off: [signal] }));
    const expected = TABLE.map(([, , fires]) => fires.filter((one) => one !== signal).join());
    expect(without).toEqual(expected);
    expect(without).not.toEqual(fired(rules));
  });
  test("is made louder or quieter alone", () => {
    const changed = watchRules(WATCHED, { severities: new Map([[signal, WatchSeverity.RECORD]]) });
    expect(changed.filter(({ severity }) => severity === WatchSeverity.RECORD).map((one) => one.signal)).toEqual([
      signal,
    ]);
    expect(fired(changed)).toEqual(fired(rules));
  });
});

describe("a role whose path holds what languages quote with", () => {
  const odd = `arn:aws:iam::111122223333:role/a"b'c\\d/agent`;
  const [group] = WATCHED.groups;
  const [rule] = watchRules({ ...WATCHED, groups: group ? [{ ...group, readers: [odd] }] : [] }).filter(
    ({ signal }) => signal === "unexpected-reader",
  );
  test.each(Object.entries(FORMS))("%s", (_, formOf) => {
    const fires = rule && formOf(rule);
    expect(fires?.(read(forward(odd), SECRETS.google))).toBe(false);
    expect(fires?.(read(forward(odd.replace("agent", "other")), SECRETS.google))).toBe(true);
  });
});
