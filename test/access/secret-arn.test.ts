import { isProblem, problemText } from "../../src/access/problem";
import { parseSecretArn } from "../../src/access/secret-arn";
import { PARTITIONS } from "../support/partitions";

const EXAMPLE = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
const PREFIX = "arn:aws:secretsmanager:us-east-1:111122223333:secret:";

function refusal(text: string): string | undefined {
  const parsed = parseSecretArn(text, "secretArn");
  return isProblem(parsed) ? problemText(parsed.problem) : undefined;
}

test.each(PARTITIONS)("a full secret ARN of $partition is taken apart", ({ partition, region }) => {
  const arn = `arn:${partition}:secretsmanager:${region}:111122223333:secret:google-oauth-AbCdEf`;
  expect(parseSecretArn(arn, "secretArn")).toEqual({
    value: { arn, partition, region, account: "111122223333", name: "google-oauth" },
  });
});

test.each([
  ["with slashes", "prod/google/oauth-AbCdEf", "prod/google/oauth"],
  [
    "that AgentCore made",
    "bedrock-agentcore-identity!default/oauth2/x-a1B2c3",
    "bedrock-agentcore-identity!default/oauth2/x",
  ],
  ["with every other character", "a_b+c=d.e@f-000000", "a_b+c=d.e@f"],
  ["that looks like a suffix itself", "google-abcdef-AbCdEf", "google-abcdef"],
])("a name %s is kept whole", (_, resource, name) => {
  expect(parseSecretArn(`${PREFIX}${resource}`, "secretArn")).toMatchObject({ value: { name } });
});

test.each([
  ["no suffix", "google"],
  ["a suffix of 5", "google-AbCdE"],
  ["a suffix of 7", "google-AbCdEfG"],
  ["a suffix with a wildcard's place", "google-AbCd_f"],
  ["nothing but a suffix", "AbCdEf"],
])("a partial ARN with %s is refused, and the way to the full one is told", (_, name) => {
  expect(refusal(`${PREFIX}${name}`)).toBe(
    `secretArn "${PREFIX}${name}" is a partial ARN: the 6-character suffix is missing, so no IAM policy would match it. Copy the full ARN from: aws secretsmanager describe-secret --secret-id ${name} --query ARN`,
  );
});

test.each([
  ["*", "google-*"],
  ["?", "google-??????"],
  ["a wildcard before a suffix", "*-AbCdEf"],
])("%s is refused", (_, name) => {
  expect(refusal(`${PREFIX}${name}`)).toBe(
    `secretArn "${PREFIX}${name}" holds a wildcard. Name one secret by its full ARN; nothing else may be read.`,
  );
});

test.each([
  [
    "another partition",
    "arn:aws-iso:secretsmanager:us-iso-east-1:111122223333:secret:x-AbCdEf",
    'names the partition "aws-iso", which is none of aws, aws-us-gov, aws-cn',
  ],
  ["another service", "arn:aws:ssm:us-east-1:111122223333:parameter/x", 'is an ARN of "ssm", not of "secretsmanager"'],
  [
    "an account with 11 digits",
    "arn:aws:secretsmanager:us-east-1:11112222333:secret:x-AbCdEf",
    "names no 12-digit account",
  ],
  [
    "an account of letters",
    "arn:aws:secretsmanager:us-east-1:accountfourt:secret:x-AbCdEf",
    "names no 12-digit account",
  ],
  ["no account", "arn:aws:secretsmanager:us-east-1::secret:x-AbCdEf", "names no 12-digit account"],
  ["no Region", "arn:aws:secretsmanager::111122223333:secret:x-AbCdEf", "names no Region"],
  [
    "another resource",
    "arn:aws:secretsmanager:us-east-1:111122223333:rotation:x-AbCdEf",
    'does not end in "secret:NAME-SUFFIX"',
  ],
  ["a JSON key after the ARN", `${EXAMPLE}:client_secret::`, 'does not end in "secret:NAME-SUFFIX"'],
  [
    "a space in the name",
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:my secret-AbCdEf",
    'does not end in "secret:NAME-SUFFIX"',
  ],
])("%s is refused", (_, text, rule) => {
  expect(refusal(text)).toBe(`secretArn ${JSON.stringify(text)} ${rule}. Give the full ARN, for example ${EXAMPLE}.`);
});

test.each([
  ["a client secret", "GOCSPX-dont-print-this"],
  ["a JSON secret", '{"client_secret":"dont-print-this"}'],
  ["text with many colons", "dont:print:this:at:all:please"],
  ["a name", "google-oauth"],
])("%s in place of an ARN is refused without being shown: it may be the secret", (_, text) => {
  const message = refusal(text);
  expect(message).toBe(
    `secretArn is not an ARN (${text.length} characters that do not start with "arn:"). Give the full ARN, for example ${EXAMPLE}.`,
  );
});
