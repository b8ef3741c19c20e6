import { isRecord, only, text, type Value, type Values } from "../cty";
import type { Making } from "../resource-facts";
import type { World } from "../world";

/** The stages of a secret's versions by their IDs, whoever has put them. */
type Versions = Record<string, string[]>;

const CURRENT = "AWSCURRENT";
const PENDING = "AWSPENDING";
const PREVIOUS = "AWSPREVIOUS";

const idOf = ({ region, values }: Making): string => `${region}/${text(values.name)}`;

/**
 * A name is taken by a secret of the Region, and by one that is scheduled for deletion until its recovery window is over.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html
 */
export function nameTaken(values: Values, making: Making): string | undefined {
  const { world, region } = making;
  const isThere = world
    .list("aws_secretsmanager_secret")
    .some((one) => one.name === values.name && one.region === region);
  if (isThere)
    return `ResourceExistsException: The operation failed because the secret ${text(values.name)} already exists.`;
  return world.recall("deleted-secrets", idOf({ ...making, values })) === true
    ? "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion."
    : undefined;
}

export function noteDeleted(values: Values, making: Making): void {
  if (values.recovery_window_in_days !== 0) making.world.note("deleted-secrets", idOf({ ...making, values }), true);
}

/**
 * What DescribeSecret tells of replicas.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicationStatusType.html
 */
export function withReplicas(values: Values, { world }: Making): Values {
  const replica = Array.isArray(values.replica) ? values.replica.filter(isRecord) : [];
  const answered = replica.map((one): Values => {
    const region = text(one.region) ?? "";
    const isFailed = world.steering.failedReplicas?.includes(region) === true;
    const message = `Replication failed: Secret name ${text(values.name)} already exists in region ${region}.`;
    return {
      ...one,
      kms_key_id: /^kms_key_id-/.test(text(one.kms_key_id) ?? "") ? "alias/aws/secretsmanager" : (one.kms_key_id ?? ""),
      last_accessed_date: "",
      status: isFailed ? "Failed" : "InSync",
      status_message: isFailed ? message : "",
    };
  });
  return { ...values, replica: answered };
}

export function versionsOf(world: World, secretArn: string): Versions {
  const kept = world.recall("secret-versions", secretArn);
  const versions = isRecord(kept ?? null) ? (kept as Versions) : {};
  const name = nameOf(world, secretArn);
  const isPut = Object.keys(versions).length === 0 && name !== undefined && world.steering.values?.[name] !== undefined;
  return isPut ? { "00000000-0000-4000-8000-00000000f0f0": [CURRENT] } : versions;
}

const nameOf = (world: World, secretArn: string): string | undefined =>
  text(world.list("aws_secretsmanager_secret").find((one) => one.arn === secretArn)?.name);

export const hasValue = (world: World, secretArn: string): boolean =>
  nameOf(world, secretArn) === undefined || Object.values(versionsOf(world, secretArn)).flat().includes(CURRENT);

/** What AWS answers to whoever asks for the value of a secret without one. */
export const NO_VALUE =
  "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT";

/** A new version is the current one, and the one before is the previous one. */
export function putVersion(world: World, secretArn: string, versionId: string): void {
  const moved = Object.entries(versionsOf(world, secretArn)).map(([id, stages]): [string, string[]] => [
    id,
    stages.includes(CURRENT) ? [PREVIOUS] : stages.filter((stage) => stage !== PREVIOUS && stage !== PENDING),
  ]);
  world.note("secret-versions", secretArn, { ...Object.fromEntries(moved), [versionId]: [CURRENT] });
}

export function labelVersion(world: World, secretArn: string, { version_id, version_stages }: Values): void {
  const versions = { ...versionsOf(world, secretArn), [text(version_id) ?? ""]: version_stages as string[] };
  world.note("secret-versions", secretArn, versions);
}

export const stagesOf = ({ values, world }: Making): Value =>
  versionsOf(world, text(values.secret_id) ?? "")[text(values.version_id) ?? ""] ?? [];

/**
 * Why RotateSecret is refused.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html
 */
export function refusedRotation(values: Values, { world }: Making): string | undefined {
  const secretArn = text(values.secret_id) ?? "";
  if (!hasValue(world, secretArn)) return NO_VALUE;
  if (
    Object.values(versionsOf(world, secretArn)).some((stages) => stages.includes(PENDING) && !stages.includes(CURRENT))
  )
    return "InvalidRequestException: A previous rotation isn't complete. That rotation will be reattempted.";
  const role = text(values.external_secret_rotation_role_arn);
  const type = text(world.list("aws_secretsmanager_secret").find((one) => one.arn === secretArn)?.type);
  if (role !== undefined && type === undefined)
    return "InvalidParameterException: Only a managed external secret is rotated by a role.";
  const functionArn = text(values.rotation_lambda_arn);
  return functionArn === undefined || isInvokable(world, functionArn, secretArn)
    ? undefined
    : "AccessDeniedException: Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.";
}

function isInvokable(world: World, functionArn: string, secretArn: string): boolean {
  const permissions = world
    .list("aws_lambda_permission")
    .filter(
      ({ function_name, principal, source_arn, source_account }) =>
        principal === "secretsmanager.amazonaws.com" &&
        [functionArn, functionArn.split(":function:")[1]].includes(text(function_name) ?? "") &&
        [null, secretArn].includes(text(source_arn) ?? null) &&
        [null, secretArn.split(":")[4]].includes(text(source_account) ?? null),
    );
  return permissions.length > 0 || world.steering.invokable?.includes(functionArn) === true;
}

/** A rotation that ends labels a new version; one that is stuck leaves it pending. */
export function rotate(verb: "create" | "update" | "destroy", values: Values, { world, random }: Making): void {
  const secretArn = text(values.secret_id) ?? "";
  if (verb === "destroy" || values.rotate_immediately === false) return;
  const name = nameOf(world, secretArn) ?? "";
  if (world.steering.stuckRotations?.includes(name)) {
    world.note("secret-versions", secretArn, { ...versionsOf(world, secretArn), [random]: [PENDING] });
    return;
  }
  putVersion(world, secretArn, random);
  world.note("secret-values", secretArn, rotated(world.secretString(secretArn), `rotated-${random}`));
}

/** Which key encrypts a replica, by its entry. */
export const replicaKey = (made: Values, region: string): string | undefined =>
  text(
    only((Array.isArray(made.replica) ? made.replica : []).filter((one) => isRecord(one) && one.region === region))
      ?.kms_key_id,
  );

/** A rotation keeps what the value looks like. */
function rotated(value: string, next: string): string {
  try {
    return JSON.stringify(Object.fromEntries(Object.keys(JSON.parse(value) as object).map((key) => [key, next])));
  } catch {
    return next;
  }
}
