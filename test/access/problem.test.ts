import { isKnown } from "../../src/access/known";
import { policyDocument, sortedUnique } from "../../src/access/policy";
import { isProblem, problemText } from "../../src/access/problem";

test("a problem is one line: subject, value, rule, way out", () => {
  expect(problemText({ subject: "name", value: "a b", rule: "holds a space", fix: "Use a hyphen." })).toBe(
    'name "a b" holds a space. Use a hyphen.',
  );
});

test("a problem without a value shows none", () => {
  expect(problemText({ subject: "name", rule: "is missing", fix: "Give one." })).toBe("name is missing. Give one.");
});

test("an empty value is shown", () => {
  expect(problemText({ subject: "name", value: "", rule: "is empty", fix: "Give one." })).toBe(
    'name "" is empty. Give one.',
  );
});

test("quotes and line ends cannot break a message", () => {
  expect(problemText({ subject: "name", value: 'a"\nb', rule: "is odd", fix: "Fix it." })).toBe(
    'name "a\\"\\nb" is odd. Fix it.',
  );
});

test("a value is cut after 160 characters, not after exactly 160", () => {
  const shown = (value: string): string => problemText({ subject: "s", value, rule: "r", fix: "f" });
  expect(shown("x".repeat(160))).toBe(`s "${"x".repeat(160)}" r. f`);
  expect(shown("x".repeat(161))).toBe(`s "${"x".repeat(160)}…" r. f`);
});

test("a parsed value is no problem", () => {
  expect([isProblem({ value: 1 }), isProblem({ problem: { subject: "s", rule: "r", fix: "f" } })]).toEqual([
    false,
    true,
  ]);
});

test.each([
  ["a plain text", "google-maps", true],
  ["a dollar sign", "$5", true],
  ["a Terraform expression", "${var.name}", false],
  ["a CDKTF token", "${TfToken[TOKEN.7]}", false],
  ["an expression within text", "arn:aws:iam::${var.account}:role/x", false],
])("%s is known: %j, %s", (_, text, known) => {
  expect(isKnown(text)).toBe(known);
});

test("a list in a policy is ascending and without repeats", () => {
  expect(sortedUnique(["b", "a", "B", "a"])).toEqual(["B", "a", "b"]);
});

test("a policy document carries the language's version", () => {
  expect(policyDocument([])).toEqual({ Version: "2012-10-17", Statement: [] });
});
