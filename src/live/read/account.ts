import { splitArn } from "../../access/arn";
import type { ProviderKind } from "../../access/vault";
import { PROVIDER_KINDS, tokenVaultArn } from "../../access/vault";
import type { Caller } from "../calls";
import type { Piece } from "../piece";
import { piece } from "../piece";
import { SnapshotProblem } from "../shape";
import type { AccountSnapshot, IdentitiesSnapshot, RegionSnapshot } from "../snapshot";
import { readConsumers } from "./consumers";
import { readIdentities } from "./identities";
import { readOrganization } from "./organization";
import { everyPage } from "./paging";
import type { Where } from "./paging";
import { readProviders } from "./providers";
import { listSecrets } from "./secrets";

/** An account that is to be read. */
export interface Target {
  /** What the user calls it. */
  readonly alias?: string;
  readonly caller: Caller;
  readonly regions: readonly string[];
  /** What was saved of IAM, by account, instead of asking. */
  readonly saved?: ReadonlyMap<string, IdentitiesSnapshot>;
}

/** What an account holds by itself, before anything that it refers to is looked at. */
export async function readAccount(target: Target): Promise<AccountSnapshot> {
  const { alias, caller, regions, saved } = target;
  const [region = ""] = regions;
  const anywhere: Where = { caller, region };
  const { id, arn } = await whoAsks(target, region);
  const partition = splitArn(arn)?.partition ?? "aws";
  const identities = saved?.get(id);
  const [found, organization, ...read] = await Promise.all([
    identities
      ? { value: identities }
      : piece("iam:GetAccountAuthorizationDetails", id, () => readIdentities(anywhere)),
    readOrganization(anywhere, id),
    ...regions.map((one) => readRegion({ caller, region: one }, { partition, account: id })),
  ] as const);
  return {
    id,
    partition,
    ...(alias !== undefined && { alias }),
    caller: arn,
    identities: found satisfies Piece<IdentitiesSnapshot>,
    organization,
    regions: read,
    secrets: [],
    keys: [],
  };
}

/** Without an answer to this nothing else can be asked. */
async function whoAsks({ alias, caller }: Target, region: string): Promise<{ id: string; arn: string }> {
  const answer = await piece("sts:GetCallerIdentity", region, () => caller.call("sts:GetCallerIdentity", region, {}));
  if ("value" in answer) return { id: answer.value.Account ?? "", arn: answer.value.Arn ?? "" };
  const whose = alias === undefined ? "" : ` for account ${alias}`;
  throw new SnapshotProblem(
    `AWS does not say who asks${whose}: ${answer.unread.error}. Look whether the credentials are there and valid: aws sts get-caller-identity.`,
  );
}

async function readRegion(
  where: Where,
  { partition, account }: { partition: string; account: string },
): Promise<RegionSnapshot> {
  const { caller, region } = where;
  const place = `account ${account}, ${region}`;
  const kinds = Object.keys(PROVIDER_KINDS) as ProviderKind[];
  const vault = tokenVaultArn({ partition, region, account });
  const [tokenVault, workloadIdentities, listed, consumers, ...providers] = await Promise.all([
    piece("bedrock-agentcore:GetTokenVault", vault, async () => {
      const { kmsConfiguration } = await caller.call("bedrock-agentcore:GetTokenVault", region, {});
      const keyId = kmsConfiguration?.kmsKeyArn;
      return keyId === undefined ? {} : { keyId };
    }),
    piece("bedrock-agentcore:ListWorkloadIdentities", place, () =>
      everyPage(
        where,
        "bedrock-agentcore:ListWorkloadIdentities",
        (nextToken) => ({ maxResults: WORKLOAD_IDENTITIES, nextToken }),
        ({ workloadIdentities, nextToken }) => ({
          items: workloadIdentities?.map(({ name = "", workloadIdentityArn: arn = "" }) => ({ name, arn })),
          next: nextToken,
        }),
      ),
    ),
    piece("secretsmanager:ListSecrets", place, () => listSecrets(where)),
    readConsumers(where, { partition, account, region }),
    ...kinds.map((kind) => readProviders(where, kind, place)),
  ] as const);
  return {
    region,
    providers: Object.fromEntries(kinds.map((kind, index) => [kind, providers[index]])) as RegionSnapshot["providers"],
    tokenVault,
    workloadIdentities,
    listed,
    consumers,
  };
}

/** As many as the list gives at once. */
const WORKLOAD_IDENTITIES = 20;
