import type { Statement } from "../access/policy";
import { isProblem } from "../access/problem";
import { ownedStatements, ownerMark } from "../access/statement-owner";
import { isOpen, isUnknown, Unknown } from "../decision";
import type { StatedPolicy } from "../proof/model";
import { isObject, listOf, own } from "../proof/values";
import { statedPolicy } from "../proof/stated-policy";
import type { BridgeObject } from "./bridge-objects";
import { withoutOwned, withStatements } from "./documents";
import type { Keys } from "./keys";
import type { Secrets } from "./secrets";

/** Takes the statements away that the apply removes. */
export function takeRemoved(removed: readonly BridgeObject[], secrets: Secrets, keys: Keys): void {
  for (const { resource, input } of removed) {
    const { at } = resource;
    const secret = input.kind === "secretPolicy" ? secrets.all.get(String(input.secretId)) : undefined;
    if (secret?.policy) secret.policy = withoutOwned(at, "secret policy", secret.policy, marksOf(input, false));
    const key = input.kind === "keyPolicy" ? keys.all.get(String(input.keyId)) : undefined;
    if (key?.policy) key.policy = withoutOwned(at, "key policy", key.policy, marksOf(input, false));
  }
}

/** Puts the statements that the bridge sets in the place of those that it has set before, beside those of others. */
export function addBridged(bridged: readonly BridgeObject[], secrets: Secrets, keys: Keys): void {
  for (const { resource, input, open: because } of bridged) {
    const { at } = resource;
    const added = because || isUnknown(input.statements) ? undefined : markedStatements(input);
    const open = new Unknown(`the statements that ${at} adds are known after the apply`);
    const joined = (name: string, policy: StatedPolicy | undefined): StatedPolicy =>
      added
        ? withStatements(at, name, policy && withoutOwned(at, name, policy, marksOf(input, true)), added)
        : statedPolicy(at, name, "resource", open);
    if (input.kind === "secretPolicy" && typeof input.secretId === "string") {
      const secret = secrets.secret(input.secretId, at);
      secret.policy = joined("secret policy", secret.policy);
    }
    if (input.kind !== "keyPolicy" || typeof input.keyId !== "string") continue;
    const key = keys.key(input.keyId);
    const others = new Unknown(`no input holds its other statements: give --policy key=${input.keyId}=FILE`);
    key.policy = joined("key policy", key.policy ?? statedPolicy(at, "key policy", "resource", others));
    for (const arn of secretsIn(added ?? [])) claimKey(secrets, arn, input.keyId);
  }
}

/** The marks of an owner's statements; `whole` adds the one that they had when all of the policy was the owner's. */
function marksOf({ owner, secretId }: BridgeObject["input"], whole: boolean): string[] {
  if (typeof owner !== "string" || isOpen(owner) || typeof secretId !== "string") return [];
  return [ownerMark({ owner, secretArn: secretId }), ...(whole ? [ownerMark({ owner })] : [])];
}

/** The statements as they will stand in the policy. */
function markedStatements({ owner, secretId, statements }: BridgeObject["input"]): unknown[] {
  const all = listOf(statements) as Statement[];
  if (typeof owner !== "string" || isOpen(owner) || typeof secretId !== "string") return all;
  const owned = ownedStatements({ owner, secretArn: secretId }, all);
  return isProblem(owned) ? all : owned.value;
}

/** What names a secret's key in its encryption context tells the key, where nothing else does. */
export function claimKey(secrets: Secrets, arn: string, keyArn: string): void {
  const secret = secrets.all.get(arn);
  if (secret && secret.keyArn === undefined) secret.keyArn = keyArn;
}

/** The secrets that the conditions of key policy statements name. */
function secretsIn(statements: readonly unknown[]): string[] {
  return statements.flatMap((statement) => {
    const condition = own(statement, "Condition");
    if (!isObject(condition)) return [];
    return Object.values(condition).flatMap((keys) =>
      listOf(own(keys, "kms:EncryptionContext:SecretARN")).filter((one): one is string => typeof one === "string"),
    );
  });
}
