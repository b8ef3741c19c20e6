import * as control from "@aws-sdk/client-bedrock-agentcore-control";
import { ListRolePoliciesCommand, ListRolesCommand, ListRoleTagsCommand } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, ListKeysCommand } from "@aws-sdk/client-kms";
import { ListSecretsCommand } from "@aws-sdk/client-secrets-manager";
import type { ProviderKind } from "../../src/access/vault";
import type { Pace } from "./again";
import { again } from "./again";
import type { Account, Aws } from "./aws";
import { removeKey } from "./make/keys";
import { removeProvider } from "./make/providers";
import { removeRole } from "./make/roles";
import { removeSecret } from "./make/secrets";
import { ROLE_PATH, startOf, TAG } from "./names";
import { outcomeOf } from "./outcome";
import type { Left, Thing } from "./workshop";
import { reasonOf, removeThings } from "./workshop";

/** What was found, and what became of it. */
export interface Cleaned {
  readonly found: readonly Pick<Thing, "kind" | "name" | "account">[];
  readonly left: readonly Left[];
  readonly waits: readonly string[];
}

/**
 * Removes what earlier runs left: what has both their name and their mark, and nothing else. Providers go before what
 * they refer to.
 */
export async function clean(
  accounts: readonly Account[],
  /** Other Regions of them, where there may be secrets. */
  elsewhere: readonly Account[],
  prefix: string | undefined,
  pace: Pace,
): Promise<Cleaned> {
  const things: Thing[] = [];
  const left: Left[] = [];
  const finds = [
    ...accounts.flatMap((account) => [providers, workloads, secrets, roles, keys].map((find) => ({ account, find }))),
    ...elsewhere.map((account) => ({ account, find: secrets })),
  ];
  for (const { account, find } of finds)
    try {
      // A list that is changed while it is paged may leave something out.
      for await (const thing of find(account, prefix, pace)) things.push(thing);
    } catch (error) {
      const why = `not listed: ${reasonOf(error)}`;
      left.push({ kind: find.name, name: "all of them", account: account.label, why });
    }
  const removed = await removeThings(things, pace);
  return {
    found: things.map(({ kind, name, account }) => ({ kind, name, account })),
    left: [...left, ...removed.left],
    waits: removed.waits,
  };
}

/** Whether the value of the mark is that of the run, or of any. */
const isOurs = (mark: string | undefined, prefix: string | undefined): boolean =>
  mark !== undefined && (prefix === undefined || mark === prefix);

interface Listed {
  readonly credentialProviders?: readonly { readonly name?: string; readonly credentialProviderArn?: string }[];
  readonly nextToken?: string;
}

const LISTS: Readonly<Record<ProviderKind, (aws: Aws, page: { nextToken?: string }) => Promise<Listed>>> = {
  apikey: ({ control: client }, page) => client.send(new control.ListApiKeyCredentialProvidersCommand(page)),
  oauth2: ({ control: client }, page) => client.send(new control.ListOauth2CredentialProvidersCommand(page)),
  payment: ({ control: client }, page) => client.send(new control.ListPaymentCredentialProvidersCommand(page)),
};

async function* providers(account: Account, prefix: string | undefined, pace: Pace): AsyncGenerator<Thing> {
  const { aws, label } = account;
  for (const kind of Object.keys(LISTS) as ProviderKind[]) {
    let nextToken: string | undefined;
    do {
      const from = nextToken === undefined ? {} : { nextToken };
      const page: Listed = await again(pace, () => LISTS[kind](aws, from), true);
      for (const { name = "", credentialProviderArn = "" } of page.credentialProviders ?? [])
        if (name.startsWith(startOf(prefix)) && (await isMarked(account, credentialProviderArn, prefix, pace)))
          yield {
            kind: "credential provider",
            name,
            account: label,
            remove: () => removeProvider(aws, kind, name, pace.clock),
          };
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  }
}

async function isMarked(
  { aws }: Account,
  resourceArn: string,
  prefix: string | undefined,
  pace: Pace,
): Promise<boolean> {
  const { tags } = await again(
    pace,
    () => aws.control.send(new control.ListTagsForResourceCommand({ resourceArn })),
    true,
  );
  return isOurs(tags?.[TAG], prefix);
}

async function* workloads(account: Account, prefix: string | undefined, pace: Pace): AsyncGenerator<Thing> {
  const { aws, label } = account;
  let nextToken: string | undefined;
  do {
    const command = new control.ListWorkloadIdentitiesCommand({
      maxResults: 20,
      ...(nextToken !== undefined && { nextToken }),
    });
    const page: control.ListWorkloadIdentitiesCommandOutput = await again(pace, () => aws.control.send(command), true);
    for (const { name = "", workloadIdentityArn = "" } of page.workloadIdentities ?? [])
      if (name.startsWith(startOf(prefix)) && (await isMarked(account, workloadIdentityArn, prefix, pace)))
        yield {
          kind: "workload identity",
          name,
          account: label,
          remove: () => aws.control.send(new control.DeleteWorkloadIdentityCommand({ name })),
        };
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

async function* secrets({ aws, label }: Account, prefix: string | undefined, pace: Pace): AsyncGenerator<Thing> {
  let NextToken: string | undefined;
  do {
    const command = new ListSecretsCommand({
      Filters: [{ Key: "tag-key", Values: [TAG] }],
      ...(NextToken !== undefined && { NextToken }),
    });
    const page = await again(pace, () => aws.secrets.send(command), true);
    for (const { Name: name = "", Tags = [] } of page.SecretList ?? [])
      if (name.startsWith(startOf(prefix)) && isOurs(Tags.find(({ Key }) => Key === TAG)?.Value, prefix))
        yield { kind: "secret", name, account: label, remove: () => removeSecret(aws.secrets, name) };
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
}

async function* roles({ aws, label }: Account, prefix: string | undefined, pace: Pace): AsyncGenerator<Thing> {
  let Marker: string | undefined;
  do {
    const command = new ListRolesCommand({ PathPrefix: ROLE_PATH, ...(Marker !== undefined && { Marker }) });
    const page = await again(pace, () => aws.iam.send(command), true);
    for (const { RoleName = "" } of page.Roles ?? []) {
      if (!RoleName.startsWith(startOf(prefix))) continue;
      const { Tags = [] } = await again(pace, () => aws.iam.send(new ListRoleTagsCommand({ RoleName })), true);
      if (!isOurs(Tags.find(({ Key }) => Key === TAG)?.Value, prefix)) continue;
      const policies = await again(pace, () => aws.iam.send(new ListRolePoliciesCommand({ RoleName })), true);
      yield {
        kind: "role",
        name: RoleName,
        account: label,
        remove: () => removeRole(aws.iam, RoleName, policies.PolicyNames ?? []),
      };
    }
    Marker = page.Marker;
  } while (Marker !== undefined);
}

/** Keys have no names: their description says whose they are. */
async function* keys({ aws, label }: Account, prefix: string | undefined, pace: Pace): AsyncGenerator<Thing> {
  let Marker: string | undefined;
  do {
    const page = await again(pace, () => aws.keys.send(new ListKeysCommand({ ...(Marker && { Marker }) })), true);
    for (const { KeyArn: KeyId = "" } of page.Keys ?? []) {
      // A key that lets its own people alone look at it is nobody else's.
      const described = await outcomeOf(() =>
        again(pace, () => aws.keys.send(new DescribeKeyCommand({ KeyId })), true),
      );
      const { Description = "" } = (described.kind === "ok" && described.value.KeyMetadata) || {};
      const [mark, run] = Description.split(" ");
      // One that waits for its deletion is told, too.
      if (mark === TAG && isOurs(run, prefix))
        yield { kind: "key", name: KeyId, account: label, remove: () => removeKey(aws.keys, KeyId) };
    }
    Marker = page.NextMarker;
  } while (Marker !== undefined);
}
