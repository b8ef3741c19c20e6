import { follows, problemOf } from "../access/rule";
import { PROVIDER_NAME } from "../access/rules/names";
import type { ProviderSnapshot, ReferenceSnapshot, Snapshot } from "../live/snapshot";
import { valueOf } from "../live/piece";
import type { Row } from "../proof/proof";
import type { Asked, AskedSecret, Way } from "./asked";
import type { Consumers } from "./consumers";
import { consumersOf } from "./consumers";
import type { Content } from "./content";
import { contentOf } from "./content";
import type { Found } from "./found";
import { findProvider, hasProvider, idOf } from "./found";
import { MigrationProblem, require } from "./problem";
import type { Readers } from "./readers";
import { readersOf } from "./readers";
import type { TargetSecret } from "./secret";
import { targetSecret } from "./secret";

/** One provider from what it is to what it will be. */
export interface Migration {
  readonly found: Found;
  readonly way: Way;
  /** What it is called then. */
  readonly name: string;
  /** Whether the new one is there already, as it should be. */
  readonly isMade: boolean;
  /** Its secrets then, by member. */
  readonly secrets: Readonly<Record<string, TargetSecret>>;
  readonly content: Content;
  readonly readers: Readers;
  readonly consumers: Consumers;
  /** Whether users may have consented to it. */
  readonly hasUsers: boolean;
  /** Where Terraform has the old one. */
  readonly address?: string;
}

/**
 * What a user wants, against what there is.
 *
 * @param rows who has access now
 * @throws MigrationProblem
 */
export function migrationsOf(snapshot: Snapshot, rows: readonly Row[], asked: Asked): Migration[] {
  for (const { provider } of asked.secrets)
    if (!asked.providers.includes(provider))
      throw new MigrationProblem(
        `--secret names ${JSON.stringify(provider)}, which is not to be migrated: name it as the provider is named, ${asked.providers.join(" or ")}.`,
      );
  const all = asked.providers.map((name) => migrationOf(snapshot, rows, asked, findProvider(snapshot, name)));
  const [first] = all;
  const other = all.find(({ found }) => placeOf(found) !== placeOf((first as Migration).found));
  if (first && other)
    throw new MigrationProblem(
      `${first.found.asked} is in ${placeOf(first.found)}, and ${other.found.asked} in ${placeOf(other.found)}: migrate them apart, for one AWS provider serves one account, and one window one Region.`,
    );
  return all;
}

const placeOf = ({ account, region }: Found): string => `${region.region} of account ${account.id}`;

function migrationOf(snapshot: Snapshot, rows: readonly Row[], asked: Asked, found: Found): Migration {
  const { way } = asked;
  const managed = managedIn(found);
  const hasUsers = found.kind === "oauth2" && !asked.machines.has(found.asked);
  if (way === "same-name" && hasUsers && !asked.consentAgain.has(found.asked))
    throw new MigrationProblem(
      `Users may have consented to ${idOf(found)}: under the same name it gets another callback URL, and all of them must consent again, after a window in which nobody can. Say --way second-name, or --m2m ${found.asked} if only machines use it, or --consent-again ${found.asked} if users may be asked again.`,
    );
  const secrets = secretsOf(snapshot, found, managed, asked.secrets);
  const consumers = consumersOf(found);
  const name = way === "same-name" ? found.provider.name : newName(found, asked.names.get(found.asked));
  const address = asked.addresses.get(found.asked);
  return {
    found,
    way,
    name,
    isMade: way === "second-name" && isMade(found, name, secrets),
    secrets,
    content: contentOf(found),
    readers: readersOf(rows, found, consumers, asked.readers),
    consumers,
    hasUsers,
    ...(address !== undefined && { address }),
  };
}

/** The members whose secrets AgentCore keeps. */
function managedIn(found: Found): string[] {
  const references = Object.entries(found.detail.references);
  if (references.length === 0)
    throw new MigrationProblem(
      `${idOf(found)} has no secret at all: its client proves itself without one, so there is nothing to migrate.`,
    );
  const managed = references.filter(([, { source }]) => source === "MANAGED").map(([member]) => member);
  if (managed.length === 0)
    throw new MigrationProblem(
      `${idOf(found)} is EXTERNAL already: it uses ${references.map(([, { secretId }]) => secretId).join(", ")}. Leave it out; who can read is told by agentcore-identity check --from SNAPSHOT.`,
    );
  return managed;
}

function secretsOf(
  snapshot: Snapshot,
  found: Found,
  managed: readonly string[],
  asked: readonly AskedSecret[],
): Record<string, TargetSecret> {
  const own = asked.filter(({ provider }) => provider === found.asked);
  const [only] = managed;
  const memberOf = ({ member }: AskedSecret): string | undefined => member ?? (managed.length === 1 ? only : undefined);
  for (const one of own) {
    const member = memberOf(one);
    const { asked: name } = found;
    if (member === undefined || !managed.includes(member))
      throw new MigrationProblem(
        `${idOf(found)} ${member === undefined ? "has several secrets of AgentCore" : `has no secret ${JSON.stringify(member)} of AgentCore`}: say which, ${managed.map((each) => `--secret ${name}.${each}=ARN#JSONKEY`).join(" and ")}.`,
      );
    if (own.some((other) => other !== one && memberOf(other) === member))
      throw new MigrationProblem(`--secret is given twice for ${name}.${member}: give one.`);
  }
  const missing = managed.filter((member) => !own.some((one) => memberOf(one) === member));
  if (missing.length > 0)
    throw new MigrationProblem(
      `Which secret takes the place of AgentCore's is not said for ${idOf(found)}: give ${missing.map((member) => `--secret ${found.asked}${managed.length > 1 ? `.${member}` : ""}=ARN#JSONKEY`).join(" and ")}.`,
    );
  const given = own.map((one): [string, TargetSecret] => [
    memberOf(one) as string,
    targetSecret(snapshot, found, one, `--secret ${found.asked}`),
  ]);
  // A wallet may have one of each.
  const kept = Object.entries(found.detail.references)
    .filter(([, { source }]) => source === "EXTERNAL")
    .map(([member, { secretId, jsonKey = "" }]): [string, TargetSecret] => [
      member,
      targetSecret(snapshot, found, { secretArn: secretId, jsonKey }, `the ${member} of ${idOf(found)}`),
    ]);
  return Object.fromEntries([...given, ...kept]);
}

/** `google-v2` for `google`, `google-v3` for that. */
function newName(found: Found, given: string | undefined): string {
  const { name } = found.provider;
  const [, stem = name, number = "1"] = /^(.*)-v(\d{1,4})$/.exec(name) ?? [];
  const made = given ?? `${stem}-v${Number(number) + 1}`;
  require(problemOf(PROVIDER_NAME, given === undefined ? `the name ${made} (give another by --name)` : "--name", made));
  if (made === name)
    throw new MigrationProblem(
      `${idOf(found)} has the name ${made} already: give another by --name, or say --way same-name.`,
    );
  return made;
}

/** Whether a migration that was left half done has made it. */
function isMade(found: Found, name: string, secrets: Readonly<Record<string, TargetSecret>>): boolean {
  const there = hasProvider(found, name);
  if (!there) return false;
  const references = valueOf(there.detail)?.references;
  if (references && isSame(there, found) && sameSecrets(references, secrets)) return true;
  const why = references ? "with another vendor or secret" : "and what it is could not be read";
  throw new MigrationProblem(
    `${found.kind}/${name} is there already, ${why}: give another name by --name ${follows(PROVIDER_NAME, found.asked) ? `${found.asked}=NEW` : "NEW"}.`,
  );
}

const isSame = ({ vendor }: ProviderSnapshot, { provider }: Found): boolean => vendor === provider.vendor;

const sameSecrets = (
  there: Readonly<Record<string, ReferenceSnapshot>>,
  wanted: Readonly<Record<string, TargetSecret>>,
): boolean =>
  Object.entries(wanted).every(([member, { arn, jsonKey }]) => {
    const one = Object.hasOwn(there, member) ? there[member] : undefined;
    return one?.source === "EXTERNAL" && one.secretId === arn && one.jsonKey === jsonKey;
  });
