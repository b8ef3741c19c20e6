import { Kept } from "./kept";
import { valueOf } from "./piece";
import type { Target } from "./read/account";
import { readAccount, whoAsks } from "./read/account";
import type { Asker } from "./read/lookups";
import { Lookups } from "./read/lookups";
import { isInNone, readLimits } from "./read/organization";
import { SnapshotProblem } from "./shape";
import type { AccountSnapshot, Snapshot } from "./snapshot";
import { SNAPSHOT_FORMAT } from "./snapshot";

export type { Target } from "./read/account";

/**
 * Reads accounts. What cannot be read is in the snapshot, too, with the reason; only who cannot say who it is ends it.
 *
 * @param now when it begins
 * @param before an earlier snapshot: what was read then is taken from it, and it tells the time
 * @throws SnapshotProblem
 */
export async function readAccounts(targets: readonly Target[], now: Date, before?: Snapshot): Promise<Snapshot> {
  const askers = await Promise.all(targets.map(whoAsks));
  refuseTwice(targets, askers);
  const kept = new Kept(before);
  const lookups = new Lookups(askers, kept);
  const own = await Promise.all(
    targets.map((target, index) => readAccount(target, askers[index] as (typeof askers)[number], { kept, lookups })),
  );
  const reached = own.map((account, index) => ({ account, target: targets[index] as Target }));
  const accounts = await Promise.all(
    own.map(async (account): Promise<AccountSnapshot> => {
      const { limits } = kept.account(account.id) ?? {};
      const around = limits && "value" in limits ? { limits } : await limitsOf(account, reached);
      return { ...account, ...around, ...(await lookups.of(account.id)) };
    }),
  );
  return { format: SNAPSHOT_FORMAT, takenAt: before?.takenAt ?? now.toISOString(), accounts };
}

function refuseTwice(targets: readonly Target[], askers: readonly Asker[]): void {
  for (const [index, { account }] of askers.entries()) {
    const other = askers.findIndex((one) => one.account === account);
    if (other === index) continue;
    const [first, second] = [other, index].map((at) => targets[at]?.alias ?? "one of them");
    throw new SnapshotProblem(`${first} and ${second} are both account ${account}: give it once.`);
  }
}

type Own = Omit<AccountSnapshot, "keys" | "secrets">;

/** Whoever may ask tells it of all accounts: the management account first, then each of those that are read. */
async function limitsOf(
  { id, organization }: Own,
  reached: readonly { readonly target: Target; readonly account: Own }[],
): Promise<Pick<AccountSnapshot, "limits" | "organization">> {
  if ("value" in organization && organization.value === null) return { organization };
  const manager = valueOf(organization)?.managementAccount;
  const rank = ({ account }: { readonly account: Own }): number =>
    account.id === manager ? 0 : account.id === id ? 1 : 2;
  let limits: AccountSnapshot["limits"];
  for (const { target, account } of [...reached].sort((a, b) => rank(a) - rank(b))) {
    const found = await readLimits({ caller: target.caller, region: target.regions[0] ?? "" }, id);
    if ("value" in found) return { organization, limits: found };
    // Whoever may not ask for the organization may hear by this that there is none.
    if (account.id === id && isInNone(found)) return { organization: { value: null } };
    limits ??= found;
  }
  return { organization, ...(limits && { limits }) };
}
