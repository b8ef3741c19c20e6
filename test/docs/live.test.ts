import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../src/live/aws/commands";
import { SNAPSHOT_HELP } from "../../src/cli/commands/snapshot-options";
import { CHECK_HELP } from "../../src/cli/commands/check-options";
import { holds } from "./claims";

const PAGE = readFileSync(join(__dirname, "../../docs/live.md"), "utf8");
const READ = "test/live/read.test.ts";
const WORLD = "test/live/world.test.ts";
const UNKNOWN = "without %s it is unknown, with the missing permission";
const NAMED = "without %s the rest is read, and what is missing is named";

holds("live.md", "What is read", [
  ["**Credential providers**", WORLD, UNKNOWN],
  ["**Token vault and workload identities**", READ, NAMED],
  ["**What refers to a provider**", "test/live/consumers.test.ts", "without %s its list is not read"],
  ["**Agent runtimes**", "test/live/consumers.test.ts", "agent runtimes with their roles, and nothing else of them"],
  ["**Secrets**", WORLD, UNKNOWN],
  ["**All secrets by name**", READ, NAMED],
  ["**Keys**", WORLD, UNKNOWN],
  ["**Roles, users, groups and managed policies**", WORLD, UNKNOWN],
  ["**The organization**", WORLD, "is unknown to a member: an allowed may be denied by it, a denied stays so"],
]);

holds("live.md", "How long it takes", [
  ["At a terminal", "test/cli/progress.test.ts", "nothing is told before somebody wonders"],
  ["Ctrl-C ends the reading", "test/cli/snapshot.test.ts", "Ctrl-C keeps what was read, and --from goes on"],
  [
    "`--from FILE` goes on",
    "test/live/resume.test.ts",
    "what was read until the call number %i is not read again, and the rest is",
  ],
]);

holds("live.md", "What it takes as facts", [
  ["A secret that AWS does not have", WORLD, "%s serves nobody"],
  ["A role that a policy or", WORLD, "a role that is named and not there is denied, and said not to be there"],
  ["A role of an account that was not read", WORLD, "a reader of an account that was not read is unknown, not denied"],
  ["A policy that is given", WORLD, "what was read counts, and a file that says otherwise is found"],
]);

test("the policy names every call of a snapshot, and no other", () => {
  const [, block = "{}"] = /```json\n([\s\S]*?)```/.exec(PAGE) ?? [];
  const { Statement } = JSON.parse(block) as { Statement: { Action: string[] }[] };
  // Who asks needs no permission; events and the simulator are verify's.
  const others = ["cloudtrail:LookupEvents", "iam:SimulatePrincipalPolicy", "sts:GetCallerIdentity"];
  const calls = Object.keys(COMMANDS).filter((action) => !others.includes(action));
  expect(Statement.flatMap(({ Action }) => Action).sort()).toEqual(calls.sort());
});

test("its options are there", () => {
  const options = [...PAGE.matchAll(/--[a-z]+/g)].map(([option]) => option);
  const help = SNAPSHOT_HELP + CHECK_HELP;
  expect(options.filter((option) => !help.includes(option))).toEqual([]);
});
