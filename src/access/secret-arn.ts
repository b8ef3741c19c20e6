import { parseArn, PARTITION_PATTERN } from "./arn";
import type { Parsed } from "./problem";
import { isProblem } from "./problem";

const EXAMPLE = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";

const NAME = "[A-Za-z0-9/_+=.@!-]+";
const SUFFIX = "[A-Za-z0-9]{6}";

/** The full ARN of one secret, in the syntax that JavaScript and Terraform's `regex` share. */
export const SECRET_ARN = `^arn:${PARTITION_PATTERN}:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:${NAME}-${SUFFIX}$`;

/** The full ARN of a secret, taken apart. */
export interface SecretArn {
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The secret's name, without the suffix. */
  readonly name: string;
}

/**
 * Takes a full secret ARN apart. A partial one (without the 6 random characters that Secrets Manager adds) is refused:
 * it matches no resource in an IAM policy.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
export function parseSecretArn(text: string, subject: string): Parsed<SecretArn> {
  const parsed = parseArn(text, subject, "secretsmanager", EXAMPLE);
  if (isProblem(parsed)) return parsed;
  const { partition, region, account, resource } = parsed.value;
  const wrong = (rule: string, fix: string): Parsed<SecretArn> => ({ problem: { subject, value: text, rule, fix } });
  if (region === "") return wrong("names no Region", `Give an ARN like ${EXAMPLE}.`);
  if (/[*?]/.test(resource))
    return wrong("holds a wildcard", "Name one secret by its full ARN; nothing else may be read.");
  const secret = new RegExp(`^secret:(${NAME})$`).exec(resource)?.[1];
  if (secret === undefined) return wrong('does not end in "secret:NAME-SUFFIX"', `Give an ARN like ${EXAMPLE}.`);
  const name = new RegExp(`^(.+)-${SUFFIX}$`).exec(secret)?.[1];
  if (name === undefined) {
    return wrong(
      "is a partial ARN: the 6-character suffix is missing, so no IAM policy would match it",
      `Copy the full ARN from: aws secretsmanager describe-secret --secret-id ${secret} --query ARN`,
    );
  }
  return { value: { arn: text, partition, region, account, name } };
}
