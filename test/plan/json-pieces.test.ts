import fc from "fast-check";
import { decoded } from "../../src/plan/json-encoding";
import { filtered } from "../../src/plan/json-filter";
import { parseJson } from "../../src/plan/json-text";
import { inPieces, resultOf } from "./pieces";

const TYPES = ["aws_iam_role", "aws_kms_key", "aws_instance", "aws_subnet", "__proto__", ""];
const keep = (type: string): boolean => type === "aws_iam_role" || type === "aws_kms_key";

const RUNS = { numRuns: 300, seed: 20_261_128 };
const NAMES = ["type", "address", "mode", "name", "values", "resources", "module", "__proto__", "constructor", "1"];
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: "binary", maxLength: 5 }));
const anything = fc.jsonValue({ maxDepth: 3, stringUnit: "binary" });

/** A JSON text of members, which may stand there twice, unlike those of an object. */
const objectText = (members: fc.Arbitrary<readonly (readonly [string, string])[]>): fc.Arbitrary<string> =>
  fc
    .tuple(members, fc.constantFrom("", " ", "\n\t", "\r\n "))
    .map(
      ([all, space]) =>
        `{${space}${all.map(([key, value]) => `${quoted(key)}${space}:${space}${value}`).join(`${space},`)}${space}}`,
    );
const listText = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.array(item, { maxLength: 4 }), fc.constantFrom("", " ", "\n"))
    .map(([all, space]) => `[${space}${all.join(`${space},`)}${space}]`);

/** Half of the keys are written with an escape, as nobody does. */
const quoted = (key: string): string => {
  const text = JSON.stringify(key);
  return key.length % 2 === 0 || !/^\w/.test(key)
    ? text
    : `"\\u${key.charCodeAt(0).toString(16).padStart(4, "0")}${text.slice(2)}`;
};

const json = anything.map((value) => JSON.stringify(value));
const other = fc.tuple(name, json);
/** Nearly what a plan has there: sometimes it is something else. */
const mostly = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: json });
const member = (key: string, text: fc.Arbitrary<string>): fc.Arbitrary<readonly [string, string]> =>
  fc.tuple(fc.constant(key), mostly(text));
const members = (...known: fc.Arbitrary<readonly [string, string]>[]): fc.Arbitrary<string> =>
  objectText(fc.array(fc.oneof(...known, ...known, other), { maxLength: 6 }));

const resource = members(
  member(
    "type",
    fc.constantFrom(...TYPES).map((type) => JSON.stringify(type)),
  ),
  member("address", fc.constantFrom('"aws_iam_role.a"', '"aws_instance.b[\\"c\\"]"')),
  member("provider_config_key", fc.constant('"aws"')),
);
const resources = member("resources", listText(mostly(resource)));
const { planned } = fc.letrec<{ planned: string }>((tie) => ({
  planned: fc.oneof(
    { maxDepth: 3 },
    members(resources),
    members(resources, member("child_modules", listText(tie("planned")))),
  ),
}));
const { configured } = fc.letrec<{ configured: string }>((tie) => ({
  configured: fc.oneof(
    { maxDepth: 3 },
    members(resources),
    members(resources, member("module_calls", members(member("a", members(member("module", tie("configured"))))))),
  ),
}));
const values = members(member("root_module", planned));
const plan = members(
  member("planned_values", values),
  member("prior_state", members(member("values", values))),
  member("resource_changes", listText(mostly(resource))),
  member("configuration", members(member("root_module", configured))),
  member("relevant_attributes", json),
);

/** The same members in the same order, which a comparison of objects does not look at. */
const same = (value: unknown): string => JSON.stringify(value);

test("a plan that is read piece by piece is the whole plan", () => {
  fc.assert(
    fc.property(plan, fc.integer({ min: 1, max: 40 }), (text, most) => {
      expect(same(inPieces(text, { most }))).toBe(same(JSON.parse(text)));
    }),
    RUNS,
  );
});

test("a plan that is read without what does not matter is the whole plan without it", () => {
  let dropped = 0;
  fc.assert(
    fc.property(plan, fc.integer({ min: 1, max: 40 }), (text, most) => {
      const expected = same(filtered(JSON.parse(text), keep));
      expect(same(inPieces(text, { keep, most }))).toBe(expected);
      if (expected.length < same(JSON.parse(text)).length) dropped++;
    }),
    RUNS,
  );
  // Plans of which nothing is left out would prove nothing.
  expect(dropped).toBeGreaterThan(RUNS.numRuns / 3);
});

test("a damaged text is refused if and only if the parser refuses it, with the same words", () => {
  let refusals = 0;
  const damage = fc.record({
    at: fc.nat(),
    length: fc.nat(3),
    put: fc.oneof(fc.constantFrom(...'{}[]",:\\-+.eE0123456789tfn \n\u0001\u00a0\u2028\ufeff'), fc.constant("")),
  });
  fc.assert(
    fc.property(plan, damage, (text, { at, length, put }) => {
      const from = at % (text.length + 1);
      const damaged = text.slice(0, from) + put + text.slice(from + length);
      // Half of a pair no file can hold.
      const bytes = Buffer.from(damaged);
      const whole = resultOf(() => parseJson(decoded(bytes, "plan.json"), "plan.json"));
      expect(same(resultOf(() => inPieces(bytes)))).toBe(same(whole));
      if ("error" in whole) {
        expect(resultOf(() => inPieces(bytes, { keep: () => false }))).toEqual(whole);
        refusals++;
      }
    }),
    { ...RUNS, numRuns: 800 },
  );
  expect(refusals).toBeGreaterThan(200);
  expect(refusals).toBeLessThan(700);
});

describe("the grammar is that of JSON.parse", () => {
  const VALID = [
    "0",
    "-0",
    "0.5",
    "1e5",
    "1E+5",
    "1.25e-7",
    "-12",
    '""',
    '"\\u00e9\\n\\/"',
    "true",
    "false",
    "null",
    " [ ] ",
    "{ }",
    '"é\u{1f600}\u2028"',
    '"\\ud800"',
  ];
  const INVALID = [
    "",
    " ",
    "01",
    "-",
    "1.",
    ".5",
    "+1",
    "1e",
    "1e+",
    "0x1",
    "NaN",
    "truE",
    "tru",
    "nulll",
    '"',
    '"\\',
    '"\\u12',
    '"\\u12g4"',
    '"\\x"',
    '"\n"',
    '"\0"',
    "[",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[1 2]",
    "{",
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,}',
    "{1:2}",
    "{a:1}",
    "{'a':1}",
    "[}",
    "{]",
    "1 2",
    "[]]",
    "// a\n1",
    "\u00a01",
    "\ufeff\ufeff1",
  ];

  test.each(VALID)("%j", (text) => {
    expect(inPieces(text)).toEqual(JSON.parse(text));
    expect(inPieces(`{"resource_changes":[{"type":"a","x":${text}}]}`, { keep: () => false })).toEqual({
      resource_changes: [],
    });
  });
  test.each(INVALID)("not %j", (text) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(() => inPieces(text)).toThrow(/^plan\.json is not JSON: it is (empty|truncated, or another format)\. /);
    if (text.trim() === "") return;
    const nested = `{"resource_changes":[{"type":"a","x":${text}}]}`;
    expect(() => inPieces(nested, { keep: () => false })).toThrow(/is not JSON/);
  });
});

test("a resource of no interest leaves a stub in the configuration, and nothing elsewhere", () => {
  const [role, instance] = ["aws_iam_role", "aws_instance"].map((type) => ({
    address: `${type}.a`,
    mode: "managed",
    type,
    name: "a",
    provider_config_key: "aws.b",
    expressions: { c: { constant_value: 1 } },
  }));
  const modules = { resources: [role, instance], child_modules: [{ address: "module.d", resources: [instance] }] };
  const called = { variables: { e: {} }, outputs: { f: {} }, resources: [instance, role] };
  const whole = {
    planned_values: { outputs: {}, root_module: modules },
    prior_state: { values: { root_module: modules } },
    resource_changes: [instance, role],
    resource_drift: [instance],
    configuration: {
      provider_config: {},
      root_module: { ...called, module_calls: { d: { source: "./d", module: called } } },
    },
    relevant_attributes: [{ resource: "aws_instance.a" }],
  };
  const stub = {
    address: "aws_instance.a",
    mode: "managed",
    type: "aws_instance",
    name: "a",
    provider_config_key: "aws.b",
  };
  const [less, calledLess] = [
    { resources: [role], child_modules: [{ address: "module.d", resources: [] }] },
    { ...called, resources: [stub, role] },
  ];
  const expected = {
    planned_values: { outputs: {}, root_module: less },
    prior_state: { values: { root_module: less } },
    resource_changes: [role],
    resource_drift: [],
    configuration: {
      provider_config: {},
      root_module: { ...calledLess, module_calls: { d: { source: "./d", module: calledLess } } },
    },
  };
  expect(inPieces(JSON.stringify(whole), { keep })).toEqual(expected);
  expect(filtered(whole, keep)).toEqual(expected);
});

test("200 levels are read, 201 are not, wherever they stand", () => {
  const deep = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  expect(inPieces(deep(200))).toEqual(JSON.parse(deep(200)));
  const inside = (levels: number): string => `{"resource_changes":[{"type":"a","x":${deep(levels - 3)}}]}`;
  expect(inPieces(inside(200), { keep: () => false })).toEqual({ resource_changes: [] });
  for (const text of [deep(201), inside(201), "[".repeat(100_000), '{"planned_values":'.repeat(300)])
    expect(() => inPieces(text, { keep: () => false })).toThrow("plan.json is nested deeper than 200 levels.");
});
