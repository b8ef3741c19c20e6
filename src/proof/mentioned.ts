import type { KmsGrant } from "../decision";
import type { Expected } from "./expected";
import type { StatedPolicy } from "./model";
import { isObject, listOf, own, textsOf } from "./values";

const ROLE = /^arn:[^:]+:iam::\d{12}:role\/.+$/;

/** Every role that is named by its ARN: in a `Principal`, as grantee, or as one who should read. */
export function mentionedRoles(
  policies: readonly StatedPolicy[],
  grants: readonly KmsGrant[],
  expected: Expected | undefined,
): Set<string> {
  const found = new Set<string>();
  const add = (arn: string): void => {
    if (ROLE.test(arn)) found.add(arn);
  };
  for (const { document } of policies) for (const { name } of namedPrincipals(document)) add(name);
  for (const { granteePrincipal } of grants) textsOf(granteePrincipal).forEach(add);
  for (const { readers, deployers } of [...(expected?.providers ?? []), ...(expected?.secrets ?? [])])
    [...readers, ...deployers].forEach(add);
  return found;
}

/** Somebody whom a policy names, with the kind of name. */
export interface NamedPrincipal {
  readonly type: string;
  readonly name: string;
}

/** The names in the `Principal` of a document's allowing statements; everybody is `*`. */
export function namedPrincipals(document: unknown): NamedPrincipal[] {
  return listOf(own(document, "Statement")).flatMap((statement) => {
    if (own(statement, "Effect") !== "Allow") return [];
    const principal = own(statement, "Principal");
    if (!isObject(principal)) return textsOf(principal).map((name) => ({ type: "AWS", name }));
    return Object.entries(principal).flatMap(([type, names]) => textsOf(names).map((name) => ({ type, name })));
  });
}
