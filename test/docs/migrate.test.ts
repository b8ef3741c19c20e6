import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MIGRATE_HELP } from "../../src/cli/commands/migrate-options";
import { SNAPSHOT_HELP } from "../../src/cli/commands/snapshot-options";
import { holds } from "./claims";

const PAGE = readFileSync(join(__dirname, "../../docs/migrate.md"), "utf8");
const LIFE = "test/terraform/life/migrate.test.ts";
const MODULES = "test/terraform/life/migrate-modules.test.ts";
const TEXTS = "test/terraform/life/migrate-texts.test.ts";
const LINE = "test/cli/migrate.test.ts";

holds("migrate.md", "Two ways", [
  ["**A second name**", LIFE, "by a second name serves the agent at every moment"],
  ["**The same name**", LIFE, "under the same name fails in the announced window alone"],
  ["An OAuth2 client that users may have", LINE, "users in a window, unasked"],
]);

holds("migrate.md", "What the plan knows, and what not", [
  ["**Readers**", LINE, "names who reads now, and takes along those that AgentCore works for"],
  ["**Consumers**", LINE, "names the consumers that are known, and what could not be listed"],
  ["**Code of agents**", LINE, "by a second name has each step with its check and its way back"],
  ["**The value**", MODULES, "does not plan as long as the secret has no such JSON key"],
]);

holds("migrate.md", "What it writes", [
  ["`--write hcl`", TEXTS, "stays text, and is the same in both languages"],
  ["What the snapshot does not tell", MODULES, "does not plan what nobody told"],
  ["A new provider that an interrupted", MODULES, "takes over what is made already"],
  ["With `--terraform", MODULES, "forgets the old one"],
  ["Texts of the snapshot", TEXTS, "stays text, and is the same in both languages"],
  ["The secret's policy", LINE, "by a second name has each step with its check and its way back"],
  ["Nothing is written over", LINE, "is not written over something else"],
]);

test("one run is for one Region of one account", () => {
  expect(PAGE).toContain("One run is for one Region of one account");
  expect(readFileSync(join(__dirname, "../..", LINE), "utf8")).toContain("two of several Regions");
});

test("its options are there", () => {
  const options = [...PAGE.matchAll(/--[a-z][a-z0-9-]+/g)].map(([option]) => option);
  const help = MIGRATE_HELP + SNAPSHOT_HELP;
  expect(options.filter((option) => !help.includes(option))).toEqual([]);
});
