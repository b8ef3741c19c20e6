import type { Asked } from "./asked";
import { prepare } from "./asked";
import type { Path } from "./paths";
import { best, pathsTo } from "./paths";
import type { Deciding } from "./places";
import { resourcePolicyPlace } from "./places";
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
const UNKNOWN_IDENTITY_POLICIES = unreadablePolicy("identity policies", "identity", "they were not given");

/** What all policies say of a request. */
export interface Evaluation {
  readonly asked: Asked;
  readonly verdict: Verdict;
  readonly deniedBy: readonly Deciding[];
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
  readonly boundary?: CompiledPolicy;
  readonly session?: readonly CompiledPolicy[];
  readonly scps: readonly (readonly CompiledPolicy[])[];
  readonly rcps: readonly CompiledPolicy[];
  readonly resource: readonly CompiledPolicy[];
}

export function evaluate(policies: Policies, request: Request): Evaluation {
  const asked = prepare(request, policies.accounts ?? {}, policies.permissionsBoundary !== undefined);
  const consulted = consult(policies, asked);
  const side = {
    identity: tally("identityPolicy", consulted.identity, asked),
    boundary: consulted.boundary && tally("permissionsBoundary", [consulted.boundary], asked),
    session: consulted.session && tally("sessionPolicy", consulted.session, asked),
  };
  const scps = consulted.scps.map((level) => tally("serviceControlPolicy", level, asked));
  const rcp = tallyRcps(consulted.rcps, asked);
  const resource = tallyResource(resourcePolicyPlace(asked.action), consulted.resource, asked);
  const deny = denyOf(side.identity, side.boundary, side.session, rcp, resource, ...scps);
  const paths = pathsTo(policies, asked, side, resource);
  const allow = scps.reduce<Truth>((truth, level) => and(truth, level.allow), best(paths));
  return {
    asked,
    verdict: verdictOf(allow, deny),
    deniedBy: deny === YES ? denying(side.identity, side.boundary, side.session, ...scps, rcp, resource) : [],
    paths,
    scps,
    consulted,
  };
}

type Denying = Pick<Tally, "deny" | "deniedBy"> | undefined;

function denyOf(...tallies: readonly Denying[]): Truth {
  let deny: Truth = NO;
  for (const one of tallies) if (one) deny = or(deny, one.deny);
  return deny;
}

const denying = (...tallies: readonly Denying[]): Deciding[] =>
  tallies.flatMap((one) => (one?.deniedBy ? [one.deniedBy] : []));

/** A denial is certain when nothing allows, even if it is not known whether something also denies. */
function verdictOf(allow: Truth, deny: Truth): Verdict {
  if (deny === YES) return "explicitlyDenied";
  if (allow === NO) return "implicitlyDenied";
  return allow === YES && deny === NO ? "allowed" : "unknown";
}

const NONE: readonly never[] = [];

/** Which of the given policies apply to this kind of principal at all. */
function consult(policies: Policies, { names, action, resourceAccount }: Asked): Consulted {
  const { type } = names.principal;
  const accounts = policies.accounts ?? {};
  const isEntity = type === "AssumedRole" || type === "User" || type === "FederatedUser";
  const isSession = type === "AssumedRole" || type === "FederatedUser";
  const inOrganization = (isEntity || type === "Account") && !names.isServiceLinkedRole;
  const {
    sessionPolicies = NONE,
    serviceControlPolicies: scps = NONE,
    resourceControlPolicies: rcps = NONE,
  } = policies;
  const resource = policies.resourcePolicy ?? (action.startsWith("kms:") ? UNKNOWN_KEY_POLICY : undefined);
  return {
    identity: isEntity ? (policies.identityPolicies ?? [UNKNOWN_IDENTITY_POLICIES]) : [],
    boundary: isEntity ? policies.permissionsBoundary : undefined,
    // A federated user without session policy has no permissions of its user.
    session: isSession && (sessionPolicies.length > 0 || type === "FederatedUser") ? sessionPolicies : undefined,
    scps: scps.length > 0 && inOrganization && !manages(names.account, accounts) ? scps : NONE,
    rcps: rcps.length > 0 && !names.isServiceLinkedRole && !manages(resourceAccount, accounts) ? rcps : NONE,
    resource: resource ? [resource] : [],
  };
}

const manages = (account: string | undefined, accounts: Accounts): boolean =>
  account !== undefined && accounts[account]?.isManagementAccount === true;

/**
 * RCPs only take away: `RCPFullAWSAccess`, which is always attached, allows everything.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps
 */
function tallyRcps(rcps: readonly CompiledPolicy[], asked: Asked): ResourceTally {
  const found = tallyResource("resourceControlPolicy", rcps, asked);
  // Nothing restricts kms:RetireGrant, not even a wildcard.
  if (found.deny === NO || asked.action === "kms:retiregrant") return { ...found, deny: NO };
  if (RCP_SERVICES.has(asked.action.split(":")[0] ?? "")) return found;
  // More services are added over the years: for the others it is not known.
  return { ...found, deny: and(found.deny, MAYBE), deniedBy: undefined };
}
