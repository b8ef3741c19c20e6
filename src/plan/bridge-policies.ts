import { isUnknown, Unknown } from "../decision";
import { isObject, listOf, own } from "../proof/values";
import type { BridgeObject } from "./bridge-objects";
import { statedPolicy, withStatements } from "./documents";
import type { Keys } from "./keys";
import type { Secrets } from "./secrets";

/** Joins the statements that the bridge adds to the policies of secrets and keys. */
export function addBridged(bridged: readonly BridgeObject[], secrets: Secrets, keys: Keys): void {
  for (const { resource, input, open: because } of bridged) {
    const { at } = resource;
    const added = because || isUnknown(input.statements) ? undefined : (listOf(input.statements) as unknown[]);
    const open = new Unknown(`the statements that ${at} adds are known after the apply`);
    if (input.kind === "secretPolicy" && typeof input.secretId === "string") {
      const secret = secrets.secret(input.secretId, at);
      secret.policy = added
        ? withStatements(at, "secret policy", secret.policy, added)
        : statedPolicy(at, "secret policy", "resource", open);
    }
    if (input.kind !== "keyPolicy" || typeof input.keyId !== "string") continue;
    const key = keys.key(input.keyId);
    const others = new Unknown(`its other statements are not in the plan: give --policy key=${input.keyId}=FILE`);
    const before = key.policy ?? statedPolicy(at, "key policy", "resource", others);
    key.policy = added
      ? withStatements(at, "key policy", before, added)
      : statedPolicy(at, "key policy", "resource", open);
    for (const arn of secretsIn(added ?? [])) claimKey(secrets, arn, input.keyId);
  }
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
