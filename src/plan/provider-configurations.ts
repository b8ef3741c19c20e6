import { isObject, listOf, own } from "../proof/values";
import type { Scope } from "./configuration";
import { leavesOf } from "./references";
import type { SourceProvider, SourceResource } from "./source";

/** Of a resource whose configuration is not shown. */
export const UNTOLD = "?";

/** What tells that an AWS provider may work in another account than the others. */
const ELSEWHERE = [
  "assume_role",
  "assume_role_with_web_identity",
  "profile",
  "access_key",
  "allowed_account_ids",
] as const;
/** Resources whose own ARN names the account of the provider that made them. */
const OWN_ARN = /^aws_(?:iam_(?:role|policy|user|group)|secretsmanager_secret|kms_key)$/;

/**
 * Region and account of each configuration of the AWS provider, as far as it tells: by what it allows, by the role that
 * it assumes, by who it says that it is.
 *
 * @param data data sources that were read
 */
export function providersIn(
  config: unknown,
  root: Scope,
  data: readonly SourceResource[],
): Map<string, SourceProvider> {
  const found = new Map<string, SourceProvider>();
  for (const [key, provider] of Object.entries(isObject(config) ? config : {})) {
    const expressions = own(provider, "expressions");
    const texts = (expression: unknown): string[] | undefined => textsIn(expression, root);
    const assumed = listOf(own(expressions, "assume_role"));
    found.set(
      key,
      providerFacts(
        texts(own(expressions, "region"))?.[0],
        texts(own(expressions, "allowed_account_ids")),
        texts(own(assumed[assumed.length - 1], "role_arn"))?.[0],
        isObject(expressions) ? Object.keys(expressions) : [],
      ),
    );
  }
  for (const { type, provider, values } of data) {
    const account = own(values, "account_id");
    if (type !== "aws_caller_identity" || typeof account !== "string") continue;
    found.set(provider, { ...found.get(provider), account });
  }
  return found;
}

/** The texts that an expression is made of, if the plan shows all of them. */
function textsIn(expression: unknown, scope: Scope): string[] | undefined {
  if (expression === undefined) return undefined;
  const leaves = leavesOf(expression, { scope });
  return leaves.every((leaf) => typeof leaf === "string") ? leaves : undefined;
}

/**
 * The account of a provider is certain if only one is allowed, or if it assumes a role.
 *
 * @param names of the arguments that the block has
 */
export function providerFacts(
  region: unknown,
  allowed: unknown,
  roleArn: unknown,
  names: readonly string[] = [],
): SourceProvider {
  const accounts = listOf(allowed).map(String);
  const text = typeof roleArn === "string" ? roleArn : "";
  // Of a template the plan shows only the account that is put into it.
  const assumed = /^arn:[^:]+:iam::(\d{12}):role\//.exec(text)?.[1] ?? /^\d{12}$/.exec(text)?.[0];
  const account = assumed ?? (accounts.length === 1 ? accounts[0] : undefined);
  const isElsewhere = ELSEWHERE.some((name) => names.includes(name));
  return {
    ...(typeof region === "string" && !region.includes("${") && { region }),
    ...(account !== undefined && /^\d{12}$/.test(account) && { account }),
    ...(isElsewhere && { isElsewhere }),
  };
}

/** The account that resources of a provider were made in: their ARNs name it. */
export function accountsMade(resources: readonly SourceResource[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { type, provider, values, before } of resources) {
    const arn = own(before ?? values, "arn");
    const account = OWN_ARN.test(type) && typeof arn === "string" ? arn.split(":")[4] : undefined;
    if (account !== undefined && /^\d{12}$/.test(account)) found.set(provider, account);
  }
  return found;
}
