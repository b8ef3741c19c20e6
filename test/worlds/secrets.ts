import type { Making, SceneryOf } from "./generate";
import { baseLife, lifeOf } from "./generate";
import { secretPolicy, written } from "./policies";
import { token } from "./tokens";
import type { Arguments, Thing } from "./world";

/** A secret under `aws/secretsmanager` or under one of the keys of its account. */
export function secretOf(making: Making, index: number, keys: readonly Thing[]): Thing {
  const { random, region, accounts } = making;
  const account = random.pick(accounts);
  const life = baseLife(making);
  const own = keys.filter((key) => key.account === account && (key.life !== "new" || life === "new"));
  const key = own.length > 0 && random.chance(0.75) ? random.pick(own) : undefined;
  const name = `team/secret-${index}`;
  const hasPrefix = random.chance(0.2);
  const full = hasPrefix ? `${name}-2026010100000000000000000${index}` : name;
  return {
    type: "aws_secretsmanager_secret",
    label: `secret${index}`,
    account,
    arguments: {
      ...(hasPrefix ? { name_prefix: `${name}-` } : { name }),
      ...(key && { kms_key_id: token(key.type, key.label, "arn") }),
      ...(random.chance(0.15) && { replica: [{ region: "eu-west-1" }] }),
    },
    life,
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
  const policy = (): Arguments[string] => written(random, secretPolicy(random, scenery()));
  const kind = random.next();
  if (kind < 0.3) {
    things[things.indexOf(secret)] = {
      ...secret,
      arguments: { ...secret.arguments, policy: policy() },
      ...(secret.life === "stays" &&
        making.kind === "update" &&
        random.chance(0.5) && { life: "changes", before: { ...secret.arguments, policy: policy() } }),
    };
  } else if (kind < 0.8) {
    const on: Arguments = { secret_arn: token(secret.type, secret.label, "arn") };
    const isByHand = secret.life === "stays" && random.chance(0.15);
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
