import type { Asked } from "./asked";
import { prepare } from "./asked";
import type { Brought } from "./brought";
import { ifTheyApply, ifTheyTake, manages } from "./management";
import type { Path } from "./paths";
import { best, pathsTo } from "./paths";
import type { Policies } from "./policies";
import type { CompiledPolicy } from "./policy";
import { unreadablePolicy } from "./policy";
import type { Accounts, Request } from "./request";
import type { ResourceTally, Tally } from "./tally";
import { tally, tallyResource } from "./tally";
import type { Truth } from "./truth";
import { and, MAYBE, NO, or, YES } from "./truth";

/** Services to which RCPs certainly apply. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services */
const RCP_SERVICES: ReadonlySet<string> = new Set(["aoss", "ecr", "kms", "s3", "secretsmanager", "sqs", "sts"]);

const UNKNOWN_KEY_POLICY = unreadablePolicy(
  "key policy",
  "resource",
  "every key has a key policy, but it was not given",
);
const UNKNOWN_TRUST_POLICY = unreadablePolicy(
  "trust policy",
  "resource",
  "every role has a trust policy, but it was not given",
);
const UNKNOWN_IDENTITY_POLICIES = [unreadablePolicy("identity policies", "identity", "they were not given")];

/** What all policies say of a request. */
export interface Evaluation {
  readonly asked: Asked;
  readonly verdict: Verdict;
  /** What each place says, those first that are the principal's. */
  readonly tallies: readonly Denying[];
  readonly paths: readonly Path[];
  /** Levels of SCPs, each of which must allow. */
  readonly scps: readonly Tally[];
  /** The policies that had a say, with the ones that were not given. */
  readonly consulted: Consulted;
}

/**
 * - `allowed`: some statement or grant allows, nothing denies
 * - `implicitlyDenied`: nothing allows
 * - `explicitlyDenied`: a statement denies
 * - `unknown`: it depends on something that is not known
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html
 */
export type Verdict = "allowed" | "implicitlyDenied" | "explicitlyDenied" | "unknown";

/** The policies that have a say, by place. */
export interface Consulted {
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: readonly CompiledPolicy[];
  readonly session?: readonly CompiledPolicy[];
  readonly scps: readonly (readonly CompiledPolicy[])[];
  readonly rcps: readonly CompiledPolicy[];
  readonly resource: readonly CompiledPolicy[];
}

/** The denying half of a tally. */
export type Denying = Pick<Tally, "deny" | "deniedBy">;

/** @param brought what the request brings, where that is tried out */
export function evaluate(policies: Policies, request: Request, brought?: Brought): Evaluation {
  const accounts = policies.accounts ?? NO_ACCOUNTS;
  const asked = prepare(request, accounts, policies.permissionsBoundary !== undefined, brought);
  const consulted = consult(policies, asked);
  const { boundary, session } = consulted;
  const side = {
    identity: tally("identityPolicy", consulted.identity, asked),
    boundary: boundary && tally("permissionsBoundary", boundary, asked),
    session: session && tally("sessionPolicy", session, asked),
  };
  const scps = consulted.scps.map((level) =>
    ifTheyApply(tally("serviceControlPolicy", level, asked), manages(asked.names.account, accounts)),
  );
  const rcp = tallyRcps(consulted.rcps, asked);
  const resource = tallyResource(asked.action.resourcePolicy, consulted.resource, asked);
  const tallies: Denying[] = [side.identity];
  if (side.boundary) tallies.push(side.boundary);
  if (side.session) tallies.push(side.session);
  tallies.push(...scps, rcp, resource);
  const paths = pathsTo(policies, asked, side, resource);
  const allow = scps.reduce<Truth>((truth, level) => and(truth, level.allow), best(paths));
  const deny = tallies.reduce<Truth>((truth, one) => or(truth, one.deny), NO);
  return { asked, verdict: verdictOf(allow, deny), tallies, paths, scps, consulted };
}

/** A denial is certain when nothing allows, even if it is not known whether something also denies. */
function verdictOf(allow: Truth, deny: Truth): Verdict {
  if (deny === YES) return "explicitlyDenied";
  if (allow === NO) return "implicitlyDenied";
  return allow === YES && deny === NO ? "allowed" : "unknown";
}

const NONE: readonly never[] = [];
const NO_ACCOUNTS: Accounts = {};

/** Which of the given policies apply to this kind of principal at all. */
function consult(policies: Policies, { names, action, resourceAccount }: Asked): Consulted {
  const { type } = names.principal;
  const accounts = policies.accounts ?? NO_ACCOUNTS;
  const isEntity = type === "AssumedRole" || type === "User" || type === "FederatedUser";
  const isSession = type === "AssumedRole" || type === "FederatedUser";
  const inOrganization = (isEntity || type === "Account") && !names.isServiceLinkedRole;
  const {
    permissionsBoundary: boundary,
    sessionPolicies = NONE,
    serviceControlPolicies: scps = NONE,
    resourceControlPolicies: rcps = NONE,
  } = policies;
  const missing = action.isKms ? UNKNOWN_KEY_POLICY : action.needsResourcePolicy ? UNKNOWN_TRUST_POLICY : undefined;
  const resource = policies.resourcePolicy ?? missing;
  return {
    identity: isEntity ? (policies.identityPolicies ?? UNKNOWN_IDENTITY_POLICIES) : NONE,
    boundary: isEntity && boundary ? [boundary] : undefined,
    // A federated user without session policy has no permissions of its user.
    session: isSession && (sessionPolicies.length > 0 || type === "FederatedUser") ? sessionPolicies : undefined,
    scps: scps.length > 0 && inOrganization && manages(names.account, accounts) !== YES ? scps : NONE,
    rcps: rcps.length > 0 && !names.isServiceLinkedRole && manages(resourceAccount, accounts) !== YES ? rcps : NONE,
    resource: resource ? [resource] : NONE,
  };
}

/**
 * RCPs only take away: `RCPFullAWSAccess`, which is always attached, allows everything.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps
 */
function tallyRcps(rcps: readonly CompiledPolicy[], asked: Asked): ResourceTally {
  const { accounts } = asked.context;
  const found = ifTheyTake(
    tallyResource("resourceControlPolicy", rcps, asked),
    rcps.length > 0 ? manages(asked.resourceAccount, accounts) : NO,
  );
  // Nothing restricts kms:RetireGrant, not even a wildcard.
  if (found.deny === NO || asked.action.text === "kms:retiregrant") return { ...found, deny: NO };
  if (RCP_SERVICES.has(asked.action.service)) return found;
  // More services are added over the years: for the others it is not known.
  found.deny = and(found.deny, MAYBE);
  found.deniedBy = undefined;
  return found;
}
