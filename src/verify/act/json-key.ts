import { nearest } from "../../access/nearest";
import { each } from "../../live/read/paging";
import type { Group } from "../check";
import { Checks } from "../check";
import type { Acting } from "./acting";
import type { Failure } from "./attempt";
import { answered, attempt, INTERRUPTED } from "./attempt";
import { readWith } from "./hands-for";
import type { Located, Pointer } from "./pointers";
import { bySecret } from "./pointers";

const READ = "secretsmanager:GetSecretValue";

/** Whether the secrets have the JSON keys that their providers refer to. Each is read once, and of it the names are kept. */
export const jsonKeyGroups = (pointers: readonly Pointer[], acting: Acting): Promise<Group[]> =>
  each(bySecret(pointers), async ([secret, all]): Promise<Group> => {
    const checks = new Checks("secret");
    await check(checks, secret, all, acting);
    return { kind: "secret", subject: secret.id, checks: checks.all };
  });

async function check(checks: Checks, secret: Located, pointers: readonly Pointer[], acting: Acting): Promise<void> {
  const hands = readWith(acting, secret, pointers);
  if (typeof hands === "string")
    return checks.unknown("json-key-there", "JSON keys", hands, "Read that account, too: --account NAME=ROLE-ARN.");
  acting.tell?.("Looking for JSON keys");
  const found = acting.signal.aborted
    ? { failure: { error: INTERRUPTED, isDenied: false } }
    : await attempt(() => hands.jsonKeys(secret.region, secret.id));
  if ("failure" in found) return failed(checks, secret, found.failure, acting.hands.has(secret.account));
  if (found.value === undefined)
    return checks.fails(
      "json-key-there",
      "JSON keys",
      "its value is no JSON object, so AgentCore finds no key in it",
      `Put an object: aws secretsmanager put-secret-value --secret-id ${secret.id} --secret-string file://FILE, with ${wanted(pointers)} in it.`,
    );
  for (const one of pointers) there(checks, one, found.value);
}

const wanted = (pointers: readonly Pointer[]): string =>
  [...new Set(pointers.flatMap(({ jsonKey }) => jsonKey ?? []))].map((key) => JSON.stringify(key)).join(", ");

function there(checks: Checks, { kind, provider, jsonKey, secret }: Pointer, names: readonly string[]): void {
  const what = `JSON key of ${kind}/${provider} in the secret`;
  if (jsonKey === undefined)
    return checks.unknown("json-key-there", what, "AWS does not tell which it is", "Verify again after an apply.");
  if (names.includes(jsonKey)) return checks.ok("json-key-there", what, `${jsonKey} is there`);
  // Names of a secret that nobody asked for stay in it: but for one that is nearly the same.
  const [near] = nearest(jsonKey, names);
  checks.fails(
    "json-key-there",
    what,
    `the object has no ${jsonKey}${near === undefined ? "" : `, but ${near}`}`,
    `Name the right key in the provider, or put a value that has it: aws secretsmanager put-secret-value --secret-id ${secret.id} --secret-string file://FILE.`,
  );
}

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html#API_GetSecretValue_Errors */
function failed(checks: Checks, { id, account }: Located, failure: Failure, isOwn: boolean): void {
  const { error, isDenied, action = READ } = failure;
  const [name, what] = ["json-key-there", "JSON keys"];
  if (isDenied)
    checks.unknown(
      name,
      what,
      `the secret was not read: ${action} is denied to the caller`,
      `Allow ${action} on ${action === READ ? id : `the key of ${id}`} to whoever verifies.`,
    );
  else if (error === "DecryptionFailure")
    checks.fails(
      name,
      what,
      "its key does not decrypt it",
      "See whether the key is enabled, and not to be deleted: aws kms describe-key; aws kms enable-key.",
    );
  else if (error === "InvalidRequestException")
    checks.fails(
      name,
      what,
      "it is marked for deletion, or has no value",
      `Keep it: aws secretsmanager restore-secret --secret-id ${id}.`,
    );
  else if (error === "ResourceNotFoundException" && !isOwn)
    checks.unknown(
      name,
      what,
      "AWS finds no value, or does not let another account know of it",
      `Read account ${account}, too: --account NAME=ROLE-ARN.`,
    );
  else if (error === "ResourceNotFoundException")
    checks.fails(
      name,
      what,
      "AWS finds no value: the secret is gone, or no version has AWSCURRENT",
      `Put a value: aws secretsmanager put-secret-value --secret-id ${id} --secret-string file://FILE.`,
    );
  else checks.unknown(name, what, `the secret was not read: ${answered(failure)}`, "Verify again.");
}
