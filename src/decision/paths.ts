import type { Asked } from "./asked";
import type { KmsGrant } from "./grant";
import { grantAllows, matchGrant } from "./grant";
import type { Deciding, Place } from "./places";
import type { Policies } from "./policies";
import type { ResourceTally, Tally } from "./tally";
import type { Truth } from "./truth";
import { and, MAYBE, NO, or, YES } from "./truth";

/** One thing that must be true on the way to an allow. */
export interface Step {
  readonly place: Place;
  readonly truth: Truth;
  readonly by?: Deciding;
  /** The grant, where it is one. */
  readonly grant?: KmsGrant;
}

/** A way to an allow: all its steps must hold. A request is allowed if one way holds. */
export interface Path {
  readonly steps: readonly Step[];
  /** Whether a report may propose it. Naming a session would lead around the role's permissions boundary. */
  readonly propose: boolean;
}

/** What the policies of the principal's side say. */
export interface PrincipalSide {
  readonly identity: Tally;
  readonly boundary?: Tally;
  readonly session?: Tally;
}

const UNLIMITED: readonly Step[] = [];

const step = ({ place, allow, allowedBy }: Tally): Step => ({ place, truth: allow, by: allowedBy });

/** The limits that an allow must also pass, if there are any. */
function limits({ boundary, session }: PrincipalSide): readonly Step[] {
  if (!boundary) return session ? [step(session)] : UNLIMITED;
  return session ? [step(boundary), step(session)] : [step(boundary)];
}

const namedItself = ({ place, direct, directBy }: ResourceTally): Step => ({ place, truth: direct, by: directBy });
const namedByRole = ({ place, role, roleBy }: ResourceTally): Step => ({ place, truth: role, by: roleBy });
const namedByAccount = ({ place, account, accountBy }: ResourceTally): Step => ({
  place,
  truth: account,
  by: accountBy,
});

/** Across accounts it does not matter by which of its names the principal is allowed. */
function namedAnyhow({ place, direct, role, account, directBy, roleBy, accountBy }: ResourceTally): Step {
  const truth = or(direct, or(role, account));
  return { place, truth, by: directBy ?? roleBy ?? accountBy };
}

/**
 * All ways to an allow.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function pathsTo(policies: Policies, asked: Asked, side: PrincipalSide, resource: ResourceTally): Path[] {
  const { type } = asked.names.principal;
  if (type === "Service" || type === "Federated" || type === "Anonymous") {
    return [propose([namedItself(resource)]), ...grantPaths(policies, asked, side)];
  }
  if (asked.sameAccount === MAYBE) return inDoubt(policies, asked, side, resource);
  if (asked.sameAccount === NO) return crossAccount(policies, asked, side, resource);
  if (type === "Account") return asked.action.needsResourcePolicy ? [propose([namedItself(resource)])] : [propose([])];
  return [...sameAccount(asked, side, resource), ...grantPaths(policies, asked, side)];
}

const propose = (steps: readonly Step[]): Path => ({ steps, propose: true });

/**
 * Within an account one of the two sides suffices; a key policy must at least hand the decision on to IAM.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function sameAccount({ names, action }: Asked, side: PrincipalSide, resource: ResourceTally): Path[] {
  const limited = limits(side);
  const isUser = names.principal.type === "User";
  const byIdentity = [step(side.identity), ...limited];
  const paths = [
    propose(action.needsResourcePolicy ? [namedByAccount(resource), ...byIdentity] : byIdentity),
    // A grant to the session or user itself is not limited by boundary and session policy, one to the role is.
    { steps: [namedItself(resource)], propose: isUser },
  ];
  if (!isUser) paths.push(propose([namedByRole(resource), ...limited]));
  return paths;
}

/**
 * Across accounts both sides must allow.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
function crossAccount(policies: Policies, asked: Asked, side: PrincipalSide, resource: ResourceTally): Path[] {
  const theirs = namedAnyhow(resource);
  if (asked.names.principal.type === "Account") return [propose([theirs])];
  return [propose([theirs, step(side.identity), ...limits(side)]), ...grantPaths(policies, asked, side)];
}

/** When it is not known whether the accounts are the same, only what both rules say is certain. */
function inDoubt(policies: Policies, asked: Asked, side: PrincipalSide, resource: ResourceTally): Path[] {
  const truths = [YES, NO].map((same) =>
    best(pathsTo(policies, { ...asked, sameAccount: same as Truth }, side, resource)),
  );
  const [one = NO, other = NO] = truths;
  return [propose([{ place: resource.place, truth: one === other ? one : MAYBE }])];
}

/**
 * A grant allows by itself. In another account the caller's own side must have a say, too: an IAM policy, or the
 * account that made the grant. How far permissions boundaries and session policies limit a grant is not documented.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */
function grantPaths({ grants = [] }: Policies, asked: Asked, side: PrincipalSide): Path[] {
  if (!asked.action.isKms) return [];
  const { names, action, context, sameAccount: same } = asked;
  const limited = limits(side).reduce<Truth>((truth, one) => and(truth, or(one.truth, MAYBE)), YES);
  const trusted = same === YES || names.account === undefined ? YES : or(side.identity.allow, MAYBE);
  const helps = and(limited, trusted) === YES;
  const paths = grants.map((grant) => {
    const allows = grantAllows(matchGrant(grant, names, action, asked.resource.text, context.encryptionContext));
    const issued = grant.issuingAccount !== undefined && grant.issuingAccount === names.account;
    const truth = and(allows, and(limited, issued ? YES : trusted));
    const by = truth === YES ? { place: "grant" as const, policy: grant.name } : undefined;
    return { steps: [{ place: "grant" as const, truth, by, grant }], propose: helps };
  });
  return [...paths, { steps: [{ place: "grant", truth: NO }], propose: helps }];
}

export const truthOfPath = ({ steps }: Path): Truth => steps.reduce<Truth>((truth, one) => and(truth, one.truth), YES);

export const best = (paths: readonly Path[]): Truth =>
  paths.reduce<Truth>((truth, path) => or(truth, truthOfPath(path)), NO);
