import type { Asked } from "./asked";
import type { Condition } from "./condition";
import type { Deciding, Place } from "./places";
import type { CompiledPolicy } from "./policy";
import type { PrincipalMatch } from "./principal-element";
import { anyMatch, IN_DOUBT, matchNotPrincipal, matchPrincipal, NOBODY } from "./principal-element";
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

/** What a resource policy says: allows are told apart by the way in which they name the principal. */
export class ResourceTally implements PrincipalMatch {
  public direct: Truth = NO;
  public role: Truth = NO;
  public account: Truth = NO;
  public deny: Truth = NO;
  public directBy: Deciding | undefined = undefined;
  public roleBy: Deciding | undefined = undefined;
  public accountBy: Deciding | undefined = undefined;
  public deniedBy: Deciding | undefined = undefined;

  public constructor(public readonly place: Place) {}
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
  const { conditions } = statement;
  for (let index = 0; index < conditions.length && truth !== NO; index++)
    truth = and(truth, (conditions[index] as Condition).evaluate(context));
  return statement.isDoubtful ? and(truth, MAYBE) : truth;
}

/** Sums up policies that say nothing about principals: one allow suffices, and so does one deny. */
export function tally(place: Place, policies: readonly CompiledPolicy[], asked: Asked): Tally {
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
      const { mayAllow, mayDeny } = statement;
      // One certain statement of an effect suffices.
      if (!(mayAllow && allow !== YES) && !(mayDeny && deny !== YES)) continue;
      const truth = fits(statement, asked);
      if (mayAllow && truth > allow) {
        allow = truth;
        if (truth === YES) allowedBy = deciding(place, policy, statement);
      }
      if (mayDeny && truth > deny) {
        deny = truth;
        if (truth === YES) deniedBy = deciding(place, policy, statement);
      }
    }
  }
  return { place, allow, deny, allowedBy, deniedBy };
}

/** Sums up policies that name principals. */
export function tallyResource(place: Place, policies: readonly CompiledPolicy[], asked: Asked): ResourceTally {
  const found = new ResourceTally(place);
  for (const policy of policies) {
    if (policy.unreadable !== undefined) {
      found.direct = or(found.direct, MAYBE);
      found.deny = or(found.deny, MAYBE);
    }
    for (const statement of policy.statements) addStatement(found, policy, statement, asked);
  }
  return found;
}

function addStatement(found: ResourceTally, policy: CompiledPolicy, statement: CompiledStatement, asked: Asked): void {
  const named = statement.mayAllow ? namedBy(statement, asked) : NOBODY;
  const denied = statement.mayDeny ? isDenied(statement, asked) : NO;
  // Most statements are about others: that is settled before their conditions are looked at.
  if (named === NOBODY && denied === NO) return;
  const truth = fits(statement, asked);
  if (truth === NO) return;
  const by = truth === YES ? deciding(found.place, policy, statement) : undefined;
  const direct = and(truth, named.direct);
  if (direct > found.direct) {
    found.direct = direct;
    if (direct === YES) found.directBy = by;
  }
  const role = and(truth, named.role);
  if (role > found.role) {
    found.role = role;
    if (role === YES) found.roleBy = by;
  }
  const account = and(truth, named.account);
  if (account > found.account) {
    found.account = account;
    if (account === YES) found.accountBy = by;
  }
  const deny = and(truth, denied);
  if (deny > found.deny) {
    found.deny = deny;
    if (deny === YES) found.deniedBy = by;
  }
}

/** How an `Allow` names the one who asks. With `NotPrincipal` AWS does not support it. */
export const namedBy = ({ principal }: CompiledStatement, { names }: Asked): PrincipalMatch =>
  principal === undefined || principal.negated ? IN_DOUBT : matchPrincipal(principal.named, names);

/** Whether a `Deny` is about the one who asks. */
export function isDenied({ principal }: CompiledStatement, { names, hasBoundary }: Asked): Truth {
  if (principal === undefined) return MAYBE;
  return principal.negated
    ? matchNotPrincipal(principal.named, names, hasBoundary)
    : anyMatch(matchPrincipal(principal.named, names));
}
