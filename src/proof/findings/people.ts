import { splitArn } from "../../access/arn";
import type { Policies, RequestPrincipal } from "../../decision";
import { conditionTexts, namedPrincipals } from "../mentioned";
import type { Model } from "../model";
import { principalAccount } from "../principal-account";
import { representativesOf } from "../representatives";
import { requestPrincipal } from "../requests";
import { alone, gains, plainRequest } from "./ask";
import type { Found } from "./statements";
import { isForMany, principalsOf } from "./statements";

/** What would matter most, first; then whatever else there is to do with a secret or key. */
export const ACTIONS_OF: Readonly<Record<Found["kind"], readonly string[]>> = {
  secret: [
    "GetSecretValue",
    "PutSecretValue",
    "PutResourcePolicy",
    "UpdateSecret",
    "DeleteSecret",
    "DescribeSecret",
  ].map((name) => `secretsmanager:${name}`),
  key: ["Decrypt", "CreateGrant", "PutKeyPolicy", "Sign", "GenerateDataKey", "Encrypt", "DescribeKey"].map(
    (name) => `kms:${name}`,
  ),
  trust: ["sts:AssumeRole"],
  role: [],
};

/** How many a representative stands for. */
export type Crowd = "everybody" | "organization" | "account" | "some";

/** Somebody who may do something by a statement of a resource policy. */
export interface Actor {
  readonly name: string;
  readonly principal: RequestPrincipal;
  readonly crowd: Crowd;
  readonly facts: Policies["accounts"];
}

/**
 * Those for whom a statement may be: whom it names, and where it names many, one made up of each kind.
 *
 * @param arn of the secret, key or role that has the policy
 */
export function actorsOf(found: Found, arn: string): Actor[] {
  const { partition = "aws", account: owner = "" } = splitArn(arn) ?? {};
  const document = { Statement: [found.statement] };
  const named = namedPrincipals(document).flatMap((one): Actor[] => {
    const principal = one.type === "AWS" ? requestPrincipal(one) : undefined;
    return principal ? [{ name: one.name, principal, crowd: "some", facts: {} }] : [];
  });
  if (!isForMany(found)) return named;
  const names = principalsOf(found, "AWS");
  const conditions = conditionTexts(document);
  const mentioned = new Set(
    [...names, ...[...conditions.values()].flat()].flatMap((text) => /(?:^|:)(\d{12})(?::|$)/.exec(text)?.[1] ?? []),
  );
  const made = representativesOf(
    { names, services: principalsOf(found, "Service"), conditions },
    { owner, partition, accounts: {} },
  ).flatMap(({ name, principal, facts, scope = "", within }): Actor[] => {
    if (principal.type === "Service") return [];
    const account = principalAccount(principal);
    const scopes = [scope, ...within];
    const crowd: Crowd = scopes.some((one) => /^organization/.test(one))
      ? /\*/.test(scopes.join(" "))
        ? "everybody"
        : "organization"
      : account === undefined || (account !== owner && !mentioned.has(account))
        ? "everybody"
        : scope === account
          ? "account"
          : "some";
    return [{ name, principal, crowd, facts }];
  });
  return [...made, ...named];
}

/** The first of a crowd that can do something by a statement, and what. */
export function firstThatCan(
  model: Model,
  found: Found,
  arn: string,
  actions: readonly string[],
  isAsked: (actor: Actor) => boolean,
): { readonly actor: Actor; readonly action: string } | undefined {
  for (const actor of actorsOf(found, arn).filter(isAsked)) {
    const action = actions.find((one) =>
      gains(model, alone(found), plainRequest(actor.principal, one, arn), actor.facts),
    );
    if (action !== undefined) return { actor, action };
  }
  return undefined;
}
