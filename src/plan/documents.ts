import type { PolicyKind } from "../decision";
import { compilePolicy, isUnknown, Unknown } from "../decision";
import type { StatedPolicy } from "../proof/model";

/** A policy document of a plan or file: an object, its text, or unknown. */
export function statedPolicy(at: string, name: string, kind: PolicyKind, value: unknown): StatedPolicy {
  const document = parsed(value);
  return { at, document, compiled: compilePolicy(name, kind, document) };
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value ?? new Unknown("it is not there");
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

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
