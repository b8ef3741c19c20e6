import { PARTITION_PATTERN } from "../arn";
import type { Rule } from "../rule";
import { atMost, between } from "../rule";
import { NAME_LENGTH } from "../secret-arn";
import { TAG_KEY_LENGTH, TAG_VALUE_LENGTH } from "./tags";

/** Rules of what an `AgentSecret` is made of. Numbers are judged by their digits, so that Terraform says the same of them. */

const API = "https://docs.aws.amazon.com/secretsmanager/latest/apireference";
const GUIDE = "https://docs.aws.amazon.com/secretsmanager/latest/userguide";

/** The most that an alias, a schedule and a key of metadata have. */
const SHORT = 256;

export const SECRET_NAME: Rule = {
  pattern: "^[A-Za-z0-9/_+=.@-]+$",
  most: NAME_LENGTH,
  words: `is not 1 to ${NAME_LENGTH} letters, digits and any of "/_+=.@-"`,
  fix: "Give the secret's name, not its ARN and not its value.",
  source: `${API}/API_CreateSecret.html`,
  shown: "^[A-Za-z0-9/_+=.@-]{0,64}$",
};

export const SECRET_DESCRIPTION: Rule = between(
  1,
  2048,
  "Give a sentence, or leave it out.",
  `${API}/API_CreateSecret.html`,
);

export const RECOVERY_WINDOW: Rule = {
  pattern: "^(?:0|[7-9]|[12][0-9]|30)$",
  words: "is neither 0 nor a whole number of 7 to 30 days",
  fix: "Give 7 to 30 days, in which a deleted secret can be restored and its name is taken, or 0 to delete it at once and for good.",
  source: `${API}/API_DeleteSecret.html`,
};

export const KEY_DELETION_WINDOW: Rule = {
  pattern: "^(?:[7-9]|[12][0-9]|30)$",
  words: "is not a whole number of 7 to 30 days",
  fix: "Give 7 to 30 days, in which the deletion of the key can be cancelled.",
  source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html",
};

export const KEY_ALIAS: Rule = {
  pattern:
    "^alias/(?:a|aw|aws|(?:[b-zA-Z0-9/_-]|a[a-vx-zA-Z0-9/_-]|aw[a-rt-zA-Z0-9/_-]|aws[A-Za-z0-9_-])[A-Za-z0-9/_-]*)$",
  most: SHORT,
  words: `is not "alias/" with letters, digits and any of "/_-", ${SHORT} characters at most`,
  fix: "Give a name like alias/agent-secrets.",
  source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
  refine: (text) =>
    text.startsWith("alias/aws/") ? { words: "begins with alias/aws/, which is AWS's own" } : undefined,
};

/** Of `secret_string_wo`: Terraform writes the value anew whenever it changes, and never otherwise. */
export const VALUE_VERSION: Rule = {
  pattern: "^[1-9][0-9]{0,8}$",
  words: "is not a whole number from 1",
  fix: "Begin with 1 and count up whenever the value is to be written anew.",
  source: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only",
};

export const PASSWORD_LENGTH: Rule = {
  pattern: "^(?:1[6-9]|[2-9][0-9]|[1-9][0-9]{2}|[1-3][0-9]{3}|40[0-8][0-9]|409[0-6])$",
  words: "is not a whole number of 16 to 4096 characters",
  fix: "Give 16 characters or more, or leave it out for 32.",
  source: `${API}/API_GetRandomPassword.html`,
};

export const ROTATION_DAYS: Rule = {
  pattern: "^(?:[1-9][0-9]{0,2}|1000)$",
  words: "is not a whole number of 1 to 1000 days",
  fix: "Give 1 to 1000 days, or a schedule.",
  source: `${API}/API_RotationRulesType.html`,
};

/** Every four hours at most; a rotation window opens on the hour, and years are not told apart. */
export const ROTATION_SCHEDULE: Rule = {
  pattern:
    "^(?:rate[(](?:(?:[4-9]|[1-9][0-9]{1,3}) hours|1 day|(?:[2-9]|[1-9][0-9]{1,2}) days)[)]|cron[(]0(?: [0-9A-Za-z#?*/,-]+){4} [*][)])$",
  most: SHORT,
  words: "is no schedule that Secrets Manager takes",
  fix: 'Give "rate(12 hours)", with four hours at least, "rate(10 days)", or "cron(0 16 1,15 * ? *)": six fields, on the hour, in every year, in UTC.',
  source: `${GUIDE}/rotate-secrets_schedule.html`,
};

export const ROTATION_DURATION: Rule = {
  pattern: "^(?:[1-9]|1[0-9]|2[0-4])h$",
  words: "is no rotation window of 1h to 24h",
  fix: 'Give the hours, for example "3h", or leave it out.',
  source: `${API}/API_RotationRulesType.html`,
};

export const FUNCTION_ARN: Rule = {
  pattern: `^arn:${PARTITION_PATTERN}:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(?::[A-Za-z0-9_-]{1,128})?$`,
  words: "is not the ARN of a Lambda function",
  fix: "Give an ARN like arn:aws:lambda:us-east-1:111122223333:function:rotate-client-secret.",
  source: "https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html",
  shown: "^arn:",
};

/** The list grows: see `PartnerSecretType`. */
export const SECRET_TYPE: Rule = {
  pattern: "^[A-Za-z][A-Za-z0-9]{2,63}$",
  words: "is not the name of a type of managed external secret",
  fix: "Give a name like SalesforceClientSecret, as the list of partners has it.",
  source: `${GUIDE}/mes-partners.html`,
};

const METADATA = `${API}/API_ExternalSecretRotationMetadataItem.html`;
export const ROTATION_METADATA_KEY: Rule = between(1, SHORT, "Name it as the partner does.", METADATA);
export const ROTATION_METADATA_VALUE: Rule = between(1, 2048, "Give what the partner asks for.", METADATA);

const TAG = `${API}/API_Tag.html`;
export const SECRET_TAG_COUNT: Rule = atMost(50, "are more than", "Drop some.", TAG);

export const SECRET_TAG_KEY: Rule = {
  ...between(1, TAG_KEY_LENGTH, "Shorten it.", TAG),
  pattern: "^(?:[^aA]|[aA][^wW]|[aA][wW][^sS]|[aA][wW][sS][^:]|[aA]$|[aA][wW]$|[aA][wW][sS]$)",
  words: "is not 1 to 128 characters, of which the first are not aws:",
  fix: "Shorten it; what begins with aws: is AWS's own.",
  refine: () => undefined,
};

export const SECRET_TAG_VALUE: Rule = between(0, TAG_VALUE_LENGTH, "Shorten it.", TAG);
