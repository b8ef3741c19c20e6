import { KEY_ARN as KEY } from "../../access/key-arn";
import { TOKEN_AUDIENCE, TOKEN_AUDIENCES } from "../../access/rules/oauth2";
import { SECRET_ARN as SECRET } from "../../access/secret-arn";
import type { Field, Validation, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { textRule, textsRule } from "./from-rule";
import { KEY_ARN, SECRET_ARN } from "./samples";

const ELSEWHERE = SECRET_ARN.replace("us-east-1", "eu-west-1");
const ALIAS = KEY_ARN.replace(/key\/.*/, "alias/secrets");
const FAR = KEY_ARN.replace("us-east-1", "us-west-2");

/** The Region of an ARN, or an empty text; `arn` is an expression, which may fail. */
const regionOf = (arn: string): string => `try(split(":", ${arn})[3], "")`;
const REGION = regionOf("var.secret.secret_arn");

export const SECRET_FIELDS: readonly Field[] = [
  { name: "secret_arn", type: "string", description: "The full ARN of the secret, with its 6-character suffix." },
  {
    name: "kms_key_arn",
    type: "string",
    optional: true,
    description: "The customer managed key that encrypts it; by default the AWS managed key aws/secretsmanager.",
  },
];

/** That keys are in the Region of the secrets that they encrypt. */
const areNear = (keys: string, broken: Body): Validation => ({
  condition: `alltrue([for arn in ${keys} : ${regionOf("arn")} == ${REGION}])`,
  message:
    "kms_key_arn is in another Region than the secret. Name the key that encrypts the secret, in the secret's own Region.",
  broken,
});

export function readSecretVariable(): Variable {
  const reference = { secret_arn: SECRET_ARN };
  const key = "try(var.secret.kms_key_arn, null)";
  return {
    name: "secret",
    called: "secret",
    description:
      "The secret that the provider references, and its customer managed key. By default there is none: for a client that proves itself without a secret.",
    type: { object: SECRET_FIELDS },
    default: null,
    nullable: true,
    validations: [
      textRule(
        SECRET,
        "secret_arn",
        "try(var.secret.secret_arn, null)",
        { secret: { secret_arn: SECRET_ARN.slice(0, -7) } },
        true,
      ),
      textRule(KEY, "kms_key_arn", key, { secret: { ...reference, kms_key_arn: ALIAS } }, true),
      areNear("var.secret[*].kms_key_arn", { secret: { ...reference, kms_key_arn: FAR } }),
    ].map((one, index) => (index === 2 ? { ...one, condition: `${key} == null ? true : ${one.condition}` } : one)),
  };
}

/** A payment credential provider has two references, which may lead to two secrets. */
export function additionalSecretsVariable(): Variable {
  const arns = "var.additional_secrets[*].secret_arn";
  const keys = "compact(var.additional_secrets[*].kms_key_arn)";
  const reference = { secret_arn: SECRET_ARN.replace("google-oauth", "wallet") };
  const broken = (change: Body): Body => ({ additional_secrets: [{ ...reference, ...change }] });
  return {
    name: "additional_secrets",
    called: "secret",
    description:
      "Secrets that the provider references beside that one: a payment credential provider has two references. The same secret again changes nothing. By default there are none.",
    type: { list: { object: SECRET_FIELDS } },
    default: [],
    nullable: false,
    validations: [
      textsRule(SECRET, "secret_arn", arns, broken({ secret_arn: SECRET_ARN.slice(0, -7) })),
      textsRule(KEY, "kms_key_arn", keys, broken({ kms_key_arn: ALIAS })),
      areNear(keys, broken({ kms_key_arn: FAR })),
      {
        condition: "length(var.additional_secrets) == 0 || var.secret != null",
        message: "additional_secrets are given, but secret is not. Give the first of them as secret.",
        broken: { secret: null, ...broken({}) },
      },
      {
        condition: `var.secret == null ? true : alltrue([for arn in ${arns} : ${regionOf("arn")} == ${REGION}])`,
        message: `additional_secrets are in another Region than secret, \${${REGION}}, and AgentCore Identity reads nothing of another Region. Reference replicas in the credential provider's Region.`,
        broken: broken({ secret_arn: ELSEWHERE }),
      },
    ],
  };
}

export const tokenAudiencesVariable = (): Variable => ({
  name: "token_audiences",
  description:
    "The audiences for which the readers may obtain IAM tokens, for a custom vendor with AWS_IAM_ID_TOKEN_JWT. By default there are none.",
  type: { set: "string" },
  default: [],
  nullable: false,
  validations: [
    textsRule(TOKEN_AUDIENCE, "token_audiences", "var.token_audiences", { token_audiences: [""] }),
    {
      condition: `length(var.token_audiences) <= ${TOKEN_AUDIENCES.most}`,
      message: `token_audiences are more than ${TOKEN_AUDIENCES.most}, which one token names at the most. Name those that AgentCore asks for.`,
      broken: { token_audiences: Array.from({ length: Number(TOKEN_AUDIENCES.most) + 1 }, (_, index) => `a${index}`) },
    },
  ],
});

export const signingKeyVariable = (): Variable => ({
  name: "signing_key_arn",
  description:
    "The KMS key that signs client assertions, for a custom vendor with private_key_jwt. By default there is none.",
  type: "string",
  default: null,
  nullable: true,
  validations: [textRule(KEY, "signing_key_arn", "var.signing_key_arn", { signing_key_arn: ALIAS }, true)],
});
