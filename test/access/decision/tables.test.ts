import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decide, verdict } from "../../../src/access/decision";
import type { Table } from "../../support/decision-table";
import { decidingOf, missingOf, readCase, reasonsOf } from "../../support/decision-table";

const files = readdirSync(__dirname).filter((file) => file.endsWith(".json"));
const tables = files.map((file) => ({ file, table: JSON.parse(readFileSync(join(__dirname, file), "utf8")) as Table }));

describe.each(tables)("$file", ({ table }) => {
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

describe("the tables", () => {
  const cases = tables.flatMap(({ table }) => table.cases);

  test("hold at least 300 cases, each with a name of its own, a reason and a source", () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
    for (const { table } of tables) {
      expect(new Set(table.cases.map(({ name }) => name)).size).toBe(table.cases.length);
      for (const { why, source = table.source } of table.cases) {
        expect(why).not.toBe("");
        expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
      }
    }
  });
});
