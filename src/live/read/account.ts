import { splitArn } from "../../access/arn";
import type { Place, ProviderKind } from "../../access/vault";
import { PROVIDER_KINDS, tokenVaultArn } from "../../access/vault";
import type { Caller } from "../calls";
import type { Kept } from "../kept";
import { keep } from "../kept";
import { piece } from "../piece";
import { SnapshotProblem } from "../shape";
import type { AccountSnapshot, IdentitiesSnapshot, ProviderDetail, RegionSnapshot } from "../snapshot";
import { readConsumers } from "./consumers";
import { readIdentities } from "./identities";
import type { Asker, Lookups } from "./lookups";
import { readOrganization } from "./organization";
import { everyPage } from "./paging";
import type { Where } from "./paging";
import { readProviders } from "./providers";
import { readRuntimes } from "./runtimes";
import { listSecrets } from "./secrets";

/** An account that is to be read. */
export interface Target {
  /** What the user calls it. */
  readonly alias?: string;
  readonly caller: Caller;
  readonly regions: readonly string[];
  /** What was saved of IAM, by account, instead of asking. */
  readonly saved?: ReadonlyMap<string, IdentitiesSnapshot>;
  /** Whether to look at secrets, too, that no provider references, but for those of AWS's services. @default false */
  readonly everySecret?: boolean;
}

/** Who asks in an account: without an answer to this nothing else can be asked. */
export async function whoAsks({ alias, caller, regions }: Target): Promise<Asker & { readonly arn: string }> {
  const [region = ""] = regions;
  const answer = await piece("sts:GetCallerIdentity", region, () => caller.call("sts:GetCallerIdentity", region, {}));
  if ("value" in answer) {
    const { Account: account = "", Arn: arn = "" } = answer.value;
    return { account, arn, partition: splitArn(arn)?.partition ?? "aws", caller };
  }
  const whose = alias === undefined ? "" : ` for account ${alias}`;
  throw new SnapshotProblem(
    `AWS does not say who asks${whose}: ${answer.unread.error}. Look whether the credentials are there and valid: aws sts get-caller-identity.`,
  );
}

interface Reading {
  readonly kept: Kept;
  readonly lookups: Lookups;
}

/** What an account holds; of what its providers refer to the lookups hear. */
export async function readAccount(
  { alias, caller, regions, saved, everySecret = false }: Target,
  asker: Asker & { readonly arn: string },
  reading: Reading,
): Promise<Omit<AccountSnapshot, "keys" | "secrets">> {
  const { account: id, partition, arn } = asker;
  const [region = ""] = regions;
  const anywhere: Where = { caller, region };
  const before = reading.kept.account(id);
  const given = saved?.get(id);
  const [identities, organization, ...read] = await Promise.all([
    keep(given ? { value: given } : before?.identities, () =>
      piece("iam:GetAccountAuthorizationDetails", id, () => readIdentities(anywhere)),
    ),
    keep(before?.organization, () => readOrganization(anywhere, id)),
    ...regions.map((one) => readRegion({ caller, region: one }, asker, reading, everySecret)),
  ] as const);
  return { id, partition, ...(alias !== undefined && { alias }), caller: arn, identities, organization, regions: read };
}

async function readRegion(
  where: Where,
  asker: Asker,
  { kept, lookups }: Reading,
  everySecret: boolean,
): Promise<RegionSnapshot> {
  const { region } = where;
  const { account, partition } = asker;
  const before = kept.region(account, region);
  const place = `account ${account}, ${region}`;
  const kinds = Object.keys(PROVIDER_KINDS) as ProviderKind[];
  const found = (detail: ProviderDetail): void => lookups.provider(asker, region, detail);
  const [tokenVault, workloadIdentities, runtimes, listed, consumers, ...providers] = await Promise.all([
    keep(before?.tokenVault, () => readVault(where, { partition, region, account })).then((vault) => {
      const keyId = "value" in vault ? vault.value.keyId : undefined;
      if (keyId !== undefined) lookups.key(asker, region, keyId);
      return vault;
    }),
    keep(before?.workloadIdentities, () =>
      piece("bedrock-agentcore:ListWorkloadIdentities", place, () =>
        everyPage(
          where,
          "bedrock-agentcore:ListWorkloadIdentities",
          (nextToken) => ({ maxResults: WORKLOAD_IDENTITIES, nextToken }),
          ({ workloadIdentities: items, nextToken }) => ({
            items: items?.map(({ name = "", workloadIdentityArn: arn = "" }) => ({ name, arn })),
            next: nextToken,
          }),
        ),
      ),
    ),
    readRuntimes(where, place, before?.runtimes),
    keep(before?.listed, () => piece("secretsmanager:ListSecrets", place, () => listSecrets(where))).then((all) => {
      if (everySecret && "value" in all)
        for (const { arn, owningService } of all.value)
          if (owningService === undefined) lookups.secret(asker, region, arn);
      return all;
    }),
    readConsumers(where, { partition, account, region }, before?.consumers),
    ...kinds.map((kind) => readProviders(where, kind, place, { kept, found })),
  ] as const);
  return {
    region,
    providers: Object.fromEntries(kinds.map((kind, index) => [kind, providers[index]])) as RegionSnapshot["providers"],
    tokenVault,
    workloadIdentities,
    runtimes,
    listed,
    consumers,
  };
}

const readVault = ({ caller, region }: Where, place: Place): Promise<RegionSnapshot["tokenVault"]> =>
  piece("bedrock-agentcore:GetTokenVault", tokenVaultArn(place), async () => {
    const { kmsConfiguration } = await caller.call("bedrock-agentcore:GetTokenVault", region, {});
    const keyId = kmsConfiguration?.kmsKeyArn;
    return keyId === undefined ? {} : { keyId };
  });

/** As many as the list gives at once. */
const WORKLOAD_IDENTITIES = 20;
