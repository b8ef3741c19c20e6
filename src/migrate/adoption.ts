import { OWNER_TAG } from "../access/statement-owner";
import { valueOf } from "../live/piece";
import type { AccountSnapshot, RegionSnapshot, Snapshot } from "../live/snapshot";
import type { Row } from "../proof/proof";
import { consumersOf } from "./consumers";
import { contentOf } from "./content";
import type { Found, Seen } from "./found";
import { allIn, findProvider, foundOf, idOf } from "./found";
import { MigrationProblem } from "./problem";
import type { Readers } from "./readers";
import { readersOf } from "./readers";
import type { TargetSecret } from "./secret";
import { targetSecret } from "./secret";
import type { Wanted } from "./write/program";

/** What Terraform is to take over, as it is. */
export interface Adoption {
  readonly places: readonly AdoptedPlace[];
  readonly leftOut: readonly LeftOut[];
}

/** One program is for one Region of one account. */
export interface AdoptedPlace {
  readonly account: AccountSnapshot;
  readonly region: RegionSnapshot;
  readonly providers: readonly Adopted[];
}

export interface Adopted extends Wanted {
  readonly readers: Readers;
  /** How it names its secrets, where that is not by an ARN: the program names them so. */
  readonly renamed: readonly string[];
}

/** A provider that is not written, and why. */
export interface LeftOut {
  readonly id: string;
  readonly arn: string;
  readonly why: string;
}

/**
 * The EXTERNAL providers of a snapshot.
 *
 * @param rows who has access now
 * @param only names, `KIND/NAME`s or ARNs: these alone, and whoever else's they may be. Empty: all that are nobody's
 * @throws MigrationProblem
 */
export function adoptionOf(snapshot: Snapshot, rows: readonly Row[], only: readonly string[]): Adoption {
  const named = new Set(only.map((one) => findProvider(snapshot, one).provider.arn));
  const rowsBy = new Map<string, Row[]>();
  for (const row of rows) {
    const own = rowsBy.get(row.provider.at);
    if (own) own.push(row);
    else rowsBy.set(row.provider.at, [row]);
  }
  const leftOut: LeftOut[] = [];
  const places = new Map<RegionSnapshot, AdoptedPlace & { providers: Adopted[] }>();
  for (const seen of allIn(snapshot)) {
    const { account, region, provider } = seen;
    if (named.size > 0 && !named.has(provider.arn)) continue;
    try {
      const adopted = adoptedOf(snapshot, rowsBy.get(provider.arn) ?? [], seen, named.has(provider.arn));
      const place = places.get(region);
      if (place) place.providers.push(adopted);
      else places.set(region, { account, region, providers: [adopted] });
    } catch (error) {
      if (!(error instanceof MigrationProblem)) throw error;
      leftOut.push({ id: idOf(seen), arn: provider.arn, why: error.message });
    }
  }
  return { places: [...places.values()], leftOut };
}

function adoptedOf(snapshot: Snapshot, rows: readonly Row[], seen: Seen, isNamed: boolean): Adopted {
  const found = foundOf(seen, seen.provider.name);
  const owner = valueOf(found.provider.tags)?.[OWNER_TAG];
  if (owner !== undefined && !isNamed)
    throw new MigrationProblem(
      `It bears the mark of ${JSON.stringify(owner)} (tag ${OWNER_TAG}), so another configuration has it. If it is to be taken from that, name it by --provider.`,
    );
  const { status = "READY" } = found.detail;
  if (status !== "READY")
    throw new MigrationProblem(`Its status is ${status}: read the account again when it is READY.`);
  const secrets = secretsOf(snapshot, found);
  return {
    found,
    name: found.provider.name,
    isMade: true,
    secrets,
    content: contentOf(found),
    readers: readersOf(rows, found, consumersOf(found), []),
    renamed: Object.values(found.detail.references)
      .map(({ secretId }) => secretId)
      .filter((id) => !Object.values(secrets).some(({ arn }) => arn === id)),
  };
}

function secretsOf(snapshot: Snapshot, found: Found): Record<string, TargetSecret> {
  const references = Object.entries(found.detail.references);
  const managed = references.filter(([, { source }]) => source === "MANAGED").map(([member]) => member);
  if (managed.length > 0) {
    const id = idOf(found);
    const options = managed.map((member) => `--secret ${id}${managed.length > 1 ? `.${member}` : ""}=ARN#JSONKEY`);
    throw new MigrationProblem(
      `AgentCore keeps its ${managed.join(" and ")} (MANAGED), and Terraform could have it with the value alone. Migrate it first: agentcore-identity migrate ${id} ${options.join(" ")}`,
    );
  }
  return Object.fromEntries(
    references.map(([member, { secretId, jsonKey }]) => {
      if (jsonKey === undefined)
        throw new MigrationProblem(`AWS does not tell the JSON key of its ${member}: write it by hand.`);
      const secretArn = arnOf(found, secretId);
      return [member, targetSecret(snapshot, found, { secretArn, jsonKey }, `the ${member} of ${idOf(found)}`)];
    }),
  );
}

/** A provider may name its secret by name; AWS has told which it is. */
const arnOf = ({ account, region }: Found, id: string): string =>
  valueOf(account.secrets.find((one) => one.id === id && one.region === region.region)?.description)?.arn ?? id;
