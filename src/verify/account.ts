import { splitArn } from "../access/arn";
import type { Piece } from "../live/piece";
import { valueOf } from "../live/piece";
import type { ListedSecret, ProviderSnapshot, RegionSnapshot, Snapshot } from "../live/snapshot";
import { Indexed } from "../live/world/indexed";
import { isOpen, isUnknown } from "../decision";
import type { ModelProvider } from "../proof/model";
import { shown } from "../proof/values";

/** A provider that was looked for. */
export type Found =
  | { readonly provider: ProviderSnapshot }
  /** The account was read, and has none. */
  | { readonly isMissing: true; readonly place: string }
  /** Why nobody could look, and what would tell. */
  | { readonly why: string; readonly way: string }
  | { readonly list: Piece<readonly ProviderSnapshot[]> & { readonly unread: unknown } };

/** What was read of accounts, by what inputs call it. */
export class Account {
  public readonly index: Indexed;

  public constructor(public readonly snapshot: Snapshot) {
    this.index = new Indexed(snapshot);
  }

  public get now(): Date {
    return new Date(this.snapshot.takenAt);
  }

  public provider({ kind, name, region, account }: ModelProvider): Found {
    for (const [what, value] of Object.entries({ name, Region: region, account }))
      if (isUnknown(value) || isOpen(value))
        return { why: `the inputs do not tell its ${what}: ${shown(value)}`, way: APPLIED };
    const read = this.region(String(account), String(region));
    if ("why" in read) return read;
    const list = read.region.providers[kind as keyof RegionSnapshot["providers"]];
    if (!("value" in list)) return { list };
    const provider = list.value.find((one) => one.name === name);
    return provider ? { provider } : { isMissing: true, place: `account ${String(account)}, ${String(region)}` };
  }

  /** A secret by what the list of its Region tells. */
  public listed(
    arn: string,
  ): { readonly all: Piece<readonly ListedSecret[]>; readonly one?: ListedSecret } | undefined {
    const place = splitArn(arn);
    const read = this.region(place?.account ?? "", place?.region ?? "");
    if ("why" in read) return undefined;
    const all = read.region.listed;
    const one = valueOf(all)?.find((secret) => secret.arn === arn);
    return { all, ...(one && { one }) };
  }

  private region(
    account: string,
    region: string,
  ): { readonly region: RegionSnapshot } | { readonly why: string; readonly way: string } {
    const found = this.index.account(account);
    if (!found)
      return { why: `account ${account} was not read`, way: `Read it, too: --account NAME=PROFILE of ${account}.` };
    const one = found.regions.find((candidate) => candidate.region === region);
    return one
      ? { region: one }
      : { why: `${region} of account ${account} was not read`, way: `Read it, too: --region ${region}.` };
  }
}

/** What only an apply tells, a state has. */
export const APPLIED = "Give the state after the apply instead: terraform show -json > state.json";
