import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What ESLint says of a line in src/terraform. */
function lint(line: string): string {
  const repository = join(__dirname, "../..");
  const eslint = join(repository, "node_modules/eslint/bin/eslint.js");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [eslint, "--stdin", "--stdin-filename", "src/terraform/example.ts"],
    { cwd: repository, encoding: "utf8", input: `${line}\n` },
  );
  return stdout + stderr;
}

test.each([
  ["a template", 'export const f = (resolve: (text: string) => string): string => `"${resolve("a")}"`;'],
  ["a sum", "export const f = (resolve: (text: string) => string): string => '\"' + resolve(\"a\") + '\"';"],
])("resolve within the hand-written quotes of %s is an error", (_, line) => {
  expect(lint(line)).toContain("What resolve gives is still text");
});

test("resolve by itself is none", () => {
  expect(lint('export const f = (resolve: (text: string) => string): string => resolve("a");')).toBe("");
});
