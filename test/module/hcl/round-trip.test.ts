import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { partsOf, recordedSchema, writeParts } from "../../../src/module/generate";
import type { Body, Json } from "../../../src/module/hcl/json";
import { writeHcl } from "../../../src/module/hcl/write";
import { modules } from "../../../src/module/modules";
import { canonical } from "./canonical";

const find = recordedSchema();
const files = modules().flatMap((definition) =>
  Object.entries(partsOf(definition)).map(([name, parts]) => [`${definition.folder}/${name}`, parts] as const),
);

describe("a written file read back", () => {
  test.each(files)("%s is the JSON that it was written from", async (name, parts) => {
    const back = (await parse(name, writeParts(parts, find))) as Body;
    expect(canonical([back], find)).toEqual(canonical(parts, find));
  });
});

/** Without `${` and `%{`, which begin an expression; HCL keeps texts in Unicode's normal form C. */
const text = fc.string({ unit: "grapheme" }).map((one) => one.normalize("NFC").replace(/[$%]\{/g, "{"));
const { value: literal } = fc.letrec<{ value: Json; list: Json; object: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, text, fc.boolean(), fc.integer(), fc.constant(null), tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.dictionary(
    text.filter((key) => key !== "" && key !== "__proto__" && key !== "//"),
    tie("value"),
    { maxKeys: 4 },
  ),
}));

/** hcl2json tells a list of one object from an object, but not the prototype of its objects. */
const plain = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

test("any literal comes back as it is", async () => {
  await fc.assert(
    fc.asyncProperty(literal, async (value) => {
      const back = (await parse("x.tf", writeHcl({ locals: { value } }, find))) as { locals: [{ value: Json }] };
      expect(plain(back.locals[0].value)).toEqual(plain(value));
    }),
    { numRuns: 300 },
  );
});

const name = fc.constantFrom("var.secret.secret_arn", "each.value", "local.readers", "self.policy[0]", "x");
const quoted = fc.constantFrom('"a"', '"${var.name}-b"', '"it:${join("-",[x])}.\\"c\\""', '"\\\\d"');
const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie("expression");
  const two = fc.tuple(inner, inner);
  return {
    expression: fc.oneof(
      { maxDepth: 5 },
      name,
      quoted,
      fc.nat().map(String),
      two.map(([a, b]) => `length([${a},${b}])`),
      two.map(([a, b]) => `(${a}==${b})`),
      two.map(([a, b]) => `(!${a}&&${b}||-1<${a})`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `(${a}?${b}:${c})`),
      two.map(([a, b]) => `{key=${a},"kms:Key"=${b},(x)=${a}}`),
      two.map(([a, b]) => `[for x in [${a}]:${b} if x!=null]`),
      two.map(([a, b]) => `{for k,v in ${a}:k=>${b}...}`),
      two.map(([a, b]) => `{a=${a},b=${b}}[x]`),
      inner.map((a) => `max(${a}...)`),
      inner.map((a) => `try(${a}[*].arn,[])[0]`),
    ),
  };
});

/** What is left of a source without what its layout may change. */
const essence = (source: string): string => source.replace(/[\s,]/g, "");

test("any expression comes back with all its tokens in their order", async () => {
  await fc.assert(
    fc.asyncProperty(expression, async (source) => {
      const text = writeHcl({ locals: { value: `\${concat(${source})}` } }, find);
      const back = (await parse("x.tf", text)) as { locals: [{ value: string }] };
      expect(essence(back.locals[0].value)).toBe(essence(`\${concat(${source})}`));
    }),
    { numRuns: 300 },
  );
});
