import { splitArn } from "../access/arn";
import { valueOf } from "./piece";
import type { Target } from "./read/account";
import { readAccount } from "./read/account";
import { readKey } from "./read/keys";
import { isInNone, readLimits } from "./read/organization";
import { each } from "./read/paging";
import { readSecret } from "./read/secrets";
import { SnapshotProblem } from "./shape";
import type { AccountSnapshot, ProviderDetail, Snapshot } from "./snapshot";
import { SNAPSHOT_FORMAT } from "./snapshot";

export type { Target } from "./read/account";

/** An account that was read, by whom. */
interface Reached {
  readonly target: Target;
  readonly account: AccountSnapshot;
}

/**
 * Reads accounts. What cannot be read is in the snapshot, too, with the reason; only who cannot say who it is ends it.
 * First what each account holds, then the secrets that providers reference, then the keys of those secrets: each in the
 * account that owns it, if that is read, and else with the permissions of the account that refers to it.
 *
 * @param also ARNs of secrets that are described whether a provider references them or not
 */
export async function readAccounts(
  targets: readonly Target[],
  now: Date,
  also: readonly string[] = [],
): Promise<Snapshot> {
  const reached = await Promise.all(
    targets.map(async (target): Promise<Reached> => ({ target, account: await readAccount(target) })),
  );
  for (const { account, target } of reached) {
    const other = reached.find((one) => one.target !== target && one.account.id === account.id);
    if (other)
      throw new SnapshotProblem(
        `${target.alias ?? "One account"} and ${other.target.alias ?? "another"} are both account ${account.id}: give it once.`,
      );
  }
  const named = (account: AccountSnapshot): Named[] => [...secretsOf(account), ...wantedOf(account, also, reached)];
  const secrets = await readNamed(reached, named, readSecret);
  const withSecrets = reached.map((one, index) => ({
    ...one,
    account: { ...one.account, secrets: secrets[index] ?? [] },
  }));
  const keys = await readNamed(withSecrets, keysOf, readKey);
  const accounts = await Promise.all(
    withSecrets.map(async ({ account }, index) => ({
      ...account,
      keys: keys[index] ?? [],
      ...(await limitsOf(account, reached)),
    })),
  );
  return { format: SNAPSHOT_FORMAT, takenAt: now.toISOString(), accounts };
}

/** Something that an account names, and the Region that it is in. */
interface Named {
  readonly id: string;
  readonly region: string;
}

/** Each once, by whoever should ask. */
async function readNamed<T>(
  reached: readonly Reached[],
  namedIn: (account: AccountSnapshot) => Iterable<Named>,
  read: (where: { caller: Target["caller"]; region: string }, id: string) => Promise<T>,
): Promise<T[][]> {
  const asked = reached.map(() => new Map<string, Named>());
  for (const [index, { account }] of reached.entries())
    for (const named of namedIn(account)) {
      const owner = splitArn(named.id)?.account ?? account.id;
      const own = reached.findIndex((one) => one.account.id === owner);
      asked[own < 0 ? index : own]?.set(`${named.id} ${named.region}`, named);
    }
  return Promise.all(
    reached.map(({ target: { caller } }, index) =>
      each([...(asked[index]?.values() ?? [])], ({ id, region }) => read({ caller, region }, id)),
    ),
  );
}

function* detailsOf({ regions }: AccountSnapshot): Generator<{ region: string; detail: ProviderDetail }> {
  for (const { region, providers } of regions)
    for (const kind of Object.values(providers))
      for (const one of valueOf(kind) ?? []) {
        const detail = valueOf(one.detail);
        if (detail) yield { region, detail };
      }
}

/** Secrets that are asked for by ARN: by their own account, or by all if that is not read. */
function wantedOf({ id }: AccountSnapshot, arns: readonly string[], reached: readonly Reached[]): Named[] {
  return arns.flatMap((arn) => {
    const { account = "", region = "" } = splitArn(arn) ?? {};
    const isRead = reached.some((one) => one.account.id === account);
    return account === id || !isRead ? [{ id: arn, region }] : [];
  });
}

function* secretsOf(account: AccountSnapshot): Generator<Named> {
  for (const { region, detail } of detailsOf(account))
    for (const { secretId: id } of Object.values(detail.references))
      yield { id, region: splitArn(id)?.region ?? region };
}

function* keysOf(account: AccountSnapshot): Generator<Named> {
  const { partition, id: owner, regions, secrets } = account;
  const named = (id: string, region: string, holder = owner): Named => {
    const arn = splitArn(id);
    if (arn) return { id, region: arn.region };
    const resource = id.startsWith("alias/") ? id : `key/${id}`;
    return { id: `arn:${partition}:kms:${region}:${holder}:${resource}`, region };
  };
  for (const { description } of secrets) {
    const { keyId, arn = "" } = valueOf(description) ?? {};
    const place = splitArn(arn);
    if (keyId !== undefined) yield named(keyId, place?.region ?? "", place?.account);
  }
  for (const { region, detail } of detailsOf(account)) for (const id of detail.signingKeys) yield named(id, region);
  for (const { region, tokenVault } of regions) {
    const keyId = valueOf(tokenVault)?.keyId;
    if (keyId !== undefined) yield named(keyId, region);
  }
}

/** Whoever may ask tells it of all accounts: the management account first, then each of those that are read. */
async function limitsOf(
  { id, organization }: AccountSnapshot,
  reached: readonly Reached[],
): Promise<Pick<AccountSnapshot, "limits" | "organization">> {
  if ("value" in organization && organization.value === null) return { organization };
  const manager = valueOf(organization)?.managementAccount;
  const first = (one: Reached): number => (one.account.id === manager ? 0 : one.account.id === id ? 1 : 2);
  let limits: AccountSnapshot["limits"];
  for (const { target, account } of [...reached].sort((a, b) => first(a) - first(b))) {
    const found = await readLimits({ caller: target.caller, region: target.regions[0] ?? "" }, id);
    if ("value" in found) return { organization, limits: found };
    // Whoever may not ask for the organization may hear by this that there is none.
    if (account.id === id && isInNone(found)) return { organization: { value: null } };
    limits ??= found;
  }
  return { organization, ...(limits && { limits }) };
}
