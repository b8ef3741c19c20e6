import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const section = readme.split("## Text stays text\n")[1]?.split("\n## ")[0] ?? "";

const CONSTRUCTS = "test/terraform/constructs/text.test.ts";
const ATTACKS = "test/terraform/constructs/text-attacks.test.ts";

/** What each line begins with, and the test that fails when it is no longer true. */
const CLAIMS: readonly (readonly [line: string, file: string, test: string])[] = [
  ["A text that you give arrives", CONSTRUCTS, "arrives byte for byte in every input that takes any text"],
  [
    "A value of a module's variable",
    "test/terraform/modules/text.test.ts",
    "arrives byte for byte from every variable",
  ],
  ["Tokens are tokens", CONSTRUCTS, "Lazy.stringValue"],
  ["`${…}` that you write by hand", ATTACKS, "%j is refused wherever it stands"],
  ["Text that Terraform could not keep", "test/support/texts.ts", '"e\\u0301"'],
  ["What has a rule", ATTACKS, "T2: as a role beside a token, with the policy mode %s"],
];

test("each line of the README's section has a test", () => {
  const lines = section.split("\n").filter((line) => line.startsWith("- "));
  expect(lines).toHaveLength(CLAIMS.length);
  CLAIMS.forEach(([start, file, name], index) => {
    expect(lines[index]).toMatch(new RegExp(`^- ${start.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
    expect(readFileSync(join(ROOT, file), "utf8")).toContain(name);
  });
});
