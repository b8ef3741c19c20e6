import { decide, verdict } from "../../src/decision";
import { decidingOf, missingOf, readCase, reasonsOf } from "../support/decision-table";
import { TABLES } from "../support/decision-tables";

describe.each([...TABLES])("%s", (_table, table) => {
  test.each(table.cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const { policies, request } = readCase(table, one);
    const decision = decide(policies, request);
    expect({ verdict: decision.verdict, reasons: reasonsOf(decision) }).toEqual({
      verdict: one.expected,
      reasons: expect.any(String),
    });
    expect(verdict(policies, request)).toBe(one.expected);
    if (one.by) expect(decidingOf(decision)).toEqual(one.by);
    if (one.missing) expect(missingOf(decision)).toEqual(one.missing);
    for (const text of one.says ?? []) expect(reasonsOf(decision)).toContain(text);
    for (const text of one.omits ?? []) expect(reasonsOf(decision)).not.toContain(text);
    // A denial without a way out, and a doubt without a reason, help nobody.
    if (decision.verdict === "implicitlyDenied") expect(decision.missing).not.toEqual([]);
    if (decision.verdict === "unknown") expect(decision.because).not.toEqual([]);
    if (decision.verdict === "explicitlyDenied") expect(decision.by).not.toEqual([]);
  });
});

test("the tables hold at least 300 cases, each with a name of its own and a reason", () => {
  const tables = [...TABLES.values()];
  expect(tables.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(300);
  for (const { cases } of tables) {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    for (const { why } of cases) expect(why).not.toBe("");
  }
});
