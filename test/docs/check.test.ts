import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const text = readFileSync(join(ROOT, "docs/check.md"), "utf8");
const section = (title: string): string => text.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";

/** What each line of "What is read" begins with, and the test that fails when it is no longer true. */
const CLAIMS: readonly (readonly [line: string, file: string, test: string])[] = [
  ["What the apply deletes is gone", "test/plan/two-worlds.test.ts", "one that is deleted is not"],
  ["What only leaves the state", "test/plan/two-worlds.test.ts", "one that leaves the state only stays in force"],
  ["What one resource deletes while another", "test/plan/undone.test.ts", "may be there or not"],
  ["A principal that is deleted and made anew", "test/plan/made-anew.test.ts", "a role that is deleted and made again"],
  ["What a plan shows of a policy outranks", "test/plan/given.test.ts", "of one that the plan has the plan counts"],
  [
    "A program that the apply runs",
    "test/plan/programs.test.ts",
    "that the apply runs is told, the bridge's own is not",
  ],
  ["What is known after the apply is not taken for absent", "test/plan/unknown.test.ts", "unknown is not absent"],
  [
    "An argument that the configuration does not give",
    "test/plan/unknown.test.ts",
    "a policy that no configuration gives",
  ],
  ["Blocks are matched with their expressions", "test/plan/unknown.test.ts", "are a pair because of what they hold"],
  [
    "A dynamic block whose content",
    "test/plan/unknown.test.ts",
    "a block that is left open where others are not is dynamic",
  ],
  [
    "Where the AWS provider shows no difference",
    "test/plan/unknown.test.ts",
    "that there is no dynamic block is taken for granted",
  ],
  ["Roles get policies from", "test/plan/identities.test.ts", "by aws_iam_policy_attachment, and not of another role"],
  ["Users and groups are principals", "test/plan/identities.test.ts", "policies of its groups"],
  ["Two resources that write one policy", "test/plan/identities.test.ts", "two resources of one policy"],
  ["Keys are read whatever their type", "test/plan/keys.test.ts", "named by ID, ARN or alias"],
  ["A replica of a secret", "test/plan/several-inputs.test.ts", "a replica has the policy of its primary"],
  ["A MANAGED credential provider", "test/plan/keys.test.ts", "a MANAGED provider has a secret of AgentCore's"],
  ["`awscc_*` and Cloud Control", "test/plan/identities.test.ts", "awscc_iam_role and awscc credential providers"],
  ["The account of each provider configuration", "test/plan/places.test.ts", "the account of a provider configuration"],
  [
    "An account that nothing tells stays open",
    "test/plan/places.test.ts",
    "comes from variables of the plan, and stays open without",
  ],
  [
    "That a plan has seen all policies of a role",
    "test/plan/given.test.ts",
    "of which the refresh saw all: what it saw",
  ],
  ["That a plan has seen a secret without a policy", "test/plan/given.test.ts", "that the refresh saw none counts"],
  ["A unique ID (`AROA…`)", "test/plan/identities.test.ts", "a secret policy names a unique ID in place of an ARN"],
  ["A fact that the plan reads outranks", "test/plan/keys.test.ts", "a fact outranks what somebody states"],
  ["A type that may give a permission", "test/plan/keys.test.ts", "a type that is not read is said once"],
  ["A plan that failed", "test/plan/document-kind.test.ts", "a document that proves nothing gets one line"],
];
const lines = section("What is read")
  .split("\n")
  .filter((line) => line.startsWith("- "))
  .map((line) => line.slice(2));

test("each line of what is read has its test", () => {
  expect(lines.length).toBeGreaterThan(15);
  const without = lines.filter((line) => !CLAIMS.some(([begins]) => line.startsWith(begins)));
  expect(without).toEqual([]);
  expect(CLAIMS.filter(([begins]) => !lines.some((line) => line.startsWith(begins)))).toEqual([]);
});

test.each(CLAIMS)("%s…", (_line, file, name) => {
  expect(readFileSync(join(ROOT, file), "utf8")).toContain(name);
});
