import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clashes } from "../../tools/languages/names";
import { COMPILERS, syntaxErrors } from "../../tools/languages/syntax";

const withMethod = (name: string, parameter = "secret"): Parameters<typeof clashes>[0] => ({
  types: { "ours.Reader": { name: "Reader", methods: [{ name, parameters: [{ name: parameter }] }] } },
});

test.each([
  ["lambda", "Python"],
  ["build", "Java"],
  ["event", "C#"],
  ["range", "Go"],
])('"%s" is a word of %s, as a method, a property and a parameter', (word, language) => {
  const message = expect.stringContaining(`"${word}" is a word of ${language}`) as string;
  expect(clashes(withMethod(word))).toEqual([message]);
  expect(clashes(withMethod("read", word))).toEqual([message]);
  const property = { name: "Reader", properties: [{ name: word }], initializer: { parameters: [{ name: word }] } };
  expect(clashes({ types: { "ours.Reader": property } })).toEqual([message, message]);
  // Part of a name, or in capitals, is nobody's.
  expect(clashes(withMethod(`${word}Of`, `${word}s`))).toEqual([]);
  expect(clashes(withMethod(word.toUpperCase()))).toEqual([]);
});

const SOURCES: Readonly<Record<string, readonly [good: string, bad: string]>> = {
  python: ["import nowhere\n\ndef read(secret): pass\n", "def read(lambda): pass\n"],
  java: ["import no.where.At; class A { void read(At secret) {} }", "class A { void read(int package) {} }"],
  go: ['package a\n\nimport "no/where"\n\nfunc read(secret where.At) {}\n', "package a\n\nfunc read(range int) {}\n"],
};

const isHere = (command: string): boolean => spawnSync(command, ["-version"]).error === undefined;

for (const compiler of COMPILERS) {
  const { language, command, ending } = compiler;
  const run = isHere(command) ? test : test.skip;
  run(`${command} reads ${language}, without its packages, and tells what is wrong`, () => {
    const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-languages-"));
    const read = (source = ""): string | undefined => {
      writeFileSync(join(folder, `A${ending}`), source);
      return syntaxErrors(compiler, folder);
    };
    try {
      const [good, bad] = SOURCES[language] ?? [];
      expect(read(good)).toBe("");
      expect(read(bad)).toContain(`A${ending}`);
      expect(syntaxErrors({ ...compiler, command: "nobody-has-this" }, folder)).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
