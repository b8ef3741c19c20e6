import { SECRET_POLICY_BYTES } from "../access/limits";
import type { Call, Handler, Handlers } from "./call";
import { pageOf } from "./page";
import { oneOrMore, policyStatements } from "./policy-text";
import type { SecretAccess } from "./secret-access";
import type { Lateness } from "./lateness";
import { secretLifecycleHandlers } from "./secret-lifecycle";
import { listable } from "./secret-list";
import type { Action, Secret, Secrets } from "./secrets";
import { named, refuseManaged } from "./secrets";
import { ServiceError } from "./service-error";

/**
 * The code and the text are those of the service, seen in
 * https://github.com/lgallard/terraform-aws-secrets-manager/issues/188 and https://github.com/gruntwork-io/cloud-nuke/issues/435.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/standalone-secret.html
 */
const REPLICA = "Operation not permitted on a replica secret. Call must be made in primary secret's region.";

const isEverybody = (principal: unknown): boolean =>
  principal === "*" || oneOrMore((principal as { AWS?: unknown } | undefined)?.AWS).includes("*");

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html#awssecretsmanager-policy-keys */
const contextOf = ({ input: { BlockPublicPolicy } }: Call): Record<string, string> =>
  BlockPublicPolicy === undefined ? {} : { "secretsmanager:BlockPublicPolicy": String(BlockPublicPolicy) };

const described = (secret: Secret): Readonly<Record<string, unknown>> => ({
  ...named(secret),
  ...(secret.kmsKeyId && { KmsKeyId: secret.kmsKeyId }),
  LastChangedDate: secret.lastChangedDate,
  ...(secret.deletedDate && { DeletedDate: secret.deletedDate }),
  ...(secret.rotationLambdaArn !== undefined && {
    RotationEnabled: true,
    RotationLambdaARN: secret.rotationLambdaArn,
  }),
  ...(secret.replicas.length > 0 && { ReplicationStatus: secret.replicas, PrimaryRegion: secret.arn.split(":")[3] }),
  ...(secret.primaryRegion !== undefined && { PrimaryRegion: secret.primaryRegion }),
  ...(secret.owningService !== undefined && { OwningService: secret.owningService }),
  Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
  VersionIdsToStages: secret.versions.staged,
});

/** What the list tells: no versions, and of versions only the current one is meant. */
function listed(secret: Secret): Readonly<Record<string, unknown>> {
  const { VersionIdsToStages: SecretVersionsToStages, ReplicationStatus: _replicas, ...entry } = described(secret);
  return { ...entry, SecretVersionsToStages };
}

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html */
export function secretsManagerHandlers(secrets: Secrets, access: SecretAccess, lateness: Lateness): Handlers {
  const on =
    (action: Action): Handler =>
    (call) => {
      const secret = secrets.of(call.input.SecretId, call);
      access.check(call, call.operation, secret, contextOf(call));
      return action(secret, call.input, call);
    };
  /** A replica is changed at its primary alone. */
  const onPrimary = (action: Action): Handler =>
    on((secret, input, call) => {
      if (secret.isReplica === true) throw new ServiceError("InvalidParameterException", REPLICA);
      return action(secret, input, call);
    });
  return {
    ...secretLifecycleHandlers(secrets, access, onPrimary, lateness.now),
    DescribeSecret: (call) => {
      // The only operation that tells of a deleted secret.
      const secret = secrets.any(call.input.SecretId, call);
      access.check(call, call.operation, secret);
      return described(secret);
    },
    ListSecrets: (call) => {
      const { MaxResults, NextToken } = call.input;
      access.checkAll(call);
      const here = secrets.in({ account: call.principal.account, region: call.region });
      const page = pageOf(
        listable(here, call.input, lateness),
        { maxResults: MaxResults, nextToken: NextToken },
        { most: 100, usual: 100 },
      );
      return { SecretList: page.items.map(listed), ...(page.nextToken && { NextToken: page.nextToken }) };
    },
    GetSecretValue: on((secret, { VersionId, VersionStage }) => {
      const { id, value } = secret.versions.find(VersionId, VersionStage);
      return {
        ...named(secret),
        ...(secret.isBinary ? { SecretBinary: value } : { SecretString: value }),
        VersionId: id,
        VersionStages: secret.versions.stagesOf(id),
        CreatedDate: secret.versions.createdDate(id),
      };
    }),
    ListSecretVersionIds: on((secret, { IncludeDeprecated, MaxResults, NextToken }) => {
      const { versions } = secret;
      const ids = versions.ids.filter((id) => versions.stagesOf(id).length > 0 || IncludeDeprecated === true);
      const page = pageOf(ids, { maxResults: MaxResults, nextToken: NextToken }, { most: 100, usual: 100 });
      const entry = (id: string): Readonly<Record<string, unknown>> => ({
        VersionId: id,
        VersionStages: versions.stagesOf(id),
        CreatedDate: versions.createdDate(id),
      });
      return {
        ...named(secret),
        Versions: page.items.map(entry),
        ...(page.nextToken && { NextToken: page.nextToken }),
      };
    }),
    PutSecretValue: onPrimary((secret, { SecretString, ClientRequestToken, VersionStages }) => {
      if (typeof SecretString !== "string" || SecretString.length > 65_536)
        throw new ServiceError("InvalidParameterException", "SecretString breaks its length.");
      refuseManaged(secret);
      const id = typeof ClientRequestToken === "string" ? ClientRequestToken : secrets.nextVersion();
      secret.versions.put(id, SecretString, VersionStages as string[] | undefined);
      secret.lastChangedDate = new Date();
      return { ...named(secret), VersionId: id, VersionStages: secret.versions.stagesOf(id) };
    }),
    GetResourcePolicy: on((secret) => ({
      ...named(secret),
      ...(secret.policy !== undefined && { ResourcePolicy: secret.policy }),
    })),
    PutResourcePolicy: onPrimary((secret, { ResourcePolicy, BlockPublicPolicy }) => {
      const text = String(ResourcePolicy);
      if (Buffer.byteLength(text) > SECRET_POLICY_BYTES)
        throw new ServiceError("InvalidParameterException", `The policy is over ${SECRET_POLICY_BYTES} bytes.`);
      const statements = policyStatements(text);
      if (
        BlockPublicPolicy === true &&
        statements.some(
          ({ Effect, Principal, Condition }) => Effect === "Allow" && isEverybody(Principal) && !Condition,
        )
      )
        throw new ServiceError("PublicPolicyException", "The policy grants public access.");
      secret.policy = secrets.policyForm(text);
      secret.lastChangedDate = new Date();
      return named(secret);
    }),
    DeleteResourcePolicy: onPrimary((secret) => {
      delete secret.policy;
      return named(secret);
    }),
  };
}
