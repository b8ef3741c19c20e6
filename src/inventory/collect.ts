import type { ProviderKind } from "../access/vault";
import { PROVIDER_KINDS } from "../access/vault";
import { isUnknown } from "../decision";
import { valueOf } from "../live/piece";
import type {
  AccountSnapshot,
  ListedSecret,
  ProviderSnapshot,
  ReferenceSnapshot,
  RegionSnapshot,
  SecretDescription,
  Snapshot,
} from "../live/snapshot";
import type { Model, ModelProvider } from "../proof/model";
import type { Row } from "../proof/proof";
import { candidatesFor } from "./candidates";
import { consumersOf } from "./consumers";
import type { Inventory, InventoryConsumer, InventoryProvider, InventorySecret } from "./inventory";
import { INVENTORY_FORMAT } from "./inventory";
import { orphansOf } from "./orphans";
import { readersOf, runtimesByRole } from "./readers";
import { Referenced } from "./referenced";
import { rotationOf } from "./rotation";
import { unreadParts } from "./unread-parts";

/**
 * The inventory of a snapshot.
 *
 * @param model that of the same snapshot
 * @param rows what was proven of it
 */
export function inventoryOf(snapshot: Snapshot, model: Model, rows: readonly Row[]): Inventory {
  const consumers = consumersOf(snapshot);
  const referenced = new Referenced(snapshot, model);
  const collector = new Collector(snapshot, model, rows, consumers.byProvider, referenced);
  const { orphans, gaps } = orphansOf(snapshot, referenced);
  return {
    format: INVENTORY_FORMAT,
    takenAt: snapshot.takenAt,
    accounts: snapshot.accounts.map(({ id, alias, regions }) => ({
      id,
      ...(alias !== undefined && { alias }),
      regions: regions.map(({ region }) => region),
    })),
    providers: collector.providers(),
    orphans,
    unknowns: [...unreadParts(snapshot, referenced), ...consumers.gaps, ...gaps],
  };
}

class Collector {
  private readonly models: ReadonlyMap<string, ModelProvider>;
  private readonly rows = new Map<ModelProvider, Row[]>();
  private readonly runtimes: ReadonlyMap<string, readonly string[]>;
  private readonly descriptions = new Map<string, SecretSnapshotDescription>();

  public constructor(
    private readonly snapshot: Snapshot,
    { providers }: Model,
    rows: readonly Row[],
    private readonly consumers: ReadonlyMap<string, readonly InventoryConsumer[]>,
    private readonly referenced: Referenced,
  ) {
    this.runtimes = runtimesByRole(snapshot);
    this.models = new Map(providers.map((provider) => [provider.at, provider]));
    for (const row of rows) {
      const found = this.rows.get(row.provider);
      if (found) found.push(row);
      else this.rows.set(row.provider, [row]);
    }
    for (const { secrets } of snapshot.accounts)
      for (const { description } of secrets) {
        const arn = valueOf(description)?.arn;
        if (arn !== undefined) this.descriptions.set(arn, description);
      }
  }

  public providers(): InventoryProvider[] {
    const found = this.snapshot.accounts.flatMap((account) =>
      account.regions.flatMap((region) =>
        (Object.keys(PROVIDER_KINDS) as ProviderKind[]).flatMap((kind) =>
          (valueOf(region.providers[kind]) ?? []).map((one) => this.provider(account, region, kind, one)),
        ),
      ),
    );
    return found.sort((a, b) => (a.arn < b.arn ? -1 : 1));
  }

  private provider(
    { id: account }: AccountSnapshot,
    region: RegionSnapshot,
    kind: ProviderKind,
    one: ProviderSnapshot,
  ): InventoryProvider {
    const { arn, name, vendor } = one;
    const {
      references = {},
      status,
      failureReason,
      callbackUrl,
      createdTime,
      lastUpdatedTime,
    } = valueOf(one.detail) ?? {};
    const days = this.daysSince(createdTime);
    return {
      arn,
      name,
      kind,
      account,
      region: region.region,
      ...(vendor !== undefined && { vendor }),
      ...(status !== undefined && { status }),
      ...(failureReason !== undefined && { failureReason }),
      ...(callbackUrl !== undefined && { callbackUrl }),
      ...(createdTime !== undefined && { createdTime }),
      ...(lastUpdatedTime !== undefined && { lastUpdatedTime }),
      ...(days !== undefined && { ageDays: days }),
      secrets: Object.entries(references).map(([member, reference], index) =>
        this.secret(one, region, member, reference, index),
      ),
      consumers: this.consumers.get(arn) ?? [],
    };
  }

  private secret(
    { arn, name, tags }: ProviderSnapshot,
    { listed }: RegionSnapshot,
    member: string,
    { source, secretId, jsonKey }: ReferenceSnapshot,
    index: number,
  ): InventorySecret {
    const model = this.models.get(arn);
    const found = model?.references[index]?.secretId;
    const secret = found === undefined || isUnknown(found) ? secretId : found;
    const description = this.descriptions.get(secret);
    const { keyId, createdDate, lastChangedDate, lastAccessedDate, deletedDate } =
      valueOf<SecretDescription>(description) ?? {};
    const days = this.daysSince(createdDate);
    const isManaged = source === "MANAGED";
    return {
      member,
      source,
      secret,
      ...(jsonKey !== undefined && { jsonKey }),
      ...(keyId !== undefined && { keyId }),
      ...(createdDate !== undefined && { createdDate }),
      ...(lastChangedDate !== undefined && { lastChangedDate }),
      ...(lastAccessedDate !== undefined && { lastAccessedDate }),
      ...(days !== undefined && { ageDays: days }),
      ...(deletedDate !== undefined && { deletedDate }),
      rotation: rotationOf(description, isManaged, this.snapshot.takenAt),
      readers: model ? readersOf(this.rows.get(model) ?? [], index, this.runtimes) : [],
      candidates: isManaged ? candidatesFor({ name, tags: valueOf(tags) ?? {} }, this.free(valueOf(listed) ?? [])) : [],
    };
  }

  /** A secret that a provider references already is that provider's credential. */
  private free(listed: readonly ListedSecret[]): ListedSecret[] {
    return listed.filter(({ arn }) => !this.referenced.has(arn));
  }

  private daysSince(date: string | undefined): number | undefined {
    const days = Math.floor((Date.parse(this.snapshot.takenAt) - Date.parse(date ?? "")) / 86_400_000);
    return Number.isFinite(days) ? Math.max(days, 0) : undefined;
  }
}

type SecretSnapshotDescription = AccountSnapshot["secrets"][number]["description"];
