import type { KmsGrant } from "../decision";
import { isUnknown } from "../decision";
import type { Expected } from "./expected";
import type { StatedPolicy } from "./model";
import { isObject, listOf, own, textsOf } from "./values";

const ROLE = /^arn:[^:]+:iam::[^:]+:role\/.+$/;
const PRINCIPAL_ARN = "aws:principalarn";

/** Every role that is named by its ARN: as a principal, in a condition, as grantee, or as one who should read. */
export function mentionedRoles(
  policies: readonly StatedPolicy[],
  grants: readonly KmsGrant[],
  expected: Expected | undefined,
): Set<string> {
  const found = new Set<string>();
  const add = (arn: string): void => {
    if (ROLE.test(arn) && !/[*?$]/.test(arn)) found.add(arn);
  };
  for (const { document } of policies) {
    for (const { name } of [...namedPrincipals(document), ...exceptedPrincipals(document)]) add(name);
    conditionTexts(document).get(PRINCIPAL_ARN)?.forEach(add);
  }
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

const statementsIn = (document: unknown): readonly unknown[] => listOf(own(document, "Statement"));

const principalsIn = (principal: unknown): NamedPrincipal[] =>
  isObject(principal)
    ? Object.entries(principal).flatMap(([type, names]) => textsOf(names).map((name) => ({ type, name })))
    : textsOf(principal).map((name) => ({ type: "AWS", name }));

/** The names in the `Principal` of a document's allowing statements; everybody is `*`. */
export const namedPrincipals = (document: unknown): NamedPrincipal[] =>
  statementsIn(document).flatMap((statement) =>
    own(statement, "Effect") === "Allow" ? principalsIn(own(statement, "Principal")) : [],
  );

/** The names in a `NotPrincipal`: those whom a denial spares. */
export const exceptedPrincipals = (document: unknown): NamedPrincipal[] =>
  statementsIn(document).flatMap((statement) => principalsIn(own(statement, "NotPrincipal")));

/** Whom a document denies by name: nobody of them stands for others. */
export const deniedPrincipals = (document: unknown): NamedPrincipal[] =>
  statementsIn(document).flatMap((one) => (own(one, "Effect") === "Deny" ? principalsIn(own(one, "Principal")) : []));

/** What the conditions of a document ask for, by condition key in lower case. Who denies by a text names it, too. */
export function conditionTexts(document: unknown): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const statement of statementsIn(document)) {
    const condition = own(statement, "Condition");
    if (!isObject(condition)) continue;
    for (const keys of Object.values(condition)) {
      if (!isObject(keys)) continue;
      for (const [key, values] of Object.entries(keys)) {
        const name = key.toLowerCase();
        found.set(name, [...(found.get(name) ?? []), ...textsOf(values)]);
      }
    }
  }
  return found;
}

/** How far a policy lets in whom it does not name. */
export interface Openness {
  /** Everybody, as far as conditions let them. */
  readonly toEverybody: boolean;
  /** Accounts that are named as a whole. */
  readonly toAccounts: readonly string[];
  /** Whether part of it is not known, so that it may let anybody in. */
  readonly maybe: boolean;
}

const WHOLE_ACCOUNT = /^(?:arn:[^:]*:iam::([^:/]+):root|(\d{12}))$/;

/** The account that a name in a `Principal` stands for as a whole. */
export function wholeAccount(name: string): string | undefined {
  const found = WHOLE_ACCOUNT.exec(name);
  return found?.[1] ?? found?.[2];
}

export function opennessOf({ document, compiled }: Pick<StatedPolicy, "document" | "compiled">): Openness {
  const statements = statementsIn(document);
  const allowing = statements.filter((statement) => own(statement, "Effect") !== "Deny");
  const named = allowing.flatMap((statement) => principalsIn(own(statement, "Principal")));
  const isReadable = (principal: unknown): boolean =>
    isObject(principal)
      ? Object.values(principal).every((names) => listOf(names).every((one) => typeof one === "string"))
      : typeof principal === "string" && !isUnknown(principal);
  return {
    toEverybody: named.some(({ type, name }) => type === "AWS" && name === "*"),
    toAccounts: [...new Set(named.flatMap(({ type, name }) => (type === "AWS" ? (wholeAccount(name) ?? []) : [])))],
    maybe: compiled.unreadable !== undefined || !allowing.every((statement) => isReadable(own(statement, "Principal"))),
  };
}
