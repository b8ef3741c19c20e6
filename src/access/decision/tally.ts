import type { Asked } from "./asked";
import type { Deciding, Place } from "./places";
import type { CompiledPolicy } from "./policy";
import type { MatchKind } from "./principal-element";
import { anyMatch, matchNotPrincipal, matchPrincipal } from "./principal-element";
import type { CompiledStatement } from "./statement";
import type { Truth } from "./truth";
import { and, MAYBE, NO, or, YES } from "./truth";

/** What the policies of one place say of a request. */
export interface Tally {
  readonly place: Place;
  readonly allow: Truth;
  readonly deny: Truth;
  readonly allowedBy?: Deciding;
  readonly deniedBy?: Deciding;
}

/** What a resource policy says, told apart by the way in which its statements name the principal. */
export interface ResourceTally {
  readonly place: Place;
  readonly allow: Readonly<Record<MatchKind, Truth>>;
  readonly deny: Truth;
  readonly allowedBy: Readonly<Partial<Record<MatchKind, Deciding>>>;
  readonly deniedBy?: Deciding;
}

const deciding = (place: Place, policy: CompiledPolicy, { index, sid }: CompiledStatement): Deciding => ({
  place,
  policy: policy.name,
  statement: index,
  sid,
});

/** Whether action, resource and conditions of a statement fit, whoever asks. */
export function fits(statement: CompiledStatement, { action, resource, context }: Asked): Truth {
  let truth = statement.matchesAction(action);
  if (truth === NO) return NO;
  truth = and(truth, statement.matchesResource(resource, context));
  for (const condition of statement.conditions) {
    if (truth === NO) return NO;
    truth = and(truth, condition.evaluate(context));
  }
  return statement.doubtful ? and(truth, MAYBE) : truth;
}

/** Sums up policies that say nothing about principals: one allow suffices, and so does one deny. */
export function tally(place: Place, policies: readonly CompiledPolicy[], asked: Asked): Tally {
  if (policies.length === 0) return { place, allow: NO, deny: NO };
  let allow: Truth = NO;
  let deny: Truth = NO;
  let allowedBy: Deciding | undefined;
  let deniedBy: Deciding | undefined;
  for (const policy of policies) {
    if (policy.unreadable !== undefined) {
      allow = or(allow, MAYBE);
      deny = or(deny, MAYBE);
    }
    for (const statement of policy.statements) {
      // One certain statement of an effect suffices.
      if ((statement.effect === "Allow" && allow === YES) || (statement.effect === "Deny" && deny === YES)) continue;
      const truth = fits(statement, asked);
      if (truth === NO) continue;
      if (statement.effect !== "Deny" && truth > allow) {
        allow = truth;
        if (truth === YES) allowedBy = deciding(place, policy, statement);
      }
      if (statement.effect !== "Allow" && truth > deny) {
        deny = truth;
        if (truth === YES) deniedBy = deciding(place, policy, statement);
      }
    }
  }
  return { place, allow, deny, allowedBy, deniedBy };
}

/** Sums up policies that name principals. */
export function tallyResource(place: Place, policies: readonly CompiledPolicy[], asked: Asked): ResourceTally {
  if (policies.length === 0) return { place, allow: NOTHING, deny: NO, allowedBy: {} };
  const allow = { direct: NO as Truth, role: NO as Truth, account: NO as Truth };
  const allowedBy: Partial<Record<MatchKind, Deciding>> = {};
  let deny: Truth = NO;
  let deniedBy: Deciding | undefined;
  for (const policy of policies) {
    if (policy.unreadable !== undefined) {
      allow.direct = or(allow.direct, MAYBE);
      deny = or(deny, MAYBE);
    }
    for (const statement of policy.statements) {
      const named = statement.effect === "Deny" ? NOTHING : namedBy(statement, asked);
      const denied = statement.effect === "Allow" ? NO : isDenied(statement, asked);
      // Most statements are about others: that is settled before their conditions are looked at.
      if (denied === NO && anyMatch(named) === NO) continue;
      const truth = fits(statement, asked);
      if (truth === NO) continue;
      for (const kind of MATCH_KINDS) {
        const one = and(truth, named[kind]);
        if (one <= allow[kind]) continue;
        allow[kind] = one;
        if (one === YES) allowedBy[kind] = deciding(place, policy, statement);
      }
      if (and(truth, denied) <= deny) continue;
      deny = and(truth, denied);
      if (deny === YES) deniedBy = deciding(place, policy, statement);
    }
  }
  return { place, allow, deny, allowedBy, deniedBy };
}

const NOTHING = { direct: NO, role: NO, account: NO } as const;
const MATCH_KINDS = ["direct", "role", "account"] as const;
const IN_DOUBT = { direct: MAYBE, role: NO, account: NO } as const;

/** How an `Allow` names the one who asks. With `NotPrincipal` AWS does not support it. */
export const namedBy = ({ principal }: CompiledStatement, { names }: Asked): Readonly<Record<MatchKind, Truth>> =>
  principal === undefined || principal.negated ? IN_DOUBT : matchPrincipal(principal.named, names);

/** Whether a `Deny` is about the one who asks. */
export function isDenied({ principal }: CompiledStatement, { names, hasBoundary }: Asked): Truth {
  if (principal === undefined) return MAYBE;
  return principal.negated
    ? matchNotPrincipal(principal.named, names, hasBoundary)
    : anyMatch(matchPrincipal(principal.named, names));
}
