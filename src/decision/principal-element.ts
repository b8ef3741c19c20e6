import { compileOpen, sameText } from "./open-match";
import { isOpen } from "./open-text";
import type { PrincipalNames } from "./principal-names";
import { isUniqueId, mayHaveId } from "./principal-names";
import { remembered } from "./remembered";
import type { Truth } from "./truth";
import { MAYBE, NO, truthOf, YES } from "./truth";
import type { Unknown } from "./unknown";
import { isUnknown } from "./unknown";

/**
 * What kind of name a `Principal` element has for the one who asks. It decides what else must allow the request.
 *
 * - `direct`: the session or user itself, a service, or everybody (`*`)
 * - `role`: the role behind the session, or the user behind a federated user
 * - `account`: the whole account, which hands the decision on to its IAM policies
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export type MatchKind = "direct" | "role" | "account";

/** How far the values of one element name the principal, for each kind. */
export type PrincipalMatch = Readonly<Record<MatchKind, Truth>>;

export const NOBODY: PrincipalMatch = { direct: NO, role: NO, account: NO };
export const IN_DOUBT: PrincipalMatch = { direct: MAYBE, role: NO, account: NO };
const ITSELF: PrincipalMatch = { direct: YES, role: NO, account: NO };
const ITS_ROLE: PrincipalMatch = { direct: NO, role: YES, account: NO };
const ITS_ACCOUNT: PrincipalMatch = { direct: NO, role: NO, account: YES };

/** The keys of a `Principal` element. */
export const PRINCIPAL_TYPES = ["AWS", "Service", "Federated", "CanonicalUser"] as const;
export type PrincipalType = (typeof PRINCIPAL_TYPES)[number];

/** The `Principal` or `NotPrincipal` element. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly named: readonly NamedPrincipal[];
}

/** One value of a `Principal` element. */
export interface NamedPrincipal {
  readonly type: PrincipalType;
  readonly name: string | Unknown;
  /** The account that it stands for as a whole, if it names one. */
  readonly account?: string;
}

export const namedPrincipal = (type: PrincipalType, name: string | Unknown): NamedPrincipal =>
  isUnknown(name) ? { type, name, account: undefined } : BY_NAME[type](name);

const plain = (type: PrincipalType): ((name: string) => NamedPrincipal) =>
  remembered((name) => ({ type, name, account: undefined }));

/** Many policies name the same few principals. */
const BY_NAME: Readonly<Record<PrincipalType, (name: string) => NamedPrincipal>> = {
  AWS: remembered((name) => {
    const root = name.startsWith("arn:") ? /:iam::([^:]*):root$/.exec(name) : undefined;
    return { type: "AWS", name, account: root ? root[1] : name };
  }),
  Service: plain("Service"),
  Federated: plain("Federated"),
  CanonicalUser: plain("CanonicalUser"),
};

/** `"*"` and `{"AWS": "*"}` are the same: everybody, with or without credentials, services included. */
export const isEverybody = ({ type, name }: NamedPrincipal): boolean => type === "AWS" && name === "*";

/** Compares every value of a `Principal` element with the one who asks. */
export function matchPrincipal(named: readonly NamedPrincipal[], names: PrincipalNames): PrincipalMatch {
  let match = NOBODY;
  for (const one of named) {
    const found = matchOne(one, names);
    if (found !== NOBODY) match = match === NOBODY ? found : strongest(match, found);
  }
  return match;
}

const strongest = (a: PrincipalMatch, b: PrincipalMatch): PrincipalMatch => ({
  direct: a.direct > b.direct ? a.direct : b.direct,
  role: a.role > b.role ? a.role : b.role,
  account: a.account > b.account ? a.account : b.account,
});

function matchOne(named: NamedPrincipal, names: PrincipalNames): PrincipalMatch {
  if (isEverybody(named)) return ITSELF;
  const { type, name } = named;
  if (isUnknown(name)) return IN_DOUBT;
  const { principal } = names;
  if (type === "Service") return matchService(name, names);
  if (type === "Federated")
    return principal.type === "Federated" ? { ...NOBODY, direct: sameText(principal.provider, name) } : NOBODY;
  if (type === "CanonicalUser" || names.account === undefined) return NOBODY;
  if (named.account === names.account) return principal.type === "Account" ? ITSELF : ITS_ACCOUNT;
  const byName = matchName(name, names);
  if (named.account === undefined || !(isOpen(named.account) || isOpen(names.account))) return byName;
  const account = sameText(named.account, names.account);
  return strongest(byName, principal.type === "Account" ? { ...NOBODY, direct: account } : { ...NOBODY, account });
}

function matchService(name: string, { principal }: PrincipalNames): PrincipalMatch {
  if (principal.type !== "Service") return NOBODY;
  // Whether a wildcard stands for all services is not documented.
  if (name === "*") return IN_DOUBT;
  const same = sameText(principal.service, name);
  return same === YES ? ITSELF : same === NO ? NOBODY : IN_DOUBT;
}

/**
 * A user, role or session. There are no wildcards within a name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function matchName(name: string, names: PrincipalNames): PrincipalMatch {
  if (name === names.sessionArn) return ITSELF;
  const { principal } = names;
  if (isUniqueId(name)) {
    if (!mayHaveId(name, names)) return NOBODY;
    return principal.type === "User" ? IN_DOUBT : { ...NOBODY, role: MAYBE };
  }
  if (isOpen(name) || isOpen(names.arn ?? "") || isOpen(names.sessionArn ?? "")) return matchOpenName(name, names);
  switch (principal.type) {
    case "AssumedRole":
      if (name === names.arn) return ITS_ROLE;
      return principal.sessionName === undefined && startsWithName(name, names.sessionArnPrefix) ? IN_DOUBT : NOBODY;
    case "User":
      return name === names.arn ? ITSELF : NOBODY;
    case "FederatedUser":
      return name === principal.userArn ? ITS_ROLE : NOBODY;
    default:
      return NOBODY;
  }
}

/** The same where a part of one of the names is open. */
function matchOpenName(
  name: string,
  { principal, arn = "", sessionArn, sessionArnPrefix }: PrincipalNames,
): PrincipalMatch {
  const same = (one: string | undefined): Truth => (one === undefined ? NO : sameText(one, name));
  switch (principal.type) {
    case "AssumedRole": {
      const mayBeSession = sessionArnPrefix !== undefined && compileOpen(`${sessionArnPrefix}*`, true)(name) !== NO;
      const direct = sessionArn === undefined ? (mayBeSession ? MAYBE : NO) : same(sessionArn);
      return { direct, role: same(arn), account: NO };
    }
    case "User":
      return { ...NOBODY, direct: same(arn) };
    case "FederatedUser":
      return { direct: same(sessionArn), role: same(principal.userArn), account: NO };
    default:
      return NOBODY;
  }
}

const startsWithName = (name: string, prefix: string | undefined): boolean =>
  prefix !== undefined && name.startsWith(prefix);

/**
 * Whether a `Deny` with `NotPrincipal` applies. AWS may ask for the account, the role and the session one after the
 * other, so only a list with all of them exempts a session for certain, and one with none of them surely does not.
 * Whoever has a permissions boundary is denied whatever the list says.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function matchNotPrincipal(
  named: readonly NamedPrincipal[],
  names: PrincipalNames,
  hasBoundary: boolean,
): Truth {
  if (hasBoundary) return YES;
  const { direct, role, account } = matchPrincipal(named, names);
  if (named.some(isEverybody)) return NO;
  const asked = askedNames(names);
  const levels = [direct, ...(asked.role ? [role] : []), ...(asked.account ? [account] : [])];
  if (levels.every((level) => level === NO)) return YES;
  return levels.every((level) => level === YES) ? NO : MAYBE;
}

/** Which names besides the direct one AWS may look for. */
function askedNames({ principal: { type } }: PrincipalNames): { readonly role: boolean; readonly account: boolean } {
  const isSession = type === "AssumedRole" || type === "FederatedUser";
  return { role: isSession, account: isSession || type === "User" };
}

/** Whether the element names the principal in any way. */
export const anyMatch = ({ direct, role, account }: PrincipalMatch): Truth =>
  truthOf(direct === YES || role === YES || account === YES) || (direct || role || account ? MAYBE : NO);
