import type { Arn } from "./arn";
import { arnRefinement, PARTITION_PATTERN, splitArn } from "./arn";
import type { Parsed } from "./problem";
import type { Rule } from "./rule";
import { problemOf, regex } from "./rule";

const EXAMPLE = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";

const NAME = "[A-Za-z0-9/_+=.@!-]+";
/** Of a secret's name, without the suffix. */
export const NAME_LENGTH = 512;
const SUFFIX = "-AbCdEf";

/**
 * The full ARN of one secret. A partial one (without the 6 random characters that Secrets Manager adds) is refused: it
 * matches no resource in an IAM policy.
 */
export const SECRET_ARN: Rule = {
  pattern: `^arn:${PARTITION_PATTERN}:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:${NAME}-[A-Za-z0-9]{6}$`,
  behind: ":",
  most: NAME_LENGTH + SUFFIX.length,
  words: "is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy",
  fix: `Give the full ARN, for example ${EXAMPLE}.`,
  source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen",
  shown: "^arn:",
  refine: (text) => arnRefinement(text, "secretsmanager") ?? refined(splitArn(text)?.resource ?? ""),
};

/** The full ARN of a secret, taken apart. */
export interface SecretArn {
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The secret's name, without the suffix. */
  readonly name: string;
}

/** Takes a full secret ARN apart, or says what is wrong with it. */
export function parseSecretArn(text: string, subject: string): Parsed<SecretArn> {
  const problem = problemOf(SECRET_ARN, subject, text);
  if (problem) return { problem };
  const { partition, region, account, resource } = splitArn(text) as Arn;
  return { value: { arn: text, partition, region, account, name: resource.slice("secret:".length, -SUFFIX.length) } };
}

/** What is wrong with what stands behind the account. */
function refined(resource: string): { readonly words: string; readonly fix?: string } {
  if (/[*?]/.test(resource))
    return { words: "holds a wildcard", fix: "Name one secret by its full ARN; nothing else may be read." };
  const secret = regex(`^secret:(${NAME})$`).exec(resource)?.[1];
  if (secret === undefined) return { words: 'does not end in "secret:NAME-SUFFIX"' };
  if (secret.length > NAME_LENGTH) return { words: `has a name of more than ${NAME_LENGTH} characters` };
  return {
    words: "is a partial ARN: the 6-character suffix is missing, so no IAM policy would match it",
    fix: `Copy the full ARN from: aws secretsmanager describe-secret --secret-id ${secret} --query ARN`,
  };
}
