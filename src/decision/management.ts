import { sameText } from "./open-match";
import { isOpen } from "./open-text";
import type { Accounts } from "./request";
import type { ResourceTally, Tally } from "./tally";
import type { Truth } from "./truth";
import { and, MAYBE, NO, or, truthOf } from "./truth";

/**
 * Whether an account manages its organization, so that neither SCPs nor RCPs limit it. One whose number is not known
 * may be any of those that do.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp
 */
export function manages(account: string | undefined, accounts: Accounts): Truth {
  if (account !== undefined && !isOpen(account)) return truthOf(accounts[account]?.isManagementAccount === true);
  const managing = Object.keys(accounts).filter((id) => accounts[id]?.isManagementAccount);
  return managing.reduce<Truth>((truth, id) => or(truth, account === undefined ? MAYBE : sameText(account, id)), NO);
}

/** What policies say that may not apply at all: they then neither withhold nor deny. */
export const ifTheyApply = (found: Tally, isExempt: Truth): Tally =>
  isExempt === NO
    ? found
    : { ...found, allow: or(found.allow, MAYBE), deny: and(found.deny, MAYBE), deniedBy: undefined };

/** The same for policies that only take away. */
export const ifTheyTake = (found: ResourceTally, isExempt: Truth): ResourceTally =>
  isExempt === NO ? found : { ...found, deny: and(found.deny, MAYBE), deniedBy: undefined };
