import { PARTITION_PATTERN } from "../../../access/arn";
import { JSON_KEY } from "../../../access/json-key";
import { KEY_ARN } from "../../../access/key-arn";
import { ROLE_ARN } from "../../../access/role-arn";
import type { Rule } from "../../../access/rule";
import { RESOURCE_CONFIGURATION } from "../../../access/rules/endpoint";
import { OWNER_NAME, PROVIDER_NAME, REGION, WORKLOAD_IDENTITIES } from "../../../access/rules/names";
import { CLAIM_NAME, DISCOVERY_URL, HTTPS_URL } from "../../../access/rules/oauth2";
import { PAYMENT_API_KEY_ID } from "../../../access/rules/payment";
import { TAG_KEY, TAG_VALUE } from "../../../access/rules/tags";
import { SECRET_ARN } from "../../../access/secret-arn";
import { VPC_MEMBERS } from "../../../access/vpc-endpoint";
import { WORKLOAD_IDENTITY_ARN } from "../../../access/workload-identity-arn";
import type { Body } from "../../hcl/json";
import { snakeCase } from "../../texts";

/** The rules with a pattern, by what the module calls that. */
const RULES: Readonly<Record<string, Rule>> = {
  secret_arn: SECRET_ARN,
  kms_key_arn: KEY_ARN,
  role_arn: ROLE_ARN,
  json_key: JSON_KEY,
  provider_name: PROVIDER_NAME,
  owner: OWNER_NAME,
  region: REGION,
  workload_identity: WORKLOAD_IDENTITIES,
  workload_arn: WORKLOAD_IDENTITY_ARN,
  tag_key: TAG_KEY,
  tag_value: TAG_VALUE,
  https_url: HTTPS_URL,
  discovery_url: DISCOVERY_URL,
  claim_name: CLAIM_NAME,
  payment_api_key_id: PAYMENT_API_KEY_ID,
  ...Object.fromEntries(
    VPC_MEMBERS.filter(([, { rule }]) => rule.pattern !== undefined).map(([name, { rule }]) => [
      snakeCase(name).replace(/_ids$/, "_id"),
      rule,
    ]),
  ),
  resource_configuration: RESOURCE_CONFIGURATION,
};

/** What is no role, and told by name. */
const NO_ROLE = {
  session_arn: `^arn:${PARTITION_PATTERN}:sts::[0-9]{12}:assumed-role/`,
  account: `^arn:${PARTITION_PATTERN}:iam::[0-9]{12}:root$|^[0-9]{12}$`,
  wildcard: "[*?]",
} as const;

/** What else a text may look like. */
const OTHERS = {
  ...NO_ROLE,
  no_role: Object.values(NO_ROLE).join("|"),
  partial_secret_arn: `^arn:${PARTITION_PATTERN}:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$`,
  shown_arn: "^arn:",
  shown_json_key: JSON_KEY.shown ?? "",
  secret_name: "(^(client|app|wallet)_secret|api_key|password|token|private_key|secret_(value|string))(_wo|_value)?$",
} as const;

/** All of them, each once. */
export const patterns = (): Body =>
  Object.fromEntries([
    ...Object.entries(RULES).map(([name, { pattern = "" }]) => [name, pattern]),
    ...Object.entries(OTHERS),
  ]) as Body;

/** Whether a text looks like that. */
export const looks = (name: keyof typeof OTHERS | "kms_key_arn", value: string): string =>
  `can(regex(local.patterns.${name}, ${value}))`;

/** The name of a pattern, so that it stands once; `quote` of a rule's condition. */
export function patternName(pattern: string): string {
  const found = Object.entries({
    ...Object.fromEntries(Object.entries(RULES).map(([name, rule]) => [name, rule.pattern])),
    ...OTHERS,
  });
  const name = found.find(([, one]) => one === pattern)?.[0];
  if (name === undefined) throw new Error(`no name for the pattern ${pattern}`);
  return `local.patterns.${name}`;
}
