import { partitionOf } from "../access/arn";
import { isObject, listOf, own, textsOf } from "../proof/values";
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
    const texts = (expression: unknown): string[] => textsIn(expression, root) ?? [];
    const assumed = listOf(own(expressions, "assume_role")).at(-1);
    const [role, allowed] = [own(assumed, "role_arn"), own(expressions, "allowed_account_ids")];
    const [region, second] = texts(own(expressions, "region"));
    const facts = providerFacts(
      second === undefined && /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/.test(region ?? "") ? region : undefined,
      texts(allowed),
      texts(role),
      isObject(expressions) ? Object.keys(expressions) : [],
    );
    // Of an expression a plan shows what it refers to, and neither functions nor the texts beside.
    const made = [role, allowed].flatMap((one) => textsOf(own(one, "references")));
    found.set(key, {
      ...facts,
      ...(facts.account !== undefined && made[0] !== undefined && { accountFrom: made[0] }),
    });
  }
  for (const { type, provider, values } of data) {
    const account = own(values, "account_id");
    if (type !== "aws_caller_identity" || typeof account !== "string") continue;
    found.set(provider, { ...found.get(provider), account, accountFrom: undefined });
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
 * @param allowed accounts
 * @param role what the ARN of the role that it assumes is made of
 * @param names of the arguments that the block has
 */
export function providerFacts(
  region: unknown,
  allowed: readonly unknown[],
  role: readonly unknown[],
  names: readonly string[] = [],
): SourceProvider {
  // Of a template the plan shows only the account that is put into it.
  const ofRole = role.flatMap((one) => /^(?:arn:[^:]+:iam::)?(\d{12})(?::role\/.*)?$/.exec(String(one))?.[1] ?? []);
  const accounts = new Set(ofRole.length > 0 ? ofRole : allowed.map(String));
  const [account = "", second] = accounts;
  const isElsewhere = ELSEWHERE.some((name) => names.includes(name));
  return {
    ...(typeof region === "string" && !region.includes("${") && { region }),
    ...(second === undefined && /^\d{12}$/.test(account) && { account }),
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

/** The partitions of Regions and ARNs that a provider has to do with; under "" those of all of them. */
export function partitionsMade(resources: readonly SourceResource[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { provider, values, before } of resources) {
    const [region, arn] = [own(values, "region"), own(before ?? values, "arn")];
    const partition =
      typeof arn === "string"
        ? /^arn:(aws[a-z-]*):/.exec(arn)?.[1]
        : typeof region === "string"
          ? partitionOf(region)
          : undefined;
    if (partition !== undefined) for (const key of [provider, ""]) if (!found.has(key)) found.set(key, partition);
  }
  return found;
}
