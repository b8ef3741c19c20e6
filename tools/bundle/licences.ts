/** Licences that ask for no more than their text and the names beside the program, by their SPDX identifiers. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Unlicense",
]);

/**
 * Whether we may hand on a package under this SPDX expression: of "A OR B" one has to be permissive, of "A AND B" both.
 * "WITH" adds an exception, which takes nothing away. What is not understood is not permissive.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
 */
export function isPermissive(expression: string): boolean {
  const words = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  const alternatives = (): boolean => {
    let result = all();
    while (words[0] === "OR") {
      words.shift();
      const next = all();
      result ||= next;
    }
    return result;
  };
  const all = (): boolean => {
    let result = one();
    while (words[0] === "AND") {
      words.shift();
      const next = one();
      result &&= next;
    }
    return result;
  };
  const one = (): boolean => {
    const word = words.shift() ?? "";
    if (word === "(") {
      const inner = alternatives();
      return words.shift() === ")" && inner;
    }
    if (words[0] === "WITH") words.splice(0, 2);
    return PERMISSIVE.has(word);
  };
  return alternatives() && words.length === 0;
}

/** What we may not hand on, one line each. */
export const notPermissive = (
  packages: readonly { readonly name: string; readonly version: string; readonly license: string }[],
): string[] =>
  packages
    .filter(({ license }) => !isPermissive(license))
    .map(
      ({ name, version, license }) =>
        `${name} ${version} is under "${license}", which is not in the list of tools/bundle/licences.ts: ` +
        "do without it, or add the licence there if it asks for nothing but its text.",
    );
