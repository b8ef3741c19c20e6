import { text, type Values } from "./cty";
import { ServiceError } from "./diagnostics";
import { elsewhere } from "./facts/refusals";
import { regionalArn, type Making } from "./resource-facts";
import type { ExistingSecret } from "./steering";

export interface FoundSecret {
  arn: string;
  /** What the steering file says of it. */
  steered: ExistingSecret | undefined;
  /** What an apply has made. */
  made: Values | undefined;
}

/** Finds a secret by ARN or name. If the steering file lists secrets, one that nobody made does not exist. */
export function lookUpSecret(making: Making, wanted: string, reading: string): FoundSecret {
  const { world } = making;
  const notHere = wanted.startsWith("arn:") ? elsewhere(wanted, making) : undefined;
  if (notHere !== undefined) throw new ServiceError(`reading ${reading} (${wanted})`, notHere);
  const steered = world.steeredSecret(wanted);
  const made = world
    .list("aws_secretsmanager_secret")
    .find((one) => one.arn === wanted || (one.name === wanted && one.region === making.region));
  if (!steered && !made && world.steering.secrets) {
    throw new ServiceError(
      `reading ${reading} (${wanted})`,
      "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    );
  }
  const named = wanted.startsWith("arn:") ? wanted : regionalArn(making, "secretsmanager", `secret:${wanted}-AbCdEf`);
  return { arn: steered?.arn ?? text(made?.arn) ?? named, steered: steered?.secret, made };
}

/** The policy that an apply has put on the secret, else the one that the secret was found with. */
export function policyOf({ world, region }: Making, arn: string, found: string | object): string {
  const put = text(world.find("aws_secretsmanager_secret_policy", `${region}/${arn}`)?.policy);
  if (put !== undefined) return put;
  if (world.recall("removed-policies", arn)) return "";
  return typeof found === "string" ? found : JSON.stringify(found);
}
