import {
  expressionOf,
  literalBeforeCode,
  literalTemplate,
  partsOf,
  quotedTemplate,
} from "../../src/terraform/template";

test.each([
  ["plain text", "client_secret", "client_secret"],
  ["expressions", "${var.x}", "$${var.x}"],
  ["directives", "%{ if x }", "%%{ if x }"],
  ["what was escaped already", "$${x} %%{x}", "$$${x} %%%{x}"],
  ["single signs, which stay", "$ % $x {}", "$ % $x {}"],
])("a literal template escapes %s", (_, text, template) => {
  expect(literalTemplate(text)).toBe(template);
});

test("dollars before code become code, so that they escape nothing", () => {
  expect([literalBeforeCode("a$$"), literalBeforeCode("a%")]).toEqual(['a${"$$"}', "a%"]);
});

test.each([
  ["quotes", 'a"b', '"a\\"b"'],
  ["backslashes", "a\\b", '"a\\\\b"'],
  ["line ends", "a\nb", '"a\\nb"'],
  ["what HCL has no letter for", "\b\f\\b", '"\\u0008\\u000c\\\\b"'],
  ["code, which stays", 'a"${f("b")}"', '"a\\"${f("b")}\\""'],
])("a quoted template escapes %s", (_, template, quoted) => {
  expect(quotedTemplate(template)).toBe(quoted);
});

test("code ends at its own brace, whatever stands in its strings", () => {
  expect(partsOf('a${f({x = "}${g("}")}"})}b$${c}').map(({ text }) => text)).toEqual([
    "a",
    '${f({x = "}${g("}")}"})}',
    "b$${c}",
  ]);
});

test("an expression alone needs no quotes", () => {
  expect([expressionOf("${var.x}"), expressionOf("a${var.x}"), expressionOf("a")]).toEqual([
    "var.x",
    '"a${var.x}"',
    '"a"',
  ]);
});
