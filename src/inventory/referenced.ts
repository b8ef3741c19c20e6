import { splitArn } from "../access/arn";
import type { ProviderKind } from "../access/vault";
import { isUnknown } from "../decision";
import { unreadText, valueOf } from "../live/piece";
import type { RegionSnapshot, Snapshot } from "../live/snapshot";
import type { Model } from "../proof/model";

/** Which secrets providers reference, and where one that is not seen may do so. */
export class Referenced {
  private readonly arns = new Set<string>();
  private readonly anywhere = new Set<string>();
  /** Providers of whose reference nothing is known, by account. */
  private readonly open = new Map<string, string>();

  public constructor(
    private readonly snapshot: Snapshot,
    { providers }: Model,
  ) {
    for (const { references, account, at } of providers)
      for (const { secretId } of references)
        if (isUnknown(secretId)) this.open.set(String(account), `which secret ${at} references is not known`);
        else this.add(secretId);
  }

  private add(arn: string): void {
    this.arns.add(arn);
    this.anywhere.add(withoutRegion(arn));
  }

  public has(secretArn: string): boolean {
    return this.arns.has(secretArn);
  }

  /** The secret itself, or a replica of it. */
  public hasInAnyRegion(secretArn: string): boolean {
    return this.anywhere.has(withoutRegion(secretArn));
  }

  /** By a pattern of a condition, too. */
  public hasLike(pattern: string): boolean {
    if (!/[*?]/.test(pattern)) return this.hasInAnyRegion(pattern);
    const matcher = new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replace(/\*/g, ".*")
        .replace(/\?/g, ".")}$`,
      "s",
    );
    return [...this.arns].some((arn) => matcher.test(arn));
  }

  /** Why a provider may reference something in one of these Regions though none is seen; undefined if none does. */
  public doubt(accounts: Iterable<string>, regions: Iterable<string>): string | undefined {
    const places = [...regions];
    for (const account of accounts) {
      const read = this.snapshot.accounts.find(({ id }) => id === account);
      if (!read) return `account ${account} was not read: give it with --account`;
      const open = this.open.get(account);
      if (open !== undefined) return open;
      for (const place of places) {
        const region = read.regions.find((one) => one.region === place);
        if (!region) return `${place} of account ${account} was not read: give it with --region`;
        const gap = unreadProviders(region);
        if (gap !== undefined) return gap;
      }
    }
    return undefined;
  }
}

function unreadProviders({ providers }: RegionSnapshot): string | undefined {
  for (const kind of Object.keys(providers) as ProviderKind[]) {
    const listed = providers[kind];
    if (!("value" in listed)) return unreadText(listed.unread);
    for (const { detail } of listed.value) if (!("value" in detail)) return unreadText(detail.unread);
  }
  return undefined;
}

const withoutRegion = (arn: string): string => {
  const parts = splitArn(arn);
  return parts ? `${parts.partition} ${parts.account} ${parts.resource}` : arn;
};

/** The Regions in which a secret is, its replicas included. */
export function regionsOf(snapshot: Snapshot, secretArn: string): string[] {
  const own = splitArn(secretArn)?.region ?? "";
  const described = snapshot.accounts
    .flatMap(({ secrets }) => secrets.map(({ description }) => valueOf(description)))
    .find((one) => one?.arn === secretArn);
  return [own, ...(described?.replicas ?? []).map(({ region }) => region)];
}
