import { splitArn } from "../../access/arn";
import type { ContextValue, RequestPrincipal } from "../../decision";
import { isUnknown } from "../../decision";
import { conditionTexts } from "../mentioned";
import type { Model } from "../model";
import { onceFor } from "../once-for";
import { accountLike, isWild, textLike } from "../patterns";
import { sourcesOf } from "../sources";
import { alone, CHOOSABLE_BY_SERVICES, gains, plainRequest } from "./ask";
import type { Found } from "./statements";
import { mayBeForEverybody, principalsOf } from "./statements";

/** What a service does with what it is let in for: read, decrypt, assume. */
const ACTION = {
  secret: "secretsmanager:GetSecretValue",
  key: "kms:Decrypt",
  trust: "sts:AssumeRole",
  role: "",
} as const;

/**
 * On behalf of whom, beside us, a service can do something by a statement: another account, or whoever it does not name.
 * Undefined if it cannot.
 */
export function othersServedBy(model: Model, found: Found, service: string): string | undefined {
  const { owner, kind } = found;
  const { partition = "aws", region = "", account = "" } = splitArn(owner) ?? {};
  const conditions = conditionTexts({ Statement: [found.statement] });
  const principal: RequestPrincipal = { type: "Service", service };
  const policy = alone(found, CHOOSABLE_BY_SERVICES);
  const serves = (context: Readonly<Record<string, ContextValue>>): boolean =>
    gains(model, policy, plainRequest(principal, ACTION[kind], owner, { ...contextLike(conditions), ...context }));
  const sources = sourcesOf(
    { names: [service], services: [service], conditions },
    { account, partition, region, accounts: {} },
  );
  for (const { name, isOurs, context } of sources)
    if (!isOurs && !isOursToo(model, name) && !isCertain(context) && serves(context)) return name;
  return serves({}) ? "whoever it does not name" : undefined;
}

/** The services that a statement lets in by name, or because a condition asks whether it is one. */
export function servicesLetIn(found: Found): string[] {
  const named = principalsOf(found, "Service");
  if (!mayBeForEverybody(found)) return named;
  const conditions = conditionTexts({ Statement: [found.statement] });
  const asked = conditions.get("aws:principalservicename") ?? conditions.get("aws:principalservicenameslist") ?? [];
  const any = conditions.has("aws:principalisawsservice") && asked.length === 0 ? ["zq7.amazonaws.com"] : [];
  return [...named, ...asked.map(textLike), ...any];
}

/** Whether an account, as `sources` names it, is one of those that this model is about. */
export function isOursToo(model: Model, name: string): boolean {
  const organization = /^any account of organization .*?(o-[^ /]+)/.exec(name)?.[1];
  if (organization !== undefined) return !isWild(organization);
  const account = /\d{12}$/.exec(name)?.[0];
  return account !== undefined && accountsOf(model).has(account);
}

/** Accounts of the credential providers, of their secrets, and of those who should read. */
const accountsOf = onceFor((model: Model): ReadonlySet<string> => {
  const arns = model.providers.flatMap(({ references, stated }) => [
    ...references.flatMap(({ secretId }) => (isUnknown(secretId) ? [] : [secretId])),
    ...(stated ? [...stated.readers, ...stated.deployers] : []),
  ]);
  return new Set([
    ...model.providers.flatMap(({ account }) => (isUnknown(account) ? [] : [account])),
    ...arns.flatMap((arn) => splitArn(arn)?.account ?? []),
  ]);
});

/** A source that is one thing of one owner, though its ARN names no account: a bucket. */
const isCertain = (context: Readonly<Record<string, ContextValue>>): boolean => {
  const arn = context["aws:SourceArn"];
  return typeof arn === "string" && splitArn(arn)?.account === "" && !arn.includes("zq7");
};

/** An encryption context of another account, where a condition asks for one of any account. */
function contextLike(conditions: ReadonlyMap<string, readonly string[]>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, values] of conditions) {
    if (!key.startsWith("kms:encryptioncontext:")) continue;
    const open = values.find((value) => {
      const { account } = splitArn(value) ?? {};
      return account === undefined ? isWild(value) : isWild(account);
    });
    if (open === undefined) continue;
    const { account } = splitArn(open) ?? {};
    const text = account === undefined ? open : open.replace(`:${account}:`, `:${accountLike(account) ?? account}:`);
    found[key] = textLike(text);
  }
  return found;
}
