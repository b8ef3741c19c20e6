import type { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { isKnown } from "../access/known";
import { KEY_ARN } from "../access/key-arn";
import { addressOf } from "../terraform/address";
import type { Assertion } from "../terraform/check";
import { assertion } from "../terraform/check";
import { expression, shown } from "../terraform/text";
import type { ExternalSecret } from "./external-secret";

const AWS_MANAGED = "alias/aws/secretsmanager";

/**
 * That the secret has the key that is stated for it: who reads it needs that one. Secrets Manager tells the key as it was
 * given to it, by ARN, ID or alias, and says nothing of its own key. Which key a team's alias stands for is not looked up.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
export function statedKeyGuard(
  { secretArn, kmsKeyArn }: Pick<ExternalSecret, "secretArn" | "kmsKeyArn">,
  current: DataAwsSecretsmanagerSecret,
): Assertion {
  const found = (): string => `coalesce(${addressOf(current)}.kms_key_id, "${AWS_MANAGED}")`;
  const isManaged = (): string => `endswith(${found()}, "${AWS_MANAGED}")`;
  const isStated = (quote: (text: string) => string, keyArn: string): string =>
    `!${isManaged()} && (strcontains(${found()}, "alias/") || contains([${quote(keyArn)}, ${keyIdOf(quote, keyArn)}], ${found()}))`;
  return assertion(
    expression((quote) => (kmsKeyArn === undefined ? isManaged() : isStated(quote, kmsKeyArn))),
    `Secret ${secretArn} is encrypted with ${expression(found)}, not with ${
      kmsKeyArn === undefined
        ? "aws/secretsmanager, as without kmsKeyArn"
        : `the stated ${shown(kmsKeyArn, KEY_ARN.shown)}`
    }: its readers could not decrypt it. State the key that it has as kmsKeyArn, and none for aws/secretsmanager; the ARN for a key's ID is told by: aws kms describe-key --key-id ID --query KeyMetadata.Arn. If the secret is to have another key, give it that one first.`,
  );
}

const keyIdOf = (quote: (text: string) => string, keyArn: string): string =>
  isKnown(keyArn) ? quote(keyArn.split("/")[1] ?? "") : `try(split("/", ${quote(keyArn)})[1], "")`;
