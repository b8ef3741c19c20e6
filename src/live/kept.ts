import type { Piece } from "./piece";
import type {
  AccountSnapshot,
  KeySnapshot,
  ProviderSnapshot,
  RegionSnapshot,
  SecretSnapshot,
  Snapshot,
} from "./snapshot";
import { valueOf } from "./piece";

/** What an earlier snapshot holds: what was read then is not read again. */
export class Kept {
  private readonly accounts = new Map<string, AccountSnapshot>();
  private readonly regions = new Map<string, RegionSnapshot>();
  private readonly providers = new Map<string, ProviderSnapshot>();
  private readonly secrets = new Map<string, SecretSnapshot>();
  private readonly keys = new Map<string, KeySnapshot>();

  public constructor(before: Snapshot | undefined) {
    for (const account of before?.accounts ?? []) {
      const { id } = account;
      this.accounts.set(id, account);
      for (const region of account.regions) {
        this.regions.set(`${id} ${region.region}`, region);
        for (const listed of Object.values(region.providers))
          for (const one of valueOf(listed) ?? []) this.providers.set(one.arn, one);
      }
      for (const secret of account.secrets) this.secrets.set(`${id} ${secret.region} ${secret.id}`, secret);
      for (const key of account.keys) this.keys.set(`${id} ${key.id}`, key);
    }
  }

  public account(id: string): AccountSnapshot | undefined {
    return this.accounts.get(id);
  }

  public region(account: string, region: string): RegionSnapshot | undefined {
    return this.regions.get(`${account} ${region}`);
  }

  public provider(arn: string): ProviderSnapshot | undefined {
    return this.providers.get(arn);
  }

  public secret(account: string, region: string, id: string): SecretSnapshot | undefined {
    return this.secrets.get(`${account} ${region} ${id}`);
  }

  public key(account: string, id: string): KeySnapshot | undefined {
    return this.keys.get(`${account} ${id}`);
  }
}

/** A piece that was read before; else it is read. */
export const keep = <T>(before: Piece<T> | undefined, read: () => Promise<Piece<T>>): Promise<Piece<T>> =>
  before !== undefined && "value" in before ? Promise.resolve(before) : read();
