import { splitArn } from "../access/arn";
import type { RequestPrincipal } from "../decision";
import { isOpen } from "../decision";
import { Asker, holderOf, possiblePolicies } from "./asker";
import type { Candidate } from "./candidate";
import type { Model } from "./model";
import { principalAccount } from "./principal-account";
import type { Representative } from "./representatives";

/** Whether the plan tells something of its policies, be it only that they may be its own. */
const isSeen = (model: Model, principal: RequestPrincipal): boolean =>
  holderOf(model, principal) !== undefined || possiblePolicies(model, principal).length > 0;

/** One whom a condition names in full may be what the apply makes under a name that only it tells. */
const mayBePlanned = (model: Model, { name, principal }: Representative): boolean =>
  splitArn(name) !== undefined && isSeen(model, principal);

/** A candidate, and what it may bring along to a resource of some account. */
export class Person {
  private readonly own: Asker;
  private readonly worst = new Map<string, Asker>();

  public constructor(
    private readonly model: Model,
    public readonly candidate: Candidate,
    elsewhere: ReadonlySet<string>,
  ) {
    const { principal, group, representative, how } = candidate;
    if (group) this.own = Asker.ofGroup(model, group, principal);
    else if (representative ? !mayBePlanned(model, representative) : how === "near" && !isSeen(model, principal))
      this.own = Asker.withoutPolicies(model, principal, representative?.facts);
    else this.own = Asker.of(model, principal, elsewhere);
  }

  /** As it asks for something of its own account. */
  public get asker(): Asker {
    return this.own;
  }

  /** As it asks for a secret: a stranger of another account of whose policies nothing is seen is taken to have all. */
  public askerFor(secretArn: string): Asker {
    const account = this.foreignTo(secretArn);
    if (account === undefined) return this.own;
    const { principal, representative } = this.candidate;
    const found = this.worst.get(account) ?? Asker.ofAccount(this.model, account, principal, representative?.facts);
    this.worst.set(account, found);
    return found;
  }

  /** Its account, if that is not the one of the secret and nothing is seen of its policies. */
  public foreignTo(secretArn: string): string | undefined {
    const { principal, standing, representative, group } = this.candidate;
    if (group || (standing !== "other" && !representative)) return undefined;
    const holder = holderOf(this.model, principal);
    if (holder && (holder.isComplete || holder.policies.length > 0)) return undefined;
    const own = principalAccount(principal);
    const owner = splitArn(secretArn)?.account;
    // An account that only the apply tells may be its own.
    return own === undefined || own === owner || isOpen(own) || isOpen(owner ?? "") ? undefined : own;
  }
}
