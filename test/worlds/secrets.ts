import type { Random } from "../oracle/random";
import type { Making, SceneryOf } from "./generate";
import { baseLife, lifeOf } from "./generate";
import { secretPolicy, written } from "./policies";
import { token } from "./tokens";
import type { Arguments, Thing } from "./world";
import { isBefore } from "./world";

/** Where replicas are, in the order of a plan, which sorts them. */
export const REPLICA_REGIONS = ["eu-central-1", "eu-west-1"];

const TURNED = [...REPLICA_REGIONS].reverse();

/** A key by its ARN or by its alias. */
const keyName = (random: Random, key: Thing, alias: Thing | undefined): string =>
  alias !== undefined && random.chance(0.5)
    ? token(alias.type, alias.label, random.pick(["name", "arn"]))
    : token(key.type, key.label, "arn");

/** Copies in other Regions, in whatever order, each under a key of its own or under `aws/secretsmanager`. */
function replicasOf({ random, kind }: Making, keys: readonly Thing[]): Arguments[] {
  if (kind === "delete" || !random.chance(keys.length > 0 ? 0.8 : 0.1)) return [];
  const regions = random.pick([REPLICA_REGIONS, TURNED, TURNED, REPLICA_REGIONS.slice(1)]);
  return regions.map((region) => {
    const key = keys.find((one) => one.arguments.region === region);
    return { region, ...(key && { kms_key_id: token(key.type, key.label, "arn") }) };
  });
}

/** A secret under `aws/secretsmanager` or under one of the keys of its account. */
export function secretOf(making: Making, index: number, keys: readonly Thing[], aliases: readonly Thing[]): Thing {
  const { random, region, accounts } = making;
  const account = random.pick(accounts);
  const life = baseLife(making);
  const isThere = (one: Thing): boolean => one.account === account && (one.life !== "new" || life === "new");
  const own = keys.filter((key) => isThere(key) && key.arguments.region === undefined);
  const key = own.length > 0 && random.chance(0.85) ? random.pick(own) : undefined;
  const alias = aliases.find((one) => isThere(one) && one.label === `alias_${key?.label}`);
  const replicas = replicasOf(
    making,
    keys.filter((one) => one.account === account && one.arguments.region !== undefined),
  );
  const withReplicas = replicas.length > 0 && { replica: replicas };
  const name = `team/secret-${index}`;
  const hasPrefix = random.chance(0.2);
  const full = hasPrefix ? `${name}-2026010100000000000000000${index}` : name;
  const basic: Arguments = {
    ...(hasPrefix ? { name_prefix: `${name}-` } : { name }),
    ...(key && { kms_key_id: keyName(random, key, alias) }),
  };
  return {
    type: "aws_secretsmanager_secret",
    label: `secret${index}`,
    account,
    life,
    arguments: { ...basic, ...withReplicas },
    // Replicas come with an update: then their keys may be new.
    ...(life === "stays" && withReplicas && { life: "changes", before: basic }),
    shape: random.pick(["plain", "plain", "count"]),
    given: {
      name: full,
      arn: `arn:aws:secretsmanager:${region}:${account.id}:secret:${full}-AbCdE${index}`,
      id: `arn:aws:secretsmanager:${region}:${account.id}:secret:${full}-AbCdE${index}`,
    },
  };
}

/** A secret policy: in the secret, beside it, or put there by hand. */
export function secretAdditions(making: Making, secret: Thing, scenery: SceneryOf): void {
  const { random, things } = making;
  const policy = (): Arguments[string] => written(random, secretPolicy(random, scenery()), making.hidden);
  const kind = random.next();
  if (kind < 0.3) {
    things[things.indexOf(secret)] = {
      ...secret,
      arguments: { ...secret.arguments, policy: policy() },
      ...(isBefore(secret) &&
        making.kind === "update" &&
        (secret.before !== undefined || random.chance(0.5)) && {
          life: "changes",
          before: { ...(secret.before ?? secret.arguments), policy: policy() },
        }),
    };
  } else if (kind < 0.8) {
    const on: Arguments = { secret_arn: token(secret.type, secret.label, "arn") };
    const isByHand = isBefore(secret) && random.chance(0.3);
    things.push({
      type: "aws_secretsmanager_secret_policy",
      label: `policy_${secret.label}`,
      account: secret.account,
      arguments: { ...on, policy: policy() },
      before: { ...on, policy: policy() },
      life: isByHand ? "outside" : lifeOf(making, secret),
      shape: random.pick(["plain", "count", "each"]),
      given: {},
    });
  }
}
