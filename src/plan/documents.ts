import { ownerMarkOf } from "../access/statement-owner";
import type { PolicyKind } from "../decision";
import { isUnknown, Unknown } from "../decision";
import type { StatedPolicy } from "../proof/model";
import { statedPolicy } from "../proof/stated-policy";

/** Statements joined to a policy, as the bridge does. */
export function withStatements(
  at: string,
  name: string,
  existing: StatedPolicy | undefined,
  added: unknown[],
): StatedPolicy {
  const document = existing?.document;
  const known = typeof document === "object" && document !== null && !isUnknown(document) && "Statement" in document;
  const before = known ? [(document as { Statement: unknown }).Statement].flat() : [];
  // A policy of which nothing is known may deny as well as allow: the added statements do not make it known.
  if (existing && !known) return existing;
  return statedPolicy(at, name, "resource", { Version: "2012-10-17", Statement: [...before, ...added] });
}

/** A policy without the statements that bear one of these marks. */
export function withoutOwned(at: string, name: string, policy: StatedPolicy, marks: readonly string[]): StatedPolicy {
  const { document } = policy;
  if (typeof document !== "object" || document === null || isUnknown(document) || !("Statement" in document))
    return policy;
  const all = [document.Statement].flat() as { readonly Sid?: unknown }[];
  const others = all.filter((statement) => !marks.includes(ownerMarkOf(statement.Sid) ?? ""));
  return others.length === all.length ? policy : statedPolicy(at, name, "resource", { ...document, Statement: others });
}

/** A policy of which nothing is known but that it may be there. */
export const unreadPolicy = (at: string, kind: PolicyKind, why: string): StatedPolicy =>
  statedPolicy(at, `what ${at} does`, kind, new Unknown(why));
