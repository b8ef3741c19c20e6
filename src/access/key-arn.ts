import type { Arn } from "./arn";
import { arnRefinement, PARTITION_PATTERN, splitArn } from "./arn";
import type { Parsed } from "./problem";
import type { Rule } from "./rule";
import { problemOf } from "./rule";

const EXAMPLE = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** The ARN of a key. An alias is refused: it matches no resource in an IAM policy, and may be moved to another key. */
export const KEY_ARN: Rule = {
  pattern: `^arn:${PARTITION_PATTERN}:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$`,
  words: "is not the ARN of a KMS key; an alias matches no IAM policy",
  fix: `Give the full ARN, for example ${EXAMPLE}.`,
  source: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN",
  shown: "^arn:",
  refine: (text) => {
    const alias = splitArn(text)?.resource;
    if (alias !== undefined && /^alias\/[A-Za-z0-9/_-]+$/.test(alias)) {
      return {
        words: "is an alias",
        fix: `Give the key's own ARN: aws kms describe-key --key-id ${alias} --query KeyMetadata.Arn`,
      };
    }
    return arnRefinement(text, "kms") ?? { words: 'does not end in "key/KEY-ID"' };
  },
};

/** The ARN of a KMS key, taken apart. */
export interface KeyArn {
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly keyId: string;
}

/** Takes a key ARN apart, or says what is wrong with it. */
export function parseKeyArn(text: string, subject: string): Parsed<KeyArn> {
  const problem = problemOf(KEY_ARN, subject, text);
  if (problem) return { problem };
  const { partition, region, account, resource } = splitArn(text) as Arn;
  return { value: { arn: text, partition, region, account, keyId: resource.slice("key/".length) } };
}
