import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AWS_RATES } from "../../src/sandbox/aws-rates";
import { AS_AWS } from "../../src/sandbox/lateness";
import { Sandbox } from "../../src/sandbox/sandbox";
import { holds } from "./claims";

const PAGE = readFileSync(join(__dirname, "../../docs/sandbox.md"), "utf8");
const PLAN = "test/cli/from-plan.test.ts";
const LATE = "test/sandbox/lateness.test.ts";

holds("sandbox.md", "From a plan", [
  ["Credential providers with vendor", PLAN, "verify finds nothing wrong with what is made of a state"],
  ["What `check` calls allowed", PLAN, "what is certain of the plan is so in the sandbox that is made of it"],
  ["No value comes from a plan", PLAN, "no value comes from a plan, and each time another is made up"],
  ["What only the apply tells", PLAN, "what the apply gives a name is made up, the same wherever it stands, and works"],
  ["A role that should read", PLAN, "verify finds nothing wrong with what is made of a state"],
  ["All that was made up", PLAN, "what is not told is said: accounts, keys, other policies of roles"],
]);

holds("sandbox.md", "As late and as busy as AWS", [
  ["A role and its policies", LATE, "a role and what it may are seen some seconds after they were written"],
  ["A grant lets in", LATE, "a grant lets in some seconds after it was made"],
  ["An event can be looked up", LATE, "an event can be looked up minutes later"],
  ["Each account may call", LATE, "at AWS's rates the third lookup in a second is too many"],
]);

test("the seconds and the numbers are those of the code", () => {
  const { iam = 0, grants = 0, lists = 0, events = 0 } = AS_AWS;
  for (const [words, milliseconds, unit] of [
    ["are seen %s seconds after", iam, 1000],
    ["lets in after %s seconds", grants, 1000],
    ["in the list after %s minutes", lists, 60_000],
    ["looked up after %s minutes", events, 60_000],
  ] as const)
    expect(PAGE).toContain(words.replace("%s", String(milliseconds / unit)));
  expect(AWS_RATES).toMatchObject({
    "bedrock-agentcore": 20,
    "bedrock-agentcore:GetResourceApiKey": 200,
    "secretsmanager:PutResourcePolicy": 50,
    "cloudtrail:LookupEvents": 2,
  });
});

test("every operation that it has is in the table, but for those that it names by kind", async () => {
  const sandbox = await Sandbox.start();
  const operations = sandbox.operations;
  await sandbox.close();
  const byKind =
    /(CredentialProviders?|WorkloadIdentit(y|ies))$|^(Get|List)(AgentRuntime|Gateway|Harness|ConsentPortal|Payment(Manager|Connector)|Registr)/;
  expect(operations.filter((name) => !byKind.test(name) && !PAGE.includes(name))).toEqual([]);
  expect(operations.length).toBeGreaterThan(70);
});
