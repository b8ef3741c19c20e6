import { randomUUID } from "node:crypto";
import { complete } from "./complete";
import { text, UNKNOWN, type Values } from "./cty";
import { invent } from "./invent";
import type { Making } from "./resource-facts";
import type { Session } from "./resource";
import type { Block } from "./schema";
import { readSecret } from "./aws-calls";
import { requirePermissions } from "./permissions";
import { ServiceError } from "./diagnostics";
import { hasValue, NO_VALUE } from "./facts/secret-lifecycle";
import { lookUpSecret, primaryOf } from "./secret-lookup";

/** Answers an ephemeral resource. Nothing of the answer may reach a log, a file or an error text. */
export function openEphemeral(type: string, block: Block, config: Values, session: Session): Values {
  const { world } = session;
  const making: Making = {
    type,
    values: config,
    world,
    region: text(config.region) ?? (session.region === UNKNOWN ? world.region : session.region),
    account: world.account,
    partition: world.partition,
    random: randomUUID(),
  };
  const known: Record<string, () => Values> = {
    aws_secretsmanager_secret_version: () => secretVersion(making, session),
    aws_secretsmanager_random_password: () => {
      const call = { action: "secretsmanager:GetRandomPassword", resource: "*" };
      requirePermissions(session, making, [call], `opening ${type}`);
      return { random_password: making.random };
    },
  };
  const values = { ...config, ...known[type]?.() };
  return complete(block, values, (name, attributeType) => invent(making, name, attributeType));
}

function secretVersion(making: Making, session: Session): Values {
  const { arn } = lookUpSecret(making, text(making.values.secret_id) ?? "", "Secrets Manager Secret Version");
  requirePermissions(session, making, readSecret(making, arn), `opening ${making.type}`);
  const primary = text(primaryOf(making, arn)?.arn) ?? arn;
  if (!hasValue(making.world, primary)) throw new ServiceError(`opening ${making.type} (${arn})`, NO_VALUE);
  return { arn, secret_string: making.world.secretString(primary) };
}
