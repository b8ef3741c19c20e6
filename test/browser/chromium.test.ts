import { reasonToSkip } from "./support/chromium";

const NONE = { CHROMIUM_BIN: "/nowhere/chromium" };

test("without a browser the reason is told, and the way out", () => {
  expect(reasonToSkip(NONE)).toBe(
    "The tests of the page in a browser are skipped: no browser at /nowhere/chromium: npm run chromium installs one, or CHROMIUM_BIN names another.",
  );
});

test.each([
  ["REQUIRE_BROWSER", "1"],
  ["CI", "true"],
])("with %s=%s that is an error", (name, value) => {
  expect(() => reasonToSkip({ ...NONE, [name]: value })).toThrow(`${name}=${value} does not allow to skip`);
  expect(reasonToSkip({ ...NONE, [name]: "" })).toMatch(/skipped/);
});
