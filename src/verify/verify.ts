import { isUnknown } from "../decision";
import type { Model, ModelProvider } from "../proof/model";
import { shown } from "../proof/values";
import type { Suppression } from "../proof/expected";
import type { ProviderKind } from "../access/vault";
import { resultOf } from "../report/result";
import type { Result } from "../report/result";
import { Account } from "./account";
import type { Group } from "./check";
import { eventGroups } from "./events";
import type { Events } from "./events";
import { Checks } from "./check";
import type { Inputs } from "./inputs";
import { proofGroup } from "./proof";
import { providerGroup, secretMeant } from "./provider";
import { roleGroups } from "./roles";
import type { Simulated } from "./simulate/ask";
import { simulationGroups } from "./simulate/groups";
import { secretGroup } from "./secret";
import type { SecretMeant } from "./secret";
import type { Snapshot } from "../live/snapshot";

/** All that was found. */
export interface Verified {
  readonly inputs: string;
  readonly takenAt: string;
  readonly groups: readonly Group[];
  /** Who can read, by the policies that are there. Left out where the accounts have none of the providers. */
  readonly proof?: Result;
  readonly providers: number;
}

/** What is there, to be compared with what inputs make. */
export interface Live {
  readonly snapshot: Snapshot;
  /** Its model, with those who should read by the inputs. */
  readonly model: Model;
  /** What CloudTrail told, if it was asked. */
  readonly events?: Events;
  /** What AWS's simulator answered, if it was asked. */
  readonly simulation?: readonly Simulated[];
  /** What came of what was done on request. */
  readonly acts?: readonly Group[];
}

/** @throws TooManyRows */
export function verified(
  inputs: Inputs,
  { snapshot, model, events, simulation = [], acts = [] }: Live,
  suppressions: readonly Suppression[] = [],
): Verified {
  const account = new Account(snapshot);
  const made = inputs.model.providers.filter(({ isElsewhere }) => isElsewhere !== true);
  const ours = model.providers.filter((one) => one.isElsewhere === true || made.some((other) => isSame(other, one)));
  const proof = ours.length === 0 ? undefined : resultOf("the account", { ...model, providers: ours }, suppressions);
  return {
    inputs: inputs.name,
    takenAt: snapshot.takenAt,
    providers: made.length,
    ...(proof && { proof }),
    groups: joined([
      ...made.map((one) => providerGroup(account, one, inputs.wanted.providers.get(one.at) ?? {})),
      ...secretsOf(account, inputs.model.providers).map((one) => secretGroup(account, inputs, one)),
      ...roleGroups(account, inputs.model),
      ...simulationGroups(account, model, simulation),
      ...(proof ? [proofGroup(proof)] : []),
      ...(events && proof ? eventGroups({ ...proof.model, rotations: inputs.model.rotations ?? [] }, events) : []),
      ...acts,
      ...others(snapshot, made),
    ]),
  };
}

/** All that is said of one thing stands together, where it came first; of credential providers several may have one name. */
function joined(groups: readonly Group[]): Group[] {
  const found = new Map<string, Group>();
  for (const group of groups) {
    const key = `${group.kind} ${group.subject} ${group.kind === "provider" ? String(group.at) : ""}`;
    const first = found.get(key);
    found.set(key, first ? { ...first, checks: [...first.checks, ...group.checks] } : group);
  }
  return [...found.values()];
}

const isSame = (a: ModelProvider, b: ModelProvider): boolean =>
  a.kind === b.kind &&
  (["name", "region", "account"] as const).every((name) => !isUnknown(a[name]) && a[name] === b[name]);

/** Each once; those that AgentCore keeps are its own business. */
function secretsOf(account: Account, providers: readonly ModelProvider[]): SecretMeant[] {
  const found = new Map<string, SecretMeant>();
  for (const provider of providers)
    for (const reference of provider.references) {
      if (reference.isManaged === true) continue;
      const wanted = reference.secretId;
      found.set(shown(wanted), { wanted, arn: secretMeant(account, provider, reference) });
    }
  return [...found.values()];
}

/** What the accounts have beside the inputs: whose it is nobody says. */
function others({ accounts }: Snapshot, made: readonly ModelProvider[]): Group[] {
  return accounts.flatMap(({ id, regions }) =>
    regions.flatMap(({ region, providers }): Group[] => {
      const names = Object.entries(providers).flatMap(([kind, list]) =>
        "value" in list ? list.value.map(({ name }) => ({ kind: kind as ProviderKind, name })) : [],
      );
      const left = names.filter(
        ({ kind, name }) =>
          !made.some((one) => one.kind === kind && one.name === name && one.region === region && one.account === id),
      );
      if (left.length === 0) return [];
      const checks = new Checks("account");
      checks.note("others", "other credential providers", left.map(({ kind, name }) => `${kind}/${name}`).join(", "));
      return [{ kind: "account", subject: `account ${id}, ${region}`, checks: checks.all }];
    }),
  );
}
