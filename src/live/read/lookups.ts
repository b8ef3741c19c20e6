import { splitArn } from "../../access/arn";
import type { Caller } from "../calls";
import type { Kept } from "../kept";
import { valueOf } from "../piece";
import type { KeySnapshot, ProviderDetail, SecretSnapshot } from "../snapshot";
import { readKey } from "./keys";
import { readSecret } from "./secrets";

/** Who may ask in an account. */
export interface Asker {
  readonly account: string;
  readonly partition: string;
  readonly caller: Caller;
}

/**
 * The secrets and keys that providers refer to, each read once and as soon as it is known: by the account that owns it, if
 * that is read, and else with the permissions of the account that refers to it.
 */
export class Lookups {
  private readonly secrets = new Map<string, Promise<readonly [string, SecretSnapshot]>>();
  private readonly keys = new Map<string, Promise<readonly [string, KeySnapshot]>>();

  public constructor(
    private readonly askers: readonly Asker[],
    private readonly kept: Kept,
  ) {}

  /** Everything that a provider of an account and Region refers to. */
  public provider(by: Asker, region: string, { references, signingKeys }: ProviderDetail): void {
    for (const { secretId } of Object.values(references)) this.secret(by, region, secretId);
    for (const id of signingKeys) this.key(by, region, id);
  }

  /** A key by its ARN, its ID, or an alias of the account and Region. */
  public key(by: Asker, region: string, id: string, owner = by.account): void {
    const resource = id.startsWith("alias/") ? id : `key/${id}`;
    const arn = id.startsWith("arn:") ? id : `arn:${by.partition}:kms:${region}:${owner}:${resource}`;
    const { account, caller } = this.askerFor(arn, by);
    const place = { caller, region: splitArn(arn)?.region ?? region };
    this.once(this.keys, `${account} ${arn}`, account, () => readKey(place, arn, this.kept.key(account, arn)));
  }

  /** All that was looked up by an account, when everything is there. */
  public async of(account: string): Promise<{ secrets: SecretSnapshot[]; keys: KeySnapshot[] }> {
    const secrets = await Promise.all(this.secrets.values());
    const keys = await Promise.all(this.keys.values());
    const own = <T extends { readonly id: string }>(all: readonly (readonly [string, T])[]): T[] =>
      all.flatMap(([of, one]) => (of === account ? [one] : [])).sort((a, b) => (a.id < b.id ? -1 : 1));
    return { secrets: own(secrets), keys: own(keys) };
  }

  private secret(by: Asker, from: string, id: string): void {
    const { account, caller } = this.askerFor(id, by);
    const region = splitArn(id)?.region ?? from;
    this.once(this.secrets, `${account} ${region} ${id}`, account, async () => {
      const found = await readSecret({ caller, region }, id, this.kept.secret(account, region, id));
      const { keyId, arn = "" } = valueOf(found.description) ?? {};
      if (keyId !== undefined) this.key(by, region, keyId, splitArn(arn)?.account);
      return found;
    });
  }

  private once<T>(
    all: Map<string, Promise<readonly [string, T]>>,
    key: string,
    account: string,
    read: () => Promise<T>,
  ): void {
    if (all.has(key)) return;
    const reading = read().then((one) => [account, one] as const);
    // Whoever waits for all of them hears of it.
    reading.catch(() => undefined);
    all.set(key, reading);
  }

  private askerFor(arn: string, by: Asker): Asker {
    const owner = splitArn(arn)?.account;
    return this.askers.find(({ account }) => account === owner) ?? by;
  }
}
