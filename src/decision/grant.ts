import type { ActionName } from "./action-name";
import { isObject } from "./element-reader";
import { compileOpen, sameText } from "./open-match";
import { isOpen } from "./open-text";
import type { PrincipalNames } from "./principal-names";
import { isUniqueId, mayHaveId } from "./principal-names";
import type { EncryptionContext } from "./request-context";
import type { Truth } from "./truth";
import { all, and, MAYBE, NO, or, truthOf, YES } from "./truth";
import type { ContextValues } from "./unknown";
import type { Unknown } from "./unknown";
import { isUnknown } from "./unknown";

/** Pairs of an encryption context. */
export type ContextPairs = Readonly<Record<string, string | Unknown>>;

/**
 * A KMS grant: an authorisation beside key policy and IAM policies. It only ever allows.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export interface KmsGrant {
  /** For reports: the grant's name or ID. */
  readonly name: string;
  readonly keyArn: string | Unknown;
  /** ARN of a role, user, session or account. */
  readonly granteePrincipal: string | Unknown;
  /** Operations as the API names them, for example `Decrypt`. */
  readonly operations: readonly (string | Unknown)[];
  readonly constraints?: {
    /** The encryption context must be exactly this. */
    readonly encryptionContextEquals?: ContextPairs | Unknown;
    /** The encryption context must hold at least this. */
    readonly encryptionContextSubset?: ContextPairs | Unknown;
  };
  /** The account that made the grant. Left out: not known. It matters for keys of other accounts. */
  readonly issuingAccount?: string;
}

/** Operations that take an encryption context: constraints are about them alone. */
const WITH_ENCRYPTION_CONTEXT: ReadonlySet<string> = new Set(
  [
    "Decrypt",
    "Encrypt",
    "GenerateDataKey",
    "GenerateDataKeyPair",
    "GenerateDataKeyPairWithoutPlaintext",
    "GenerateDataKeyWithoutPlaintext",
    "ReEncryptFrom",
    "ReEncryptTo",
  ].map((operation) => operation.toLowerCase()),
);

/** What of a grant is compared, in the order in which a mismatch is worth telling. */
export interface GrantMatch {
  readonly key: Truth;
  readonly grantee: Truth;
  readonly operation: Truth;
  readonly constraints: Truth;
}

export const grantAllows = ({ key, grantee, operation, constraints }: GrantMatch): Truth =>
  and(and(key, grantee), and(operation, constraints));

/** Compares a grant with a request. */
export function matchGrant(
  grant: KmsGrant,
  names: PrincipalNames,
  action: ActionName,
  keyArn: string,
  encryptionContext: EncryptionContext,
): GrantMatch {
  const operation = action.isKms ? action.text.slice("kms:".length) : "";
  return {
    key: isUnknown(grant.keyArn) ? MAYBE : sameText(grant.keyArn, keyArn),
    grantee: matchGrantee(grant.granteePrincipal, names),
    operation: matchOperation(grant.operations, operation),
    constraints: matchConstraints(grant, operation, encryptionContext),
  };
}

function matchGrantee(grantee: string | Unknown, names: PrincipalNames): Truth {
  if (isUnknown(grantee)) return MAYBE;
  const { principal } = names;
  if (grantee === names.arn || grantee === names.sessionArn) return YES;
  if (principal.type === "Service") return sameText(principal.service, grantee);
  if (isUniqueId(grantee)) return mayHaveId(grantee, names) ? MAYBE : NO;
  if (names.account === undefined) return NO;
  const open = [names.arn, names.sessionArn, names.account].some((one) => one !== undefined && isOpen(one));
  if (open || isOpen(grantee)) return matchOpenGrantee(grantee, names);
  if (principal.type === "FederatedUser" && principal.userArn === grantee) return MAYBE;
  // A grant to a whole account is possible; whether its principals then need IAM policies is not documented.
  if (grantee === names.account || grantee.endsWith(`:iam::${names.account}:root`)) return MAYBE;
  const someSession = principal.type === "AssumedRole" && principal.sessionName === undefined;
  return someSession && names.sessionArnPrefix !== undefined && grantee.startsWith(names.sessionArnPrefix) ? MAYBE : NO;
}

/** The same where a part of one of the names is open: what is in doubt otherwise stays so. */
function matchOpenGrantee(
  grantee: string,
  { principal, arn, sessionArn, sessionArnPrefix, account }: PrincipalNames,
): Truth {
  const names = [arn, sessionArn].filter((one) => one !== undefined);
  const same = names.reduce<Truth>((truth, one) => or(truth, sameText(one, grantee)), NO);
  const wide = [account ?? "", `*:iam::${account}:root`];
  if (principal.type === "AssumedRole" && principal.sessionName === undefined) wide.push(`${sessionArnPrefix}*`);
  if (principal.type === "FederatedUser") wide.push(principal.userArn);
  return or(same, wide.some((one) => compileOpen(one, true)(grantee) !== NO) ? MAYBE : NO);
}

function matchOperation(operations: KmsGrant["operations"], operation: string): Truth {
  if (operations.some((one) => !isUnknown(one) && one.toLowerCase() === operation)) return YES;
  return operations.some(isUnknown) ? MAYBE : NO;
}

/**
 * Constraints tell upper from lower case, in keys as in values.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html#grant-constraints
 */
function matchConstraints({ constraints }: KmsGrant, operation: string, context: EncryptionContext): Truth {
  const exact = constraints?.encryptionContextEquals;
  const subset = constraints?.encryptionContextSubset;
  if (exact === undefined && subset === undefined) return YES;
  // A grant made from this one must repeat the constraints, of which the request context does not tell.
  if (operation === "creategrant") return MAYBE;
  if (!WITH_ENCRYPTION_CONTEXT.has(operation)) return YES;
  return and(
    exact === undefined ? YES : and(holds(exact, context), sameKeys(exact, context)),
    subset === undefined ? YES : holds(subset, context),
  );
}

function holds(pairs: ContextPairs | Unknown, context: EncryptionContext): Truth {
  if (!isObject(pairs)) return MAYBE;
  return all(Object.entries(pairs).map(([key, value]) => holdsPair(value, context.get(key))));
}

function holdsPair(wanted: unknown, held: ContextValues): Truth {
  if (held === undefined) return NO;
  if (isUnknown(held) || isUnknown(wanted)) return MAYBE;
  return held.length === 1 ? sameText(held[0] ?? "", String(wanted)) : NO;
}

const sameKeys = (pairs: ContextPairs | Unknown, context: EncryptionContext): Truth =>
  isObject(pairs)
    ? truthOf([...context.keys()].every((key) => Object.prototype.hasOwnProperty.call(pairs, key)))
    : MAYBE;
