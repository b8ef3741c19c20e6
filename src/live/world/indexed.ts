import type { AccountSnapshot, KeySnapshot, SecretSnapshot, Snapshot } from "../snapshot";
import { valueOf } from "../piece";

/** A policy that the user gives because it was not read. */
export interface AddedPolicy {
  readonly kind: "key" | "policy" | "role" | "secret";
  readonly arn: string;
  readonly file: string;
  readonly document: unknown;
}

/** A secret, with the account that it was read with. */
export interface Seen<T> {
  readonly account: AccountSnapshot;
  readonly seen: T;
}

/** Finds what a snapshot holds by the names that things have for each other. */
export class Indexed {
  private readonly secrets = new Map<string, Seen<SecretSnapshot>>();
  private readonly keys = new Map<string, Seen<KeySnapshot>>();
  private readonly accounts: ReadonlyMap<string, AccountSnapshot>;

  public constructor(public readonly snapshot: Snapshot) {
    this.accounts = new Map(snapshot.accounts.map((account) => [account.id, account]));
    for (const account of snapshot.accounts) {
      for (const seen of account.secrets)
        this.secrets.set(`${account.id} ${seen.region} ${seen.id}`, { account, seen });
      for (const seen of account.keys) this.keys.set(seen.id, { account, seen });
    }
    // By its ARN it is found, too, whoever has read it and by whatever name.
    for (const found of [...this.secrets.values()])
      for (const arn of [found.seen.id, valueOf(found.seen.description)?.arn])
        if (arn !== undefined && !this.secrets.has(arn)) this.secrets.set(arn, found);
    for (const found of [...this.keys.values()]) {
      const arn = valueOf(found.seen.description)?.arn;
      if (arn !== undefined && !this.keys.has(arn)) this.keys.set(arn, found);
    }
  }

  public account(id: string): AccountSnapshot | undefined {
    return this.accounts.get(id);
  }

  /** A secret by what a provider of an account and Region calls it. */
  public secret(account: string, region: string, id: string): Seen<SecretSnapshot> | undefined {
    return this.secrets.get(`${account} ${region} ${id}`) ?? (id.startsWith("arn:") ? this.secrets.get(id) : undefined);
  }

  public key(id: string): Seen<KeySnapshot> | undefined {
    return this.keys.get(id);
  }
}
