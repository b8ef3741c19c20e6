import type { Making, SceneryOf } from "./generate";
import { Hidden } from "./world";
import { baseLife, lifeOf } from "./generate";
import { keyPolicy, written } from "./policies";
import { token } from "./tokens";
import type { Arguments, Thing } from "./world";

/** A customer managed key: made by KMS or with material from outside. */
export function keyOf(making: Making, index: number, elsewhere?: string): Thing {
  const { random, accounts } = making;
  const region = elsewhere ?? making.region;
  const account = elsewhere === undefined ? random.pick(accounts) : (accounts[0] as (typeof accounts)[number]);
  const id = `0000000${index}-0000-4000-8000-${String(random.integer(1e9)).padStart(12, "0")}`;
  const type = random.chance(0.25) ? "aws_kms_external_key" : "aws_kms_key";
  return {
    type,
    label: `key${index}`,
    account,
    arguments: {
      description: `key ${index}`,
      ...(elsewhere !== undefined && { region: elsewhere }),
      // Without material such a key is not enabled.
      ...(type === "aws_kms_external_key" && { key_material_base64: "bm90LWEta2V5" }),
    },
    // A key for a replica: new where it can be, for then only the apply tells which key it is.
    life: elsewhere !== undefined && making.kind === "update" ? "new" : baseLife(making),
    shape: random.pick(["plain", "plain", "count"]),
    given: {
      id,
      arn: `arn:aws:kms:${region}:${account.id}:key/${id}`,
      ...(type === "aws_kms_key" && { key_id: id }),
    },
  };
}

/** A name for a key. */
export function aliasOf({ random, region }: Making, key: Thing): Thing {
  const name = `alias/${key.label}`;
  const place = key.arguments.region ?? region;
  return {
    type: "aws_kms_alias",
    label: `alias_${key.label}`,
    account: key.account,
    shape: random.pick(["plain", "count", "each"]),
    arguments: {
      name,
      target_key_id: token(key.type, key.label, random.pick(["id", "arn"])),
      ...(key.arguments.region !== undefined && { region: key.arguments.region }),
    },
    life: key.life === "new" ? "new" : "stays",
    given: { arn: `arn:aws:kms:${place as string}:${key.account.id}:${name}` },
  };
}

/** A policy in the key or beside it, grants. */
export function keyAdditions(making: Making, key: Thing, scenery: SceneryOf, people: readonly Thing[]): void {
  const { random, things } = making;
  const policy = (): Arguments[string] =>
    written(random, keyPolicy(random, scenery("text"), key.account), 2 * making.hidden);
  const beside = { account: key.account, shape: random.pick(["plain", "count", "each"] as const) };
  const place: Arguments = key.arguments.region === undefined ? {} : { region: key.arguments.region };
  if (random.chance(0.35)) {
    const changed: Thing = {
      ...key,
      arguments: { ...key.arguments, policy: policy() },
      ...(key.life === "stays" &&
        making.kind === "update" &&
        random.chance(0.5) && { life: "changes", before: { ...key.arguments, policy: policy() } }),
    };
    things[things.indexOf(key)] = changed;
  } else if (random.chance(0.8) && key.type === "aws_kms_key") {
    const on: Arguments = { key_id: token(key.type, key.label, "key_id"), ...place };
    things.push({
      type: "aws_kms_key_policy",
      label: `policy_${key.label}`,
      ...beside,
      arguments: { ...on, policy: policy() },
      before: { ...on, policy: policy() },
      life: lifeOf(making, key),
      given: {},
    });
  }
  if (random.chance(0.8) && people.length > 0)
    for (const grantee of new Set(random.some(people, 1, 2))) grant(making, key, grantee, scenery);
}

/** A secret that is not in the world: a grant for it is one for nothing here. */
const OTHER_SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:team/other-AbCdEf";

function grant(making: Making, key: Thing, grantee: Thing, scenery: SceneryOf): void {
  const { random, things } = making;
  const secret = random.pick([...scenery().secrets.filter((one) => !one.includes("?")), OTHER_SECRET]);
  const named = { SecretARN: random.chance(0.4) ? new Hidden(secret) : secret };
  things.push({
    type: "aws_kms_grant",
    label: `grant_${key.label}_${grantee.label}`,
    account: key.account,
    arguments: {
      name: `grant-${key.label}-${grantee.label}`,
      key_id: token(key.type, key.label, "arn"),
      grantee_principal: token(grantee.type, grantee.label, "arn"),
      operations: random.chance(0.8) ? ["Decrypt", "DescribeKey"] : ["DescribeKey"],
      ...(key.arguments.region !== undefined && { region: key.arguments.region }),
      ...(random.chance(0.6) && { constraints: [{ encryption_context_subset: named }] }),
    },
    // A grant cannot change: it is made anew.
    life: ((life) => (life === "changes" ? "stays" : life))(grantee.life === "new" ? "new" : lifeOf(making, key)),
    shape: random.pick(["plain", "count", "each"]),
    given: { grant_id: `g${key.label}${grantee.label}`.padEnd(64, "0") },
  });
}
