import { watchRules } from "../../src/access/watch/rules";
import { WATCH_SIGNALS } from "../../src/access/watch/signal";
import { TABLE } from "./records";
import { WATCHED } from "./records/world";
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
