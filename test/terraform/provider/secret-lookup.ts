import { isRecord, text, type Values } from "./cty";
import { ServiceError } from "./diagnostics";
import { elsewhere } from "./facts/refusals";
import { replicaKey } from "./facts/secret-lifecycle";
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
  const made =
    world
      .list("aws_secretsmanager_secret")
      .find((one) => one.arn === wanted || (one.name === wanted && one.region === making.region)) ??
    replicaOf(making, wanted);
  if (!steered && !made && world.steering.secrets) {
    throw new ServiceError(
      `reading ${reading} (${wanted})`,
      "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    );
  }
  const named = wanted.startsWith("arn:") ? wanted : regionalArn(making, "secretsmanager", `secret:${wanted}-AbCdEf`);
  return { arn: steered?.arn ?? text(made?.arn) ?? named, steered: steered?.secret, made };
}

/** The secret that an apply has made and that has a replica of this ARN. */
export const primaryOf = ({ world }: Making, wanted: string): Values | undefined =>
  world.list("aws_secretsmanager_secret").find((one) => {
    const parts = (text(one.arn) ?? "").split(":");
    const regions = Array.isArray(one.replica) ? one.replica.filter(isRecord).map(({ region }) => region) : [];
    return regions.some((region) => [...parts.slice(0, 3), text(region), ...parts.slice(4)].join(":") === wanted);
  });

/** A replica as AWS tells of it: its primary's, but for its place and its key. */
function replicaOf(making: Making, wanted: string): Values | undefined {
  const primary = primaryOf(making, wanted);
  const region = wanted.split(":")[3] ?? "";
  return primary && { ...primary, arn: wanted, region, kms_key_id: replicaKey(primary, region) ?? null };
}

/** The policy that an apply has put on the secret, else the one that the secret was found with. */
export function policyOf({ world, region }: Making, arn: string, found: string | object): string {
  const primary = text(primaryOf({ world } as Making, arn)?.arn) ?? arn;
  const written = `${primary === arn ? region : primary.split(":")[3]}/${primary}`;
  const put = text(world.find("aws_secretsmanager_secret_policy", written)?.policy);
  if (put !== undefined) return put;
  if (world.recall("removed-policies", arn)) return "";
  return typeof found === "string" ? found : JSON.stringify(found);
}
