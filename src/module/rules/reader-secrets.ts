import { ExternalSecret } from "../../secret/external-secret";
import { keyArnGuards, secretArnGuards } from "../../terraform/guards";
import type { Field, Validation, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { words } from "../words";
import { orEmpty } from "./expressions";
import { forEvery, fromGuard } from "./guard";
import { coinbase, paymentIn } from "./payment-samples";
import { KEY_ARN, SECRET_ARN } from "./samples";
import { settled } from "../../terraform/settled";

const secret = { secretArn: settled("${var.secret.secret_arn}"), keyArn: settled("${var.secret.kms_key_arn}") };
const ELSEWHERE = SECRET_ARN.replace("us-east-1", "eu-west-1");

const nullable = (variable: string, validation: Validation): Validation => ({
  ...validation,
  condition: `${variable} == null ? true : ${validation.condition}`,
  message: validation.message.replace(/\$\{(var\.[\w.]+)\}/g, (_, name: string) => `\${${orEmpty(name)}}`),
});

export const SECRET_FIELDS: readonly Field[] = [
  { name: "secret_arn", type: "string", description: "The full ARN of the secret, with its 6-character suffix." },
  {
    name: "kms_key_arn",
    type: "string",
    optional: true,
    description: "The customer managed key that encrypts it; by default the AWS managed key aws/secretsmanager.",
  },
];

export function readSecretVariable(): Variable {
  const [isSecret] = secretArnGuards(secret.secretArn, "", "");
  const [isKey, isNear] = keyArnGuards(secret.keyArn, settled('${try(split(":", var.secret.secret_arn)[3], "")}'));
  if (!isSecret || !isKey || !isNear) throw new Error("the constructs guard no secret");
  const reference = { secret_arn: SECRET_ARN };
  const key = (validation: Validation): Validation => nullable("try(var.secret.kms_key_arn, null)", validation);
  return {
    name: "secret",
    description:
      "The secret that the provider references, and its customer managed key. By default there is none: for a client that proves itself without a secret.",
    type: { object: SECRET_FIELDS },
    default: null,
    nullable: true,
    validations: [
      nullable("var.secret", fromGuard(isSecret, { secret: { secret_arn: SECRET_ARN.slice(0, -7) } })),
      key(
        fromGuard(isKey, { secret: { ...reference, kms_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/secrets" } }),
      ),
      key(fromGuard(isNear, { secret: { ...reference, kms_key_arn: KEY_ARN.replace("us-east-1", "us-west-2") } })),
    ],
  };
}

/** A payment credential provider has two references, which may lead to two secrets. */
export function additionalSecretsVariable(): Variable {
  const region = 'try(split(":", var.secret.secret_arn)[3], "")';
  const arns = "var.additional_secrets[*].secret_arn";
  const keys = "compact(var.additional_secrets[*].kms_key_arn)";
  const [isSecret] = secretArnGuards(settled("${each.value}"), "", "");
  const [isKey, isNear] = keyArnGuards(settled("${each.value}"), settled(`\${${region}}`));
  if (!isSecret || !isKey || !isNear) throw new Error("the constructs guard no secret");
  const reference = { secret_arn: SECRET_ARN.replace("google-oauth", "wallet") };
  const broken = (change: Body): Body => ({ additional_secrets: [{ ...reference, ...change }] });
  return {
    name: "additional_secrets",
    description:
      "Secrets that the provider references beside that one: a payment credential provider has two references. The same secret again changes nothing. By default there are none.",
    type: { list: { object: SECRET_FIELDS } },
    default: [],
    nullable: false,
    validations: [
      forEvery(isSecret, "each.value", arns, broken({ secret_arn: SECRET_ARN.slice(0, -7) })),
      forEvery(isKey, "each.value", keys, broken({ kms_key_arn: KEY_ARN.replace(/key\/.*/, "alias/secrets") })),
      forEvery(isNear, "each.value", keys, broken({ kms_key_arn: KEY_ARN.replace("us-east-1", "us-west-2") })),
      {
        condition: "length(var.additional_secrets) == 0 || var.secret != null",
        message: "additional_secrets are given, but secret is not. Give the first of them as secret.",
        broken: { secret: null, ...broken({}) },
      },
      {
        condition: `var.secret == null ? true : alltrue([for arn in ${arns} : try(split(":", arn)[3], "") == ${region}])`,
        message: words(
          (stack) => {
            const other = ExternalSecret.fromArn(stack, "Other", { secretArn: ELSEWHERE });
            paymentIn(stack, coinbase(stack, { walletSecret: other.jsonKey("wallet") }));
          },
          [
            "eu-west-1, us-east-1",
            `join(", ", sort(distinct(concat([${region}], [for arn in ${arns} : try(split(":", arn)[3], "")]))))`,
          ],
        ),
        broken: broken({ secret_arn: ELSEWHERE }),
      },
    ],
  };
}

export function signingKeyVariable(): Variable {
  const [isKey] = keyArnGuards(settled("${var.signing_key_arn}"), "");
  if (!isKey) throw new Error("the constructs guard no key");
  return {
    name: "signing_key_arn",
    description:
      "The KMS key that signs client assertions, for a custom vendor with private_key_jwt. By default there is none.",
    type: "string",
    default: null,
    nullable: true,
    validations: [
      nullable(
        "var.signing_key_arn",
        fromGuard(isKey, { signing_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/signing" }),
      ),
    ],
  };
}
