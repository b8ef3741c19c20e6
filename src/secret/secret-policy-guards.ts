import type { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { isKnown } from "../access/known";
import { KEY_ARN } from "../access/key-arn";
import { SECRET_POLICY_BYTES } from "../access/limits";
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

/** The size of a policy with tokens is known in the plan, or after it. */
export function sizeGuard(secretArn: string): Assertion {
  return assertion(
    `\${length(self.policy) <= ${SECRET_POLICY_BYTES}}`,
    `The policy of ${secretArn} has more than the ${SECRET_POLICY_BYTES} bytes that Secrets Manager takes.`,
  );
}

/** Terraform's own policy resource replaces the whole policy: it must not, while the policy holds what is not ours. */
export function foreignStatementsGuard(
  { secretArn, _owner: owner }: ExternalSecret,
  current: DataAwsSecretsmanagerSecret,
): Assertion {
  const prefixes = [owner.sidPrefix, owner.sidPrefixFor(secretArn)];
  const isOurs = (quote: (text: string) => string): string =>
    `anytrue([for ours in [${prefixes.map(quote).join(", ")}] : startswith(try(statement.Sid, ""), ours)])`;
  const each = (): string =>
    `for statement in flatten([jsondecode(coalesce(${addressOf(current)}.policy, "{\\"Statement\\":[]}")).Statement])`;
  const foreign = expression(
    (quote) => `join(", ", [${each()} : try(statement.Sid, "one without Sid") if !${isOurs(quote)}])`,
  );
  return assertion(
    expression((quote) => `alltrue([${each()} : ${isOurs(quote)}])`),
    `The policy of ${secretArn} holds statements that are not marked as those of ${owner.text}: ${foreign}. SecretPolicyMode.EXCLUSIVE would delete them. Say policyMode: SecretPolicyMode.ADDITIVE to add ours beside them, or NONE and add the statements of SecretPolicy.policyDocument yourself. If they are what this configuration wrote under another owner or workspace, delete that policy first: aws secretsmanager delete-resource-policy --secret-id ${secretArn}`,
  );
}
