import type { Verdict } from "../../src/decision";
import { principalNames } from "../../src/decision/principal-names";
import type { OracleCase, RandomStatement } from "./case";
import { statementsOf } from "./case";

/** A way in which the oracle is known to differ, with the case of the decision tables that shows what is right. */
export interface KnownDifference {
  readonly name: string;
  readonly why: string;
  /** File in test/decision, without `.json`. */
  readonly table: string;
  readonly case: string;
  /** Whether it may explain that the two verdicts of a case differ. */
  readonly explains: (one: OracleCase, ours: Verdict, theirs: Verdict) => boolean;
}

const hasOperator = (one: OracleCase, pattern: RegExp): boolean =>
  statementsOf(one).some(({ Condition = {} }) => Object.keys(Condition).some((operator) => pattern.test(operator)));
const hasKey = (one: OracleCase, key: string): boolean =>
  statementsOf(one).some(({ Condition = {} }) =>
    Object.values(Condition).some((keys) => Object.keys(keys).some((name) => name.toLowerCase() === key.toLowerCase())),
  );
/** Whether an allow of the resource policy names the session itself, or everybody. */
const namesSession = ({ principal, resourcePolicy }: OracleCase): boolean =>
  (resourcePolicy?.Statement ?? []).some(({ Effect, Principal }) => {
    const session = principalNames(principal).sessionArn;
    const named = JSON.stringify(Principal);
    return Effect === "Allow" && session !== undefined && (named.includes('"*"') || named.includes(session));
  });
const texts = (one: OracleCase): string => JSON.stringify(statementsOf(one));
const addressFamilies = ({ Condition = {} }: RandomStatement): ReadonlySet<boolean> =>
  new Set(
    Object.entries(Condition)
      .filter(([operator]) => operator.includes("NotIpAddress"))
      .flatMap(([, keys]) => Object.values(keys).flat())
      .map((range) => range.includes(":")),
  );

/** Whether some policy variable of the case has no value. */
const unresolvable = (one: OracleCase): boolean => {
  const { principal } = one;
  const hasTeam = "tags" in principal && principal.tags?.["team"] !== undefined;
  const text = texts(one);
  return (
    (text.includes("${aws:username}") && principal.type !== "User") ||
    (text.includes("${aws:PrincipalTag/team}") && !hasTeam) ||
    (text.includes("${aws:PrincipalAccount}") && principal.type === "Service")
  );
};

/** Faults of the oracle: ours is a verdict, theirs is another. */
export const FAULTS: readonly KnownDifference[] = [
  {
    name: "federated user without session policy",
    why: "GetFederationToken without a policy gives a session without permissions; the oracle gives it those of the user",
    table: "same-account",
    case: "federated user without session policy",
    explains: (one, ours, theirs) =>
      one.principal.type === "FederatedUser" && !one.session && ours === "implicitlyDenied" && theirs === "allowed",
  },
  {
    name: "session policy and a grant to the session",
    why: "no session policy limits what a resource policy gives to a session or to everybody; the oracle lets it",
    table: "same-account",
    case: "session ARN in the secret policy, session policy does not allow",
    explains: (one, ours, theirs) =>
      one.session !== undefined && ours === "allowed" && theirs === "implicitlyDenied" && namesSession(one),
  },
  {
    name: "user behind a federated user",
    why: "what a resource policy says of the IAM user it says of its federated sessions; the oracle is not told the user",
    table: "same-account",
    case: "deny for the user of a federated user",
    explains: (one, ours) =>
      one.principal.type === "FederatedUser" &&
      (ours === "explicitlyDenied" || ours === "allowed") &&
      texts(one).includes(one.principal.userArn),
  },
  {
    name: "negated operator and a variable without value",
    why: "everything differs from a variable without value; the oracle says that the condition does not hold",
    table: "variables",
    case: "in a negated condition of a deny, variable missing",
    explains: (one, ours) =>
      (ours === "allowed" || ours === "explicitlyDenied") && unresolvable(one) && hasOperator(one, /(String|Arn)Not/),
  },
  {
    name: "NotIpAddress across address families",
    why: "an IPv4 address is outside of every IPv6 range; the oracle says that NotIpAddress does not hold",
    table: "operators-bool-ip-binary",
    case: "NotIpAddress, an IPv4 address is outside of every IPv6 range",
    explains: (one) => {
      const address = one.context["aws:SourceIp"];
      return (
        typeof address === "string" &&
        statementsOf(one).some((statement) => addressFamilies(statement).has(!address.includes(":")))
      );
    },
  },
];

/** Faults that `simulator.ts` works around, so that they cannot show. */
export const WORKED_AROUND: readonly Omit<KnownDifference, "explains">[] = [
  {
    name: "root user",
    why: "the root user has full access in its account; the oracle asks for a policy that allows it",
    table: "same-account",
    case: "root user",
  },
  {
    name: "kms:EncryptionContext is dropped from an allow",
    why: "the safe API ignores the key, so an allow never matches",
    table: "kms",
    case: "ViaService and EncryptionContext across accounts",
  },
  {
    name: "kms:EncryptionContext is dropped from a deny",
    why: "the safe API ignores the key, so a deny never fires",
    table: "kms",
    case: "Deny on EncryptionContext, met",
  },
  {
    name: "principal keys are left to the caller",
    why: "without aws:PrincipalArn a deny for all but one role denies that role, too",
    table: "principal-keys",
    case: "deny all but one role, this role",
  },
  {
    name: "KMS grants are not modelled",
    why: "a grant allows beside key policy and IAM policies; random cases have none",
    table: "kms-grants",
    case: "grant for the role",
  },
  {
    name: "operators that do not exist are taken",
    why: "the oracle lets a condition with a misspelt operator decide; random cases have none",
    table: "operators-sets",
    case: "an operator that does not exist",
  },
];

/** Ours leaves the question open, or it decides nothing because nothing allows the request anyway. */
const isOpen = (ours: Verdict, theirs: Verdict): boolean =>
  ours === "unknown" || (ours === "implicitlyDenied" && theirs === "explicitlyDenied");

/** Questions that AWS does not answer: ours is `unknown`, the oracle makes a choice. */
export const OPEN_QUESTIONS: readonly KnownDifference[] = [
  {
    name: "variable without value",
    why: 'beside a value that matches, AWS: "this might cause the entire statement to be invalid"; the oracle ignores it',
    table: "variables",
    case: "one value cannot be resolved, another is equal",
    explains: (one, ours, theirs) => isOpen(ours, theirs) && unresolvable(one),
  },
  {
    name: "ForAnyValue with IfExists and a missing key",
    why: "the documentation of the two halves says opposite things",
    table: "operators-sets",
    case: "ForAnyValue:…IfExists, missing key",
    explains: (one, ours, theirs) => isOpen(ours, theirs) && hasOperator(one, /^ForAnyValue:.*IfExists$/),
  },
  {
    name: "NotPrincipal without all names of a session",
    why: 'AWS "might" validate account, role and session one after the other',
    table: "principals",
    case: "NotPrincipal, role alone",
    explains: (one, ours, theirs) =>
      isOpen(ours, theirs) && statementsOf(one).some(({ NotPrincipal }) => NotPrincipal !== undefined),
  },
  {
    name: "aws:PrincipalType of a service",
    why: "which value a service has is not documented",
    table: "principal-keys",
    case: "PrincipalType of a service",
    explains: (one, ours, theirs) =>
      isOpen(ours, theirs) && one.principal.type === "Service" && hasKey(one, "aws:PrincipalType"),
  },
];

/** The name of what explains a difference, or undefined for one that nothing explains. */
export const explanation = (one: OracleCase, ours: Verdict, theirs: Verdict): string | undefined =>
  [...FAULTS, ...OPEN_QUESTIONS].find(({ explains }) => explains(one, ours, theirs))?.name;
