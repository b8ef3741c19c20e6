import { follows } from "../access/rule";
import { RECOVERY_WINDOW, SECRET_NAME } from "../access/rules/agent-secret";
import type { Handler, Handlers } from "./call";
import type { SecretAccess } from "./secret-access";
import type { Action, Secrets } from "./secrets";
import { named, refuseManaged } from "./secrets";
import { ServiceError } from "./service-error";

const DAY = 24 * 60 * 60 * 1000;

const invalid = (message: string): ServiceError => new ServiceError("InvalidParameterException", message);

/**
 * The life of a secret: made, rotated, copied, deleted and restored. A rotation begins with a version that is pending;
 * whoever plays the function puts its value and moves the label, as a function does.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export function secretLifecycleHandlers(
  secrets: Secrets,
  access: SecretAccess,
  onPrimary: (action: Action) => Handler,
  now: () => number,
): Handlers {
  return {
    CreateSecret: (call) => {
      const { Name, SecretString, SecretBinary, KmsKeyId, ClientRequestToken, Tags = [] } = call.input;
      const name = String(Name);
      if (!follows(SECRET_NAME, name)) throw invalid("Invalid name.");
      const there = secrets.inRegion(name, call);
      if (there?.isDeleted)
        throw new ServiceError(
          "InvalidRequestException",
          "You can't create this secret because a secret with this name is already scheduled for deletion.",
        );
      if (there)
        throw new ServiceError(
          "ResourceExistsException",
          `The operation failed because the secret ${name} already exists.`,
        );
      const [, partition = "aws"] = call.principal.arn.split(":");
      const { account } = call.principal;
      const suffix = secrets.nextVersion().slice(-6);
      const arn = `arn:${partition}:secretsmanager:${call.region}:${account}:secret:${name}-${suffix}`;
      const secret = secrets.add(arn, undefined, {
        ...(typeof KmsKeyId === "string" && { kmsKeyId: KmsKeyId }),
        tags: Object.fromEntries((Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value])),
      });
      secret.madeAt = now();
      try {
        access.check(call, call.operation, secret);
        if (Object.keys(secret.tags).length > 0) access.check(call, "TagResource", secret);
      } catch (error) {
        secrets.remove(secret);
        throw error;
      }
      const value = SecretString ?? SecretBinary;
      if (typeof value !== "string") return named(secret);
      const id = typeof ClientRequestToken === "string" ? ClientRequestToken : secrets.nextVersion();
      secret.versions.put(id, value);
      secret.isBinary = SecretString === undefined;
      return { ...named(secret), VersionId: id };
    },
    DeleteSecret: (call) => {
      const secret = secrets.of(call.input.SecretId, call);
      const { RecoveryWindowInDays: days = 30, ForceDeleteWithoutRecovery: atOnce } = call.input;
      access.check(call, call.operation, secret);
      if (atOnce === true && call.input.RecoveryWindowInDays !== undefined)
        throw invalid("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
      if (days === 0 || !follows(RECOVERY_WINDOW, String(days as number)))
        throw invalid("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
      if (secret.replicas.length > 0)
        throw new ServiceError(
          "InvalidRequestException",
          "You can't delete secret that still has replica regions. Remove them first.",
        );
      const deletedDate = new Date(now() + (atOnce === true ? 0 : Number(days) * DAY));
      if (atOnce === true) secrets.remove(secret);
      else Object.assign(secret, { isDeleted: true, deletedDate });
      return { ...named(secret), DeletionDate: deletedDate };
    },
    RestoreSecret: (call) => {
      const secret = secrets.any(call.input.SecretId, call);
      access.check(call, call.operation, secret);
      secret.isDeleted = false;
      delete secret.deletedDate;
      return named(secret);
    },
    RotateSecret: onPrimary((secret, { ClientRequestToken, RotationLambdaARN, RotateImmediately }, call) => {
      refuseManaged(secret);
      const functionArn = RotationLambdaARN ?? secret.rotationLambdaArn;
      if (typeof functionArn !== "string")
        throw new ServiceError(
          "InvalidRequestException",
          "No Lambda rotation function ARN is associated with this secret.",
        );
      access.invoke(call, functionArn);
      const id = typeof ClientRequestToken === "string" ? ClientRequestToken : secrets.nextVersion();
      secret.versions.current();
      if (RotateImmediately !== false) secret.versions.begin(id);
      secret.rotationLambdaArn = functionArn;
      return { ...named(secret), VersionId: id };
    }),
    // A rotation that has begun stays pending.
    CancelRotateSecret: onPrimary((secret) => {
      delete secret.rotationLambdaArn;
      return named(secret);
    }),
    UpdateSecretVersionStage: onPrimary((secret, { VersionStage, MoveToVersionId, RemoveFromVersionId }) => {
      secret.versions.label(
        String(VersionStage),
        MoveToVersionId as string | undefined,
        RemoveFromVersionId as string | undefined,
      );
      secret.lastChangedDate = new Date();
      return named(secret);
    }),
    ReplicateSecretToRegions: onPrimary((secret, { AddReplicaRegions }) => {
      const added = (AddReplicaRegions as { Region: string; KmsKeyId?: string }[]).map(({ Region, KmsKeyId }) => {
        if (Region === secrets.place.region) throw invalid(`Invalid replica region: ${Region} is the primary's.`);
        const isThere = secrets.takenElsewhere.get(Region)?.includes(secret.name) === true;
        return {
          Region,
          ...(KmsKeyId !== undefined && { KmsKeyId }),
          Status: isThere ? ("Failed" as const) : ("InSync" as const),
          ...(isThere && {
            StatusMessage: `Replication failed: Secret name ${secret.name} already exists in region ${Region}.`,
          }),
        };
      });
      const regions = added.map(({ Region }) => Region);
      secret.replicas = [...secret.replicas.filter(({ Region }) => !regions.includes(Region)), ...added];
      return { ARN: secret.arn, ReplicationStatus: secret.replicas };
    }),
    RemoveRegionsFromReplication: onPrimary((secret, { RemoveReplicaRegions }) => {
      secret.replicas = secret.replicas.filter(({ Region }) => !(RemoveReplicaRegions as string[]).includes(Region));
      return { ARN: secret.arn, ReplicationStatus: secret.replicas };
    }),
  };
}
