import { splitArn } from "../../../access/arn";
import { compileWildcard, isUnknown } from "../../../decision";
import type { Request } from "../../../decision";
import { decryptRequest } from "../../requests";
import { alone, canBy, gains } from "../ask";
import { isForOneSecret, keyBeside, keyPermissions, keysOf } from "../key-permissions";
import { undecided, violated } from "../rule";
import type { Facts, Rule } from "../rule";
import type { Found } from "../statements";

/** A role may decrypt more than the secret. */
export const AGC019: Rule = {
  id: "AGC019",
  severity: "warning",
  title: "A role may decrypt more than the secret.",
  openTitle: "Whether a role may decrypt more than the secret is not known.",
  cause:
    "The permission on the key is bound neither to the secret nor to Secrets Manager, or only to one of them: whatever else the key has encrypted, the role can decrypt, too.",
  fix: "Condition kms:Decrypt by kms:ViaService and kms:EncryptionContext:SecretARN, a grant by the encryption context SecretARN.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  *check(facts) {
    const { secrets, keys } = facts.model;
    const used = keysOf(facts, ({ provider }) =>
      provider.references.map(({ secretId }) => (isUnknown(secretId) ? secretId : secrets.get(secretId)?.keyArn)),
    );
    const own = secretsByPrincipal(facts);
    for (const { principal, keyArn, found } of keyPermissions(facts, used, "kms:Decrypt")) {
      const more = moreThan(facts, own.get(principal) ?? [], principal, keyArn, found);
      if (more.length === 0) continue;
      const text = `${found.name} lets ${principal} decrypt with ${keyArn} ${more.join(" and ")}`;
      const other = otherAlias(found, keys.get(keyArn)?.aliases);
      if (other === undefined) yield violated(principal, found.policy.at, `${text}.`);
      else yield undecided(principal, found.policy.at, `${text}, if ${other} stands for that key.`);
    }
    for (const [keyArn, roles] of used) {
      for (const grant of keys.get(keyArn)?.grants ?? []) {
        const { granteePrincipal, name } = grant;
        const isDecrypt = grant.operations.some((one) => String(one).toLowerCase() === "decrypt");
        if (isUnknown(granteePrincipal) || !roles.has(granteePrincipal) || !isDecrypt) continue;
        const isOne = isForOneSecret(grant);
        const text = `Grant ${name} lets ${granteePrincipal} decrypt with ${keyArn} without the encryption context SecretARN.`;
        if (isOne === undefined) yield undecided(granteePrincipal, name, text);
        else if (!isOne) yield violated(granteePrincipal, name, text);
      }
    }
  },
};

/** The usual form, which needs no question: Secrets Manager alone, and for these secrets. */
function isBound(found: Found, secrets: readonly string[]): boolean {
  const exact = found.conditions.filter(({ operator }) => operator === "StringEquals");
  const valuesOf = (key: string): readonly string[] => exact.find((one) => one.key.toLowerCase() === key)?.values ?? [];
  const [via, arns] = [valuesOf("kms:viaservice"), valuesOf("kms:encryptioncontext:secretarn")];
  return via.length > 0 && arns.length > 0 && arns.every((arn) => secrets.includes(arn));
}

/**
 * A condition on the aliases of a key says which key, and nothing of what is decrypted with it: it counts as met.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
const ALIASES = /^kms:(?:resourcealiases|requestalias)$/i;

/** The aliases that a statement asks for, where none of them is known to stand for the key. */
function otherAlias(found: Found, known: readonly string[] = []): string | undefined {
  const asked = found.conditions.filter(({ key }) => ALIASES.test(key));
  const isKnown = asked.every(({ operator, values }) => {
    const fits = values.map(compileWildcard);
    return !/not|null/i.test(operator) && known.some((alias) => fits.some((fit) => fit(alias)));
  });
  return isKnown ? undefined : asked.flatMap(({ values }) => values).join(" or ");
}

/** The secrets of the providers that somebody has to do with, each once. */
function secretsByPrincipal({ rows }: Facts): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { principal, provider } of rows) {
    const secrets = found.get(principal) ?? [];
    for (const { secretId } of provider.references)
      if (!isUnknown(secretId) && !secrets.includes(secretId)) secrets.push(secretId);
    found.set(principal, secrets);
  }
  return found;
}

/** What a role can decrypt by a statement beside the secrets that it should. */
function moreThan(
  { model }: Facts,
  secrets: readonly string[],
  principal: string,
  keyArn: string,
  found: Found,
): string[] {
  const [first] = secrets;
  if (first === undefined || isBound(found, secrets)) return [];
  const role = { type: "AssumedRole", roleArn: principal } as const;
  const side = found.kind === "role" ? keyBeside(model, keyArn, principal) : undefined;
  const can = (request: Request): boolean => {
    const closed = { ...request, otherKeys: "absent" } as const;
    return found.kind === "role"
      ? canBy(model, found, closed, side, ALIASES)
      : gains(model, alone(found, ALIASES), closed);
  };
  const { partition, region, account } = splitArn(first) ?? {};
  const another = `arn:${partition}:secretsmanager:${region}:${account}:secret:zq7-AbCdEf`;
  const more: string[] = [];
  if (can(decryptRequest(keyArn, another, role))) more.push("whatever secret is encrypted with it");
  const { context, ...request } = decryptRequest(keyArn, first, role);
  const { "kms:ViaService": _, ...direct } = context ?? {};
  if (
    secrets.some((secret) =>
      can({ ...request, context: { ...direct, "aws:CalledVia": [], "kms:EncryptionContext:SecretARN": secret } }),
    )
  )
    more.push("without asking Secrets Manager");
  return more;
}
