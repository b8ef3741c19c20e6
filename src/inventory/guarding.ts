import { splitArn } from "../access/arn";
import { SID_PREFIX } from "../access/policy";
import { namedPrincipals } from "../proof/mentioned";
import { parsedText } from "../proof/stated-policy";
import { isObject, listOf, own, textsOf } from "../proof/values";

/** A statement of a policy of a secret or key. */
export interface Guarding {
  /** Left out: it has none. */
  readonly sid?: string;
  /** Whether this package has written it: by its Sid. */
  readonly isOurs: boolean;
  /** Whom it lets in. */
  readonly principals: readonly string[];
  /** ARNs of secrets, or patterns of them, for which alone a key decrypts by it. */
  readonly secrets: readonly string[];
}

export function guardingIn(policy: unknown): Guarding[] {
  return listOf(own(parsedText(policy), "Statement")).map((statement) => {
    const sid = own(statement, "Sid");
    return {
      ...(typeof sid === "string" && { sid }),
      isOurs: typeof sid === "string" && sid.startsWith(SID_PREFIX),
      principals: namedPrincipals({ Statement: statement }).map(({ name }) => name),
      secrets: secretsOf(own(statement, "Condition")),
    };
  });
}

function secretsOf(condition: unknown): string[] {
  if (!isObject(condition)) return [];
  return Object.values(condition).flatMap((keys) =>
    isObject(keys)
      ? Object.entries(keys).flatMap(([key, value]) =>
          key.toLowerCase() === "kms:encryptioncontext:secretarn" ? textsOf(value) : [],
        )
      : [],
  );
}

/** The accounts of those whom a statement or grant lets in. */
export const accountsOf = (principals: readonly string[]): string[] =>
  principals.flatMap((name) => (/^\d{12}$/.test(name) ? [name] : (splitArn(name)?.account ?? []))).filter(Boolean);
