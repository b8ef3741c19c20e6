import type { Making, SceneryOf } from "./generate";
import { Hidden } from "./world";
import { baseLife, lifeOf } from "./generate";
import { keyPolicy, written } from "./policies";
import { token } from "./tokens";
import type { Arguments, Thing } from "./world";

/** A customer managed key: made by KMS or with material from outside. */
export function keyOf(making: Making, index: number): Thing {
  const { random, region, accounts } = making;
  const account = random.pick(accounts);
  const id = `0000000${index}-0000-4000-8000-${String(random.integer(1e9)).padStart(12, "0")}`;
  const type = random.chance(0.25) ? "aws_kms_external_key" : "aws_kms_key";
  return {
    type,
    label: `key${index}`,
    account,
    arguments: {
      description: `key ${index}`,
      // Without material such a key is not enabled.
      ...(type === "aws_kms_external_key" && { key_material_base64: "bm90LWEta2V5" }),
    },
    life: baseLife(making),
    shape: random.pick(["plain", "plain", "count"]),
    given: {
      id,
      arn: `arn:aws:kms:${region}:${account.id}:key/${id}`,
      ...(type === "aws_kms_key" && { key_id: id }),
    },
  };
}

/** A policy in the key or beside it, an alias, grants. */
export function keyAdditions(making: Making, key: Thing, scenery: SceneryOf, people: readonly Thing[]): void {
  const { random, things } = making;
  const policy = (): Arguments[string] => written(random, keyPolicy(random, scenery(true), key.account));
  const beside = { account: key.account, shape: random.pick(["plain", "count", "each"] as const) };
  if (random.chance(0.5)) {
    const changed: Thing = {
      ...key,
      arguments: { ...key.arguments, policy: policy() },
      ...(key.life === "stays" &&
        making.kind === "update" &&
        random.chance(0.5) && { life: "changes", before: { ...key.arguments, policy: policy() } }),
    };
    things[things.indexOf(key)] = changed;
  } else if (random.chance(0.55) && key.type === "aws_kms_key") {
    const on: Arguments = { key_id: token(key.type, key.label, "key_id") };
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
  if (random.chance(0.2))
    things.push({
      type: "aws_kms_alias",
      label: `alias_${key.label}`,
      ...beside,
      arguments: { name: `alias/${key.label}`, target_key_id: token(key.type, key.label, "id") },
      life: key.life === "new" ? "new" : "stays",
      given: {},
    });
  if (random.chance(0.5) && people.length > 0) grant(making, key, people, scenery);
}

function grant(making: Making, key: Thing, people: readonly Thing[], scenery: SceneryOf): void {
  const { random, things } = making;
  const grantee = random.pick(people);
  const constraint = random.chance(0.6);
  const [secret = ""] = scenery().secrets;
  const isLiteral = secret.includes("?");
  things.push({
    type: "aws_kms_grant",
    label: `grant_${key.label}`,
    account: key.account,
    arguments: {
      name: `grant-${key.label}`,
      key_id: token(key.type, key.label, "arn"),
      grantee_principal: token(grantee.type, grantee.label, "arn"),
      operations: random.chance(0.8) ? ["Decrypt", "DescribeKey"] : ["DescribeKey"],
      ...(constraint &&
        !isLiteral && {
          constraints: [{ encryption_context_subset: { SecretARN: random.chance(0.3) ? new Hidden(secret) : secret } }],
        }),
    },
    // A grant cannot change: it is made anew.
    life: ((life) => (life === "changes" ? "stays" : life))(grantee.life === "new" ? "new" : lifeOf(making, key)),
    shape: random.pick(["plain", "count", "each"]),
    given: { grant_id: `g${key.label}`.padEnd(64, "0") },
  });
}
