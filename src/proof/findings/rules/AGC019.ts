import { isUnknown } from "../../../decision";
import { isForOneSecret, keyPermissions, keysOf } from "../key-permissions";
import { outcome, undecided } from "../rule";
import type { Rule } from "../rule";
import { isBound } from "../statements";

/** A role may decrypt more than the secret. */
export const AGC019: Rule = {
  id: "AGC019",
  severity: "warning",
  title: "A role may decrypt more than the secret.",
  cause:
    "The permission on the key is bound neither to the secret nor to Secrets Manager, or only to one of them: whatever else the key has encrypted, the role can decrypt, too.",
  fix: "Condition kms:Decrypt by kms:ViaService and kms:EncryptionContext:SecretARN, a grant by the encryption context SecretARN.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  *check(facts) {
    const { secrets, keys } = facts.model;
    const used = keysOf(facts, ({ provider }) =>
      provider.references.map(({ secretId }) => (isUnknown(secretId) ? secretId : secrets.get(secretId)?.keyArn)),
    );
    for (const { principal, keyArn, found } of keyPermissions(facts, used, "kms:Decrypt")) {
      const missing = ["kms:ViaService", "kms:EncryptionContext:SecretARN"].filter(
        (key) => !isBound(found, new RegExp(`^${key}$`, "i")),
      );
      const text = `${found.name} lets ${principal} decrypt with ${keyArn} without a condition on ${missing.join(" and ")}.`;
      yield outcome(missing.length > 0, principal, found.policy.at, text);
    }
    for (const [keyArn, roles] of used) {
      for (const grant of keys.get(keyArn)?.grants ?? []) {
        const { granteePrincipal, name } = grant;
        const isDecrypt = grant.operations.some((one) => String(one).toLowerCase() === "decrypt");
        if (isUnknown(granteePrincipal) || !roles.has(granteePrincipal) || !isDecrypt) continue;
        const isOne = isForOneSecret(grant);
        const text = `Grant ${name} lets ${granteePrincipal} decrypt with ${keyArn} without the encryption context SecretARN.`;
        if (isOne === undefined) yield undecided(granteePrincipal, name, text);
        else yield outcome(!isOne, granteePrincipal, name, text);
      }
    }
  },
};
