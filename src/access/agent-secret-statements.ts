import { viaServiceNames } from "./arn";
import type { Statement } from "./policy";
import { SID_PREFIX, sortedUnique } from "./policy";
import type { EncryptedSecret } from "./statements";
import type { Place } from "./vault";

/** Statements of a secret that is made for an agent: who rotates it, and what its own key allows. */

/**
 * What a rotation does with the secret.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
 */
export const ROTATE_SECRET = [
  "secretsmanager:DescribeSecret",
  "secretsmanager:GetSecretValue",
  "secretsmanager:PutSecretValue",
  "secretsmanager:UpdateSecretVersionStage",
] as const;

/** What writing a value asks of the key. @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
export const WRITE_WITH_KEY = ["kms:Decrypt", "kms:GenerateDataKey"] as const;

/**
 * Writing a copy, or a value anew under another key, asks for `Encrypt`, too.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicateSecretToRegions.html
 */
export const KEEP_WITH_KEY = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"] as const;

/** What stands for the secret when Secrets Manager tries the key before it takes it. */
export const TRIAL = "RequestToValidateKeyAccess";

/** Secret policy: these roles may rotate. */
export const rotatorsOfSecret = (roleArns: readonly string[]): Statement => ({
  Sid: `${SID_PREFIX}Rotators`,
  Effect: "Allow",
  Principal: { AWS: sortedUnique(roleArns) },
  Action: ROTATE_SECRET,
  Resource: "*",
});

/** What a rotator is told of its secret. */
export interface Rotation {
  readonly secretArn: string;
  /** Of a managed external secret. */
  readonly secretType?: string;
  /** Whether it asks Secrets Manager for random passwords, an action that knows no secret. */
  readonly makesPasswords: boolean;
  readonly encrypted?: EncryptedSecret;
}

/** Identity policy: what a rotator needs. */
export const rotatorStatements = ({ secretArn, secretType, makesPasswords, encrypted }: Rotation): Statement[] => [
  {
    Sid: `${SID_PREFIX}Rotate`,
    Effect: "Allow",
    Action: ROTATE_SECRET,
    Resource: [secretArn],
    ...(secretType !== undefined && {
      Condition: { StringEquals: { "secretsmanager:resource/Type": secretType } },
    }),
  },
  ...(makesPasswords
    ? [
        {
          Sid: `${SID_PREFIX}MakePassword`,
          Effect: "Allow" as const,
          Action: "secretsmanager:GetRandomPassword",
          Resource: "*",
        },
      ]
    : []),
  ...(encrypted
    ? [
        {
          Sid: `${SID_PREFIX}RotateWithKey`,
          Effect: "Allow" as const,
          Action: WRITE_WITH_KEY,
          Resource: [encrypted.keyArn],
          Condition: {
            StringEquals: {
              "kms:ViaService": viaServiceNames("secretsmanager", encrypted.region, encrypted.partition),
              "kms:EncryptionContext:SecretARN": secretArn,
            },
          },
        },
      ]
    : []),
];

const accountOf = ({ partition, account }: Place): { readonly AWS: readonly string[] } => ({
  AWS: [`arn:${partition}:iam::${account}:root`],
});

/**
 * Key policy: the identity policies of the key's account say who administers it. It lets nobody encrypt or decrypt; but
 * whoever may administer can change that, by the policy or by a grant.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators
 */
export const administerKey = (place: Place): Statement => ({
  Sid: `${SID_PREFIX}Administer`,
  Effect: "Allow",
  Principal: accountOf(place),
  Action: [
    "kms:CancelKeyDeletion",
    "kms:Create*",
    "kms:Delete*",
    "kms:Describe*",
    "kms:Disable*",
    "kms:Enable*",
    "kms:Get*",
    "kms:List*",
    "kms:Put*",
    "kms:RetireGrant",
    "kms:Revoke*",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:Update*",
  ],
  Resource: "*",
});

/** The ARNs of a secret of that name: its suffix is known only once it is made, and the key is made before. */
export const secretArnsNamed = ({ partition, region, account }: Place, name: string): string =>
  `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}-??????`;

/**
 * Key policy: these roles may write values of these secrets, when Secrets Manager asks; without roles, those whose identity
 * policies say so.
 *
 * @param roleArns the roles, none for all of the account
 */
export const writeWithKey = (place: Place, roleArns: readonly string[], secretNames: readonly string[]): Statement => ({
  Sid: `${SID_PREFIX}Write`,
  Effect: "Allow",
  Principal: roleArns.length > 0 ? { AWS: sortedUnique(roleArns) } : accountOf(place),
  Action: KEEP_WITH_KEY,
  Resource: "*",
  Condition: {
    StringEquals: { "kms:ViaService": viaServiceNames("secretsmanager", place.region, place.partition) },
    StringLike: {
      "kms:EncryptionContext:SecretARN": [
        ...sortedUnique(secretNames.map((name) => secretArnsNamed(place, name))),
        TRIAL,
      ],
    },
  },
});
