import { splitArn } from "../access/arn";
import type { Accounts } from "../decision";
import { isUnknown } from "../decision";
import { accountLike, isWild, SOMETHING, textLike } from "./patterns";
import type { PrincipalTexts } from "./representatives";
import type { SourceContext } from "./requests";
import type { MaybeKnown } from "./values";

/** For whom a service asks. */
export interface Source {
  /** The account, or words for one that is made up. */
  readonly name: string;
  readonly isOurs: boolean;
  readonly context: SourceContext;
}

interface Ours {
  /** The account of the credential provider. */
  readonly account: MaybeKnown;
  readonly partition: string;
  readonly region: string;
  readonly accounts: Accounts;
}

const ACCOUNT = "aws:sourceaccount";
const ARN = "aws:sourcearn";
const ORGANIZATION = "aws:sourceorgid";
const PATHS = "aws:sourceorgpaths";

/**
 * For whom a service may ask: for us, for every account and resource that a condition speaks of, and for an account of
 * which nobody speaks.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function sourcesOf({ conditions }: PrincipalTexts, ours: Ours): Source[] {
  const of = (key: string): string[] => [...new Set(conditions.get(key) ?? [])].filter((text) => !text.includes("${"));
  const arns = of(ARN);
  const named = [...of(ACCOUNT), ...arns.flatMap((arn) => splitArn(arn)?.account ?? [])].flatMap((text) =>
    /^\*?$/.test(text) ? [] : (accountLike(text) ?? []),
  );
  const accounts = new Set(named.filter((account) => account !== ours.account));
  const asksFor = (key: string): boolean => conditions.has(key);
  const found: Source[] = [];
  const add = (name: string, account: MaybeKnown, organization: string | null | undefined, path?: string): void => {
    const context: SourceContext = {
      "aws:SourceAccount": account,
      ...(asksFor(ORGANIZATION) && organization !== undefined && { "aws:SourceOrgID": organization ?? [] }),
      ...(asksFor(PATHS) && path !== undefined && { "aws:SourceOrgPaths": [path] }),
    };
    const own = isUnknown(account) ? [] : arnsOf(arns, account, ours);
    const contexts = own.length === 0 ? [context] : own.map((arn) => ({ ...context, "aws:SourceArn": arn }));
    for (const one of contexts) found.push({ name, isOurs: account === ours.account, context: one });
  };
  const known = (account: string): [string | null | undefined, string | undefined] => {
    const facts = ours.accounts[account];
    return [facts?.organizationId, facts?.organizationPaths?.[0]];
  };
  if (isUnknown(ours.account)) add("our account", ours.account, undefined);
  else add(ours.account, ours.account, ...known(ours.account));
  for (const account of accounts) add(`account ${account}`, account, ...known(account));
  const made = madeUp(new Set([...accounts, String(ours.account)]));
  add("any other account", made(), `o-${SOMETHING}elsewhere`, `o-${SOMETHING}elsewhere/r-${SOMETHING}/`);
  for (const id of of(ORGANIZATION)) add(`any account of organization ${id}`, made(), textLike(id), undefined);
  for (const path of of(PATHS)) {
    const [id = ""] = path.split("/");
    add(`any account of organization path ${path}`, made(), textLike(id), textLike(path));
  }
  return found;
}

/** What the source may be in an account: whatever a condition speaks of that is there, or something of AgentCore's. */
function arnsOf(patterns: readonly string[], account: string, { partition, region }: Ours): string[] {
  if (patterns.length === 0) return [];
  const own = patterns.flatMap((pattern) => {
    const [arn, , service = "", where = "", owner = "", ...rest] = pattern.split(":");
    if (arn !== "arn" || rest.length === 0) return [];
    if (owner !== "" && owner !== account && !(isWild(owner) && accountLike(owner) !== undefined)) return [];
    return [
      `arn:${partition}:${textLike(service)}:${isWild(where) ? region : where}:${owner === "" ? "" : account}:${textLike(rest.join(":"))}`,
    ];
  });
  return [...own, `arn:${partition}:bedrock-agentcore:${region}:${account}:${SOMETHING}/${SOMETHING}`];
}

/** Accounts that nobody names, one after the other. */
function madeUp(taken: Set<string>): () => string {
  let next = 770_000_000_007n;
  return () => {
    while (taken.has(String(next))) next += 1n;
    taken.add(String(next));
    return String(next);
  };
}
