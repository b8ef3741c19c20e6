import { NULL_OPERATOR, OPERATORS } from "../../src/decision/operators";
import { questionOf, TABLES } from "../support/decision-tables";
import { differences } from "../support/differences";
import { ROWS } from "./operator-forms";
import type { Pair } from "./rules";
import { RULES } from "./rules";

function caseOf(name: string, wanted: string) {
  const table = TABLES.get(name);
  const one = table?.cases.find((found) => found.name === wanted);
  if (!table || !one) throw new Error(`${name}: no case "${wanted}"`);
  return { expected: one.expected, question: questionOf(table, one) };
}

const pairs = Object.entries(RULES).flatMap(([rule, of]) => of.map((pair): [string, ...Pair] => [rule, ...pair]));

test.each(pairs)("%s: %s, %s / %s", (_rule, table, allowed, notAllowed) => {
  const [one, other] = [caseOf(table, allowed), caseOf(table, notAllowed)];
  expect(one.expected).toBe("allowed");
  expect(other.expected).not.toBe("allowed");
  expect(differences(one.question, other.question)).toHaveLength(1);
});

test.each([...OPERATORS.keys()])("%s has all its forms, each with a pair", (operator) => {
  expect(ROWS.map((row) => row.operator)).toContain(operator);
  const forms = [
    ["", "holds", "fails"],
    ["IfExists", "holds", "fails"],
    ["IfExists", "no key", "fails"],
  ] as const;
  const sets = [
    ["ForAnyValue", "one holds", "none holds"],
    ["ForAllValues", "all hold", "one fails"],
  ] as const;
  const names = [
    ...forms.map(([suffix, yes, no]) => [`${operator}${suffix}, ${yes}`, `${operator}${suffix}, ${no}`]),
    ...sets.map(([set, yes, no]) => [`${set}:${operator}, ${yes}`, `${set}:${operator}, ${no}`]),
  ] as [string, string][];
  for (const [allowed, denied] of names) {
    const [one, other] = [caseOf("operator-forms", allowed), caseOf("operator-forms", denied)];
    expect([one.expected, other.expected]).toEqual(["allowed", "implicitlyDenied"]);
    expect(differences(one.question, other.question)).toHaveLength(1);
  }
});

test("no rule is without a pair", () => {
  expect(Object.entries(RULES).filter(([, of]) => of.length === 0)).toEqual([]);
});

test("Null, which has no other forms, is a rule of its own", () => {
  expect(Object.keys(RULES)).toContain(NULL_OPERATOR);
});

test("a pair that differs in two things is seen", () => {
  expect(differences({ a: 1, b: [{ c: 1 }] }, { a: 2, b: [{ c: 2 }] })).toEqual(["/a", "/b/0/c"]);
  expect(differences({ a: [1, 2] }, { a: [1, 2, 3] })).toEqual(["/a/2"]);
  expect(differences({ a: [1, 2] }, { a: [3, 1] })).toHaveLength(2);
  expect(differences({ a: {} }, {})).toEqual(["/a"]);
  expect(differences({ a: 1 }, { b: 1 })).toEqual(["/a → b"]);
  expect(differences({ a: 1 }, { b: 2 })).toEqual(["/a", "/b"]);
});
