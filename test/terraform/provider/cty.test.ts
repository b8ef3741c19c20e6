import { canonical, fromWire, hasUnknown, sameValue, toWire, UNKNOWN, type Value } from "./cty";

test.each<[string, Value]>([
  ["null", null],
  ["a text", 'ü \\ "'],
  ["numbers", [0, -1, 1.5, 2 ** 40]],
  ["truth", [true, false]],
  ["an unknown", UNKNOWN],
  ["unknowns within", { a: [UNKNOWN, "b"], c: { d: UNKNOWN } }],
])("%s comes back from the wire as it was", (_name, value) => {
  expect(fromWire(toWire(value))).toEqual(value);
});

test("state that Terraform read from disk comes as JSON", () => {
  expect(fromWire({ json: Buffer.from('{"a":[1]}') })).toEqual({ a: [1] });
  expect(fromWire(undefined)).toBeNull();
});

test("equality does not look at the order of keys, but at everything else", () => {
  expect(sameValue({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
  expect(sameValue({ a: 1, b: [2] }, { b: [2], a: "1" })).toBe(false);
  expect(sameValue(undefined, null)).toBe(true);
  expect(canonical(UNKNOWN)).not.toBe(canonical("unknown"));
  expect([hasUnknown({ a: [UNKNOWN] }), hasUnknown({ a: ["b"] })]).toEqual([true, false]);
});
