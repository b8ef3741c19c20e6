import { parseKeyArn } from "../../src/access/key-arn";
import { isProblem, problemText } from "../../src/access/problem";
import { PARTITIONS } from "../support/partitions";

const KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const EXAMPLE = `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}`;

function refusal(text: string): string | undefined {
  const parsed = parseKeyArn(text, "kmsKeyArn");
  return isProblem(parsed) ? problemText(parsed.problem) : undefined;
}

test.each(PARTITIONS)("a key ARN of $partition is taken apart", ({ partition, region }) => {
  const arn = `arn:${partition}:kms:${region}:111122223333:key/${KEY_ID}`;
  expect(parseKeyArn(arn, "kmsKeyArn")).toEqual({
    value: { arn, partition, region, account: "111122223333", keyId: KEY_ID },
  });
});

test("a multi-Region key is a key", () => {
  expect(parseKeyArn("arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd", "kmsKeyArn")).toMatchObject({
    value: { keyId: "mrk-1234abcd" },
  });
});

test("an alias is refused, and the way to the key is told", () => {
  expect(refusal("arn:aws:kms:us-east-1:111122223333:alias/secrets")).toBe(
    'kmsKeyArn "arn:aws:kms:us-east-1:111122223333:alias/secrets" is an alias. Give the key\'s own ARN: aws kms describe-key --key-id alias/secrets --query KeyMetadata.Arn',
  );
});

test.each([
  ["a wildcard", "arn:aws:kms:us-east-1:111122223333:key/*", 'does not end in "key/KEY-ID"'],
  ["no key", "arn:aws:kms:us-east-1:111122223333:key/", 'does not end in "key/KEY-ID"'],
  ["another resource", "arn:aws:kms:us-east-1:111122223333:grant/x", 'does not end in "key/KEY-ID"'],
  ["no Region", `arn:aws:kms::111122223333:key/${KEY_ID}`, "names no Region"],
  ["another service", "arn:aws:s3:::bucket", 'is an ARN of "s3", not of "kms"'],
  ["no account", `arn:aws:kms:us-east-1::key/${KEY_ID}`, "names no 12-digit account"],
  [
    "another partition",
    `arn:aws-eusc:kms:eusc-de-east-1:111122223333:key/${KEY_ID}`,
    'names the partition "aws-eusc", which is none of aws, aws-us-gov, aws-cn',
  ],
])("%s is refused", (_, text, rule) => {
  expect(refusal(text)).toBe(`kmsKeyArn "${text}" ${rule}. Give the full ARN, for example ${EXAMPLE}.`);
});

test.each([
  ["a key ID", KEY_ID],
  ["an alias name", "alias/secrets"],
])("%s alone is refused", (_, text) => {
  expect(refusal(text)).toBe(
    `kmsKeyArn is not an ARN (${text.length} characters that do not start with "arn:"). Give the full ARN, for example ${EXAMPLE}.`,
  );
});
