import type { AwsCall, Calls } from "./aws-calls";
import { isRecord, text, type Value } from "./cty";
import type { Making } from "./resource-facts";

/** What making a secret calls, with what policies can tell of each request. */

const records = (value: Value | undefined): { readonly [name: string]: Value }[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];
const hasTags = (value: Value | undefined): boolean => isRecord(value) && Object.keys(value).length > 0;

/** Secrets Manager uses the key in the caller's name; before it takes one, it tries it. */
const useKey = ({ region }: Making, keyArn: Value | undefined, secretArn: string): AwsCall[] =>
  !text(keyArn)?.startsWith("arn:")
    ? []
    : ["kms:GenerateDataKey", "kms:Decrypt"].map((action) => ({
        action,
        resource: text(keyArn) ?? "",
        calledVia: ["secretsmanager.amazonaws.com"],
        context: {
          "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
          "kms:EncryptionContext:SecretARN": secretArn,
        },
      }));

function secret(verb: Parameters<Calls>[0], making: Making): AwsCall[] {
  const { values, prior } = making;
  const resource = text(values.arn) ?? "";
  const of = (name: string, context: AwsCall["context"] = {}): AwsCall => ({
    action: `secretsmanager:${name}`,
    resource,
    context,
  });
  const read = [of("DescribeSecret"), of("GetResourcePolicy")];
  const regions = (of: Value | undefined): string[] => records(of).flatMap(({ region }) => text(region) ?? []);
  const forces = {
    "secretsmanager:ForceOverwriteReplicaSecret": String(values.force_overwrite_replica_secret === true),
  };
  const tried = useKey(making, values.kms_key_id, "RequestToValidateKeyAccess");
  const tag = hasTags(values.tags_all) ? [of("TagResource")] : [];
  if (verb === "read") return read;
  if (verb === "destroy") {
    const atOnce = values.recovery_window_in_days === 0;
    return [
      ...(regions(values.replica).length > 0 ? [of("RemoveRegionsFromReplication")] : []),
      of("DeleteSecret", { "secretsmanager:ForceDeleteWithoutRecovery": String(atOnce) }),
    ];
  }
  if (verb === "create")
    return [
      of("CreateSecret", {
        "secretsmanager:Name": text(values.name) ?? "",
        ...(text(values.kms_key_id) !== undefined && { "secretsmanager:KmsKeyArn": text(values.kms_key_id) ?? "" }),
        ...(regions(values.replica).length > 0 && {
          "secretsmanager:AddReplicaRegions": regions(values.replica),
          ...forces,
        }),
      }),
      ...tried,
      ...tag,
      ...read,
    ];
  const before = regions(prior?.replica);
  const now = regions(values.replica);
  const more = now.filter((region) => !before.includes(region));
  return [
    of("UpdateSecret"),
    ...tried,
    ...(more.length > 0
      ? [of("ReplicateSecretToRegions", { "secretsmanager:AddReplicaRegions": more, ...forces })]
      : []),
    ...(before.some((region) => !now.includes(region)) ? [of("RemoveRegionsFromReplication")] : []),
    ...tag,
    ...(hasTags(prior?.tags_all) ? [of("UntagResource")] : []),
    ...read,
  ];
}

const arnOf = ({ world }: Making, id: Value | undefined): [arn: string, key: Value | undefined] => {
  const made = world.list("aws_secretsmanager_secret").find((one) => one.arn === id);
  return [text(id) ?? "", made?.kms_key_id];
};

export const secretCalls: Readonly<Record<string, Calls>> = {
  aws_secretsmanager_secret: secret,
  aws_secretsmanager_secret_version: (verb, making) => {
    const [resource, key] = arnOf(making, making.values.secret_id);
    const of = (name: string): AwsCall => ({ action: `secretsmanager:${name}`, resource });
    const read = [
      of("GetSecretValue"),
      ...useKey(making, key, resource).filter(({ action }) => action === "kms:Decrypt"),
    ];
    if (verb === "read") return read;
    if (verb === "destroy") return [of("UpdateSecretVersionStage")];
    return [of("PutSecretValue"), ...useKey(making, key, resource), ...read];
  },
  aws_secretsmanager_secret_rotation: (verb, making) => {
    const { values } = making;
    const [resource] = arnOf(making, values.secret_id);
    const of = (name: string, context: AwsCall["context"] = {}): AwsCall => ({
      action: `secretsmanager:${name}`,
      resource,
      context,
    });
    const [byFunction, byRole] = [text(values.rotation_lambda_arn), text(values.external_secret_rotation_role_arn)];
    if (verb === "read") return [of("DescribeSecret")];
    if (verb === "destroy") return [of("CancelRotateSecret")];
    return [
      of("RotateSecret", {
        ...(byFunction !== undefined && { "secretsmanager:RotationLambdaARN": byFunction }),
        ...(byRole !== undefined && { "secretsmanager:ExternalSecretRotationRoleArn": byRole }),
      }),
      ...(byFunction === undefined ? [] : [{ action: "lambda:InvokeFunction", resource: byFunction }]),
      ...(byRole === undefined
        ? []
        : [
            {
              action: "iam:PassRole",
              resource: byRole,
              context: { "iam:PassedToService": "secretsmanager.amazonaws.com" },
            },
          ]),
      of("DescribeSecret"),
    ];
  },
  aws_lambda_permission: (verb, { values }) => {
    const resource = text(values.function_name) ?? "";
    const context = { "lambda:Principal": text(values.principal) ?? "" };
    const read = { action: "lambda:GetPolicy", resource };
    if (verb === "read") return [read];
    return [{ action: `lambda:${verb === "destroy" ? "Remove" : "Add"}Permission`, resource, context }, read];
  },
};
