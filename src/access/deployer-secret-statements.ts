import { KEEP_WITH_KEY, secretArnsNamed, TRIAL } from "./agent-secret-statements";
import { viaServiceNames } from "./arn";
import type { Deployment, MadeSecret } from "./deployment";
import type { Statement } from "./policy";
import { SID_PREFIX, sortedUnique } from "./policy";
import { DESCRIBE_SECRET, READ_SECRET } from "./statements";

const SECRETS = "secretsmanager.amazonaws.com";
const secret = (...names: string[]): string[] => names.map((name) => `secretsmanager:${name}`);

/** What it takes to change and to delete a customer managed key, beside making it. */
const MANAGE_KEY = [
  "DescribeKey",
  "EnableKeyRotation",
  "GetKeyPolicy",
  "GetKeyRotationStatus",
  "ListResourceTags",
  "ScheduleKeyDeletion",
  "TagResource",
  "UntagResource",
  "UpdateKeyDescription",
].map((name) => `kms:${name}`);

/**
 * What it takes to make the secrets of a program: each by its name, since its ARN is known only once it is there, with
 * conditions for what a request says of key, replicas, deletion and rotation.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
 */
export function makeSecrets({ madeSecrets }: Deployment): Statement[] {
  const byName = new Map(madeSecrets.map((made) => [arnOf(made), made]));
  const all = sortedUnique(byName.keys()).map((arn) => byName.get(arn) as MadeSecret);
  return [...all.flatMap((made, index) => ofSecret(made, all.length > 1 ? String(index + 1) : "")), ...makeKeys(all)];
}

const arnOf = ({ place, name }: MadeSecret): string => secretArnsNamed(place, name);

function ofSecret(made: MadeSecret, number: string): Statement[] {
  const { name, keyArn, ownsKey, replicas, overwritesReplicas, deletesAtOnce, writes } = made;
  const allow = { Effect: "Allow", Resource: [arnOf(made)] } as const;
  const regions = "secretsmanager:AddReplicaRegions";
  const copies: NonNullable<Statement["Condition"]> =
    replicas.length === 0
      ? { Null: { [regions]: "true" } }
      : {
          "ForAllValues:StringEquals": { [regions]: sortedUnique(replicas) },
          ...(!overwritesReplicas && { BoolIfExists: { "secretsmanager:ForceOverwriteReplicaSecret": "false" } }),
        };
  const of = (what: string, Action: readonly string[], Condition?: Statement["Condition"]): Statement => ({
    Sid: `${SID_PREFIX}${what}${number}`,
    ...allow,
    Action,
    ...(Condition && { Condition }),
  });
  return [
    of("MakeSecret", secret("CreateSecret"), {
      ...copies,
      StringEquals: {
        "secretsmanager:Name": name,
        // Which key the program makes is not known before.
        ...(!ownsKey && { "secretsmanager:KmsKeyArn": keyArn }),
      },
    }),
    of(
      "ManageSecret",
      [
        ...secret("ListSecretVersionIds", "TagResource", "UntagResource", "UpdateSecret"),
        DESCRIBE_SECRET,
        "secretsmanager:GetResourcePolicy",
      ].sort(),
    ),
    of(
      "DeleteSecret",
      secret("DeleteSecret"),
      deletesAtOnce ? undefined : { BoolIfExists: { "secretsmanager:ForceDeleteWithoutRecovery": "false" } },
    ),
    ...(writes ? [of("WriteValue", [READ_SECRET, ...secret("PutSecretValue", "UpdateSecretVersionStage")])] : []),
    ...(replicas.length > 0
      ? [
          of("Replicate", secret("ReplicateSecretToRegions"), copies),
          of("RemoveReplicas", secret("RemoveRegionsFromReplication")),
        ]
      : []),
    useKey(made, number),
    ...rotate(made, of, number),
    ...(made.generates
      ? [
          {
            Sid: `${SID_PREFIX}MakePassword${number}`,
            Effect: "Allow" as const,
            Action: "secretsmanager:GetRandomPassword",
            Resource: "*",
          },
        ]
      : []),
  ];
}

/** Secrets Manager tries the key before it takes it, and encrypts with it, in the deployer's name. */
function useKey(made: MadeSecret, number: string): Statement {
  const { place, keyArn } = made;
  return {
    Sid: `${SID_PREFIX}WriteWithKey${number}`,
    Effect: "Allow",
    Action: KEEP_WITH_KEY,
    Resource: [keyArn],
    Condition: {
      StringEquals: { "kms:ViaService": viaServiceNames("secretsmanager", place.region, place.partition) },
      StringLike: { "kms:EncryptionContext:SecretARN": [arnOf(made), TRIAL] },
    },
  };
}

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html */
function rotate(
  { rotation }: MadeSecret,
  of: (what: string, Action: readonly string[], Condition?: Statement["Condition"]) => Statement,
  number: string,
): Statement[] {
  if (!rotation) return [];
  const { functionArn, roleArn, setsPermission } = rotation;
  const by: Readonly<Record<string, string>> =
    functionArn === undefined
      ? { "secretsmanager:ExternalSecretRotationRoleArn": roleArn }
      : { "secretsmanager:RotationLambdaARN": functionArn };
  const allow = { Effect: "Allow" } as const;
  return [
    of("Rotate", secret("RotateSecret"), { ArnEquals: by }),
    of("CancelRotation", secret("CancelRotateSecret")),
    ...(functionArn === undefined
      ? [
          {
            Sid: `${SID_PREFIX}PassRotator${number}`,
            ...allow,
            Action: "iam:PassRole",
            Resource: [roleArn],
            Condition: { StringEquals: { "iam:PassedToService": SECRETS } },
          },
        ]
      : [
          // Whoever has it rotated must be allowed to call the function, too.
          { Sid: `${SID_PREFIX}Invoke${number}`, ...allow, Action: "lambda:InvokeFunction", Resource: [functionArn] },
        ]),
    ...(functionArn !== undefined && setsPermission
      ? [
          {
            Sid: `${SID_PREFIX}LetInvoke${number}`,
            ...allow,
            Action: ["lambda:AddPermission", "lambda:RemovePermission"],
            Resource: [functionArn],
            Condition: { StringEquals: { "lambda:Principal": SECRETS } },
          },
          { Sid: `${SID_PREFIX}ReadInvoke${number}`, ...allow, Action: "lambda:GetPolicy", Resource: [functionArn] },
        ]
      : []),
  ];
}

/**
 * A key has no name before it is there: any that is symmetric and of one Region may be made, and what was made is managed
 * by its ARN.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
function makeKeys(all: readonly MadeSecret[]): Statement[] {
  const Resource = sortedUnique(all.flatMap(({ keyArn, ownsKey }) => (ownsKey ? [keyArn] : [])));
  if (Resource.length === 0) return [];
  const bypass = { "kms:BypassPolicyLockoutSafetyCheck": "false" };
  return [
    {
      Sid: `${SID_PREFIX}MakeKey`,
      Effect: "Allow",
      Action: "kms:CreateKey",
      Resource: "*",
      Condition: {
        StringEquals: { "kms:KeySpec": "SYMMETRIC_DEFAULT", "kms:KeyUsage": "ENCRYPT_DECRYPT" },
        BoolIfExists: { ...bypass, "kms:MultiRegion": "false" },
      },
    },
    { Sid: `${SID_PREFIX}ManageKey`, Effect: "Allow", Action: MANAGE_KEY, Resource },
    {
      Sid: `${SID_PREFIX}PutOwnKeyPolicy`,
      Effect: "Allow",
      Action: "kms:PutKeyPolicy",
      Resource,
      Condition: { BoolIfExists: bypass },
    },
  ];
}
