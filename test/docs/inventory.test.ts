import { readFileSync } from "node:fs";
import { join } from "node:path";
import { INVENTORY_HELP } from "../../src/cli/commands/inventory-options";
import { SNAPSHOT_HELP } from "../../src/cli/commands/snapshot-options";
import { WATCH_HELP } from "../../src/cli/commands/watch-options";
import { holds } from "./claims";

const INVENTORY = "test/inventory/inventory.test.ts";
const ADOPTED = "test/terraform/life/adoption.test.ts";
const WRITTEN = "test/migrate/adoption.test.ts";
const ORPHANS = "test/inventory/orphans.test.ts";

holds("inventory.md", "What it tells of each secret", [
  ["**Source**", INVENTORY, "which provider uses which secret, its status, age and last read"],
  ["**Who may read**", INVENTORY, "through the provider, the secret alone, and not at all"],
  ["**Used by**", INVENTORY, "%s by the provider's ARN"],
  ["**Last read and age**", INVENTORY, "which provider uses which secret, its status, age and last read"],
  ["**Rotation**", INVENTORY, "rotation is %s"],
  ["**Candidates**", INVENTORY, "by a tag that names it, by name, and by common tags the likeliest first"],
  [
    "**With `--json-keys`**",
    "test/cli/inventory.test.ts",
    "candidates are read once, for the names of their keys alone",
  ],
]);

holds("inventory.md", "Orphans", [
  ["**A managed secret**", ORPHANS, "a managed secret whose provider is gone"],
  [
    "**A statement of this package**",
    ORPHANS,
    "a statement of ours in the policy of a secret that no provider references",
  ],
  ["**A statement of this package in a key policy**", ORPHANS, "a statement of ours in a key policy"],
  ["**A grant**", ORPHANS, "a grant that does more than ours do is somebody else's"],
  ["**A grant or statement for a role", ORPHANS, "a grant for a role that is gone"],
]);

holds("inventory.md", "Taking over what there is", [
  ["**What is written**", ADOPTED, "by a program of the constructs"],
  ["**The first plan**", ADOPTED, "by a call of the root module"],
  ["**With `--engine bridge`**", ADOPTED, "by the bridge, which marks it and keeps its callback URL"],
  ["**Readers**", WRITTEN, "who reads now is named and gets nothing"],
  ["**Left out, with the reason**", WRITTEN, "one whose secret AgentCore keeps"],
  ["**What AWS does not give back**", "test/migrate/written.test.ts", "and the Entra tenant is asked for"],
  ["**Several accounts or Regions**", WRITTEN, "each Region of each account has a program of its own"],
  ["**A secret that AWS has by its name**", WRITTEN, "is written by its ARN, and that is said"],
  ["**Nothing is written over**", "test/cli/adopt.test.ts", "is not written over something else"],
  ["**The way back**", ADOPTED, "and let go again: Terraform forgets all of it and deletes nothing"],
]);

test("its options are there", () => {
  const page = readFileSync(join(__dirname, "../../docs/inventory.md"), "utf8");
  const options = [...page.matchAll(/--[a-z]+(?:-[a-z]+)*/g)].map(([option]) => option);
  expect(options.filter((option) => !(INVENTORY_HELP + SNAPSHOT_HELP + WATCH_HELP).includes(option))).toEqual([]);
});
