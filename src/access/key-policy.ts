import { parseKeyArn } from "./key-arn";
import { parsePolicyText } from "./policy-text";
import type { Problem } from "./problem";
import { isProblem } from "./problem";

/**
 * Why nobody in the key's account could change this key policy any more, or undefined if somebody can. KMS itself only
 * looks at the principal who writes, and only if that is not switched off.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function lockoutProblem(text: string, keyArn: string): Problem | undefined {
  const parsed = parsePolicyText(text);
  if (isProblem(parsed)) return parsed.problem;
  const key = parseKeyArn(keyArn, "keyId");
  if (isProblem(key)) return key.problem;
  const { account } = key.value;
  if (parsed.value.statements.some(({ statement }) => administers(statement, account, keyArn))) return undefined;
  return {
    subject: "key policy",
    value: keyArn,
    rule: `would have no unconditional statement that lets account ${account} change it (kms:PutKeyPolicy), so the key could become unmanageable`,
    fix: `Give "Principal": {"AWS": "arn:${key.value.partition}:iam::${account}:root"} the action kms:* on "*" first.`,
  };
}

function administers(statement: Readonly<Record<string, unknown>>, account: string, keyArn: string): boolean {
  const { Effect, Principal, Action, Resource, Condition } = statement;
  return (
    Effect === "Allow" &&
    Condition === undefined &&
    texts(Action).some((action) => /^(\*|kms:(\*|put\*|putkeypolicy))$/i.test(action)) &&
    texts(Resource).some((resource) => resource === "*" || resource === keyArn) &&
    principals(Principal).some((principal) => isOfAccount(principal, account))
  );
}

const isOfAccount = (principal: string, account: string): boolean =>
  principal === account || new RegExp(`^arn:[a-z-]+:iam::${account}:(root|(role|user)/.+)$`).test(principal);

function principals(principal: unknown): string[] {
  return typeof principal === "object" && principal !== null && "AWS" in principal ? texts(principal.AWS) : [];
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");
