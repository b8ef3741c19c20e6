import { isPermissive, notPermissive } from "../../tools/bundle/licences";

test.each([
  ["MIT", true],
  ["Apache-2.0", true],
  ["GPL-3.0-or-later", false],
  ["AGPL-3.0-only", false],
  ["LGPL-2.1", false],
  ["MPL-2.0", false],
  ["MIT OR GPL-3.0", true],
  ["(GPL-3.0 OR MIT)", true],
  ["MIT AND GPL-3.0", false],
  ["MIT AND Apache-2.0", true],
  ["GPL-2.0 OR (MIT AND AGPL-3.0)", false],
  ["GPL-2.0 OR (MIT AND ISC)", true],
  ["Apache-2.0 WITH LLVM-exception", true],
  ["GPL-2.0 WITH Classpath-exception-2.0", false],
  ["", false],
  ["MIT OR", true],
  ["MIT GPL-3.0", false],
  ["(MIT", false],
  ["NOASSERTION", false],
  ["SEE LICENSE IN LICENSE.txt", false],
])("%j is permissive: %s", (expression, expected) => {
  expect(isPermissive(expression)).toBe(expected);
});

test("a package that may not be handed on is named with its licence and the way out", () => {
  const packages = [
    { name: "fine", version: "1.0.0", license: "ISC" },
    { name: "@strict/copyleft", version: "2.0.0", license: "AGPL-3.0-or-later" },
  ];
  expect(notPermissive(packages)).toEqual([
    expect.stringMatching(/^@strict\/copyleft 2\.0\.0 is under "AGPL-3\.0-or-later".*do without it, or/),
  ]);
});
