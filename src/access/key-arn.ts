import { parseArn, PARTITION_PATTERN } from "./arn";
import type { Parsed } from "./problem";
import { isProblem } from "./problem";

const EXAMPLE = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const KEY_ID = "[A-Za-z0-9-]+";

/** The ARN of a key, in the syntax that JavaScript and Terraform's `regex` share. */
export const KEY_ARN = `^arn:${PARTITION_PATTERN}:kms:[a-z0-9-]+:[0-9]{12}:key/${KEY_ID}$`;

/** The ARN of a KMS key, taken apart. */
export interface KeyArn {
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly keyId: string;
}

/**
 * Takes a key ARN apart. An alias is refused: it matches no resource in an IAM policy, and may be moved to another key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN
 */
export function parseKeyArn(text: string, subject: string): Parsed<KeyArn> {
  const parsed = parseArn(text, subject, "kms", EXAMPLE);
  if (isProblem(parsed)) return parsed;
  const { partition, region, account, resource } = parsed.value;
  const wrong = (rule: string, fix: string): Parsed<KeyArn> => ({ problem: { subject, value: text, rule, fix } });
  if (resource.startsWith("alias/")) {
    return wrong(
      "is an alias",
      `Give the key's own ARN: aws kms describe-key --key-id ${resource} --query KeyMetadata.Arn`,
    );
  }
  const keyId = new RegExp(`^key/(${KEY_ID})$`).exec(resource)?.[1];
  if (keyId === undefined || region === "")
    return wrong('does not end in "key/KEY-ID"', `Give an ARN like ${EXAMPLE}.`);
  return { value: { arn: text, partition, region, account, keyId } };
}
