import { KEY_ARN as KEY } from "../../access/key-arn";
import { ROLE_ARN as ROLE } from "../../access/role-arn";
import type { Rule } from "../../access/rule";
import {
  FUNCTION_ARN,
  RECOVERY_WINDOW,
  ROTATION_DAYS,
  ROTATION_DURATION,
  ROTATION_SCHEDULE,
  SECRET_DESCRIPTION,
  SECRET_NAME,
  SECRET_TYPE,
  VALUE_VERSION,
} from "../../access/rules/agent-secret";
import { REGION } from "../../access/rules/names";
import type { Type, Validation, Variable } from "../definition";
import type { Json } from "../hcl/json";
import { textRule, textsRule } from "../rules/from-rule";
import { rolesVariable } from "../rules/roles";
import { KEY_ARN, ROLE_ARN } from "../rules/samples";

export const ROTATE_FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:rotate-client-secret";

/** An input that may be null. Numbers are judged by their digits. */
function optional(
  name: string,
  description: string,
  type: Type,
  rule: Rule,
  broken: Json,
  ...more: Validation[]
): Variable {
  const value = type === "number" ? `tostring(var.${name})` : `var.${name}`;
  const { condition, ...rest } = textRule(rule, name, value, { [name]: broken });
  return {
    name,
    description,
    type,
    default: null,
    validations: [{ ...rest, condition: `var.${name} == null ? true : ${condition}` }, ...more],
  };
}

const flag = (name: string, description: string, value: boolean): Variable => ({
  name,
  description,
  type: "bool",
  default: value,
  nullable: false,
});

const metadata = (name: string, description: string): Variable => ({
  name,
  description,
  type: { map: "string" },
  default: {},
  nullable: false,
});

const rotationRules: readonly Validation[] = [
  {
    condition:
      "var.rotator_arn == null ? var.rotation_function_arn == null && var.rotation_partner_type == null : (var.rotation_function_arn == null) != (var.rotation_partner_type == null)",
    message:
      "A rotation has a rotator_arn and exactly one of rotation_function_arn and rotation_partner_type. Give all, or none.",
    broken: { rotator_arn: ROLE_ARN, rotation_days: 30 },
  },
  {
    condition: "var.rotator_arn == null || (var.rotation_days == null) != (var.rotation_schedule == null)",
    message: "Exactly one of rotation_days and rotation_schedule says when to rotate. Give one of them.",
    broken: { rotator_arn: ROLE_ARN, rotation_function_arn: ROTATE_FUNCTION },
  },
];

export const agentSecretVariables = (): readonly Variable[] => [
  {
    name: "name",
    description:
      "The name of the secret. Another name makes another secret, and a name is taken until the recovery window of a deleted secret is over.",
    type: "string",
    nullable: false,
    validations: [textRule(SECRET_NAME, "name", "var.name", { name: "agents google" })],
  },
  optional("description", "What it is for.", "string", SECRET_DESCRIPTION, "x".repeat(2049)),
  {
    name: "value",
    description:
      "The value: texts by JSON key, with value_version. Terraform keeps it in no plan and no state, so it must be given in each plan and each apply.",
    type: { map: "string" },
    default: null,
    isEphemeral: true,
    validations: [
      {
        condition: "(var.value == null) == (var.value_version == null)",
        message: "A value that Terraform writes has a version, and a version a value. Give both, or neither.",
        broken: { value_version: 1 },
      },
    ],
  },
  optional(
    "value_version",
    "A whole number from 1: count up, and the value is written anew. Null if somebody else puts the value: a person, a pipeline, a rotation.",
    "number",
    VALUE_VERSION,
    0,
  ),
  flag(
    "awaits_value",
    "Whether an apply stops before whatever takes secret_arn, and before the rotation, until somebody has put a value. Nothing stops where the module writes the value.",
    false,
  ),
  optional(
    "region",
    "The Region of the secret, its key and its rotation; by default the AWS provider's.",
    "string",
    REGION,
    "Ireland",
    {
      condition:
        'var.region == null ? true : alltrue([for arn in compact([var.kms_key_arn, var.rotation_function_arn]) : try(split(":", arn)[3], var.region) == var.region])',
      message: "Key and function of a secret are in its own Region. Name those of region, or another region.",
      broken: { region: "eu-west-1", kms_key_arn: KEY_ARN },
    },
    {
      condition: "var.region == null ? true : !contains(keys(var.replicas), var.region)",
      message: "The secret's own region stands in replicas. Name the Regions of its replicas alone.",
      broken: { region: "us-east-1", replicas: { "us-east-1": KEY_ARN } },
    },
  ),
  optional(
    "kms_key_arn",
    "The ARN of a customer managed key that is there already, whose policy lets those who write use it. By default the module makes one.",
    "string",
    KEY,
    "arn:aws:kms:us-east-1:111122223333:alias/secrets",
  ),
  rolesVariable(
    "writers",
    "Roles that may write values with the module's key: IAM role ARNs by a name of your choice. Without any, the account's identity policies say who may.",
  ),
  {
    name: "recovery_window_in_days",
    description: "The days in which a deleted secret can be restored, 7 to 30, or 0 to delete it at once and for good.",
    type: "number",
    default: 30,
    nullable: false,
    validations: [
      textRule(RECOVERY_WINDOW, "recovery_window_in_days", "tostring(var.recovery_window_in_days)", {
        recovery_window_in_days: 3,
      }),
    ],
  },
  {
    name: "replicas",
    description: "Replicas: by Region the ARN of the customer managed key there.",
    type: { map: "string" },
    default: {},
    nullable: false,
    validations: [
      textsRule(REGION, "a Region of replicas", "keys(var.replicas)", { replicas: { nowhere: KEY_ARN } }),
      textsRule(KEY, "a key of replicas", "values(var.replicas)", { replicas: { "eu-west-1": "alias/secrets" } }),
      {
        condition: 'alltrue([for region, key in var.replicas : try(split(":", key)[3], "") == region])',
        message: "A replica is encrypted with a key of its own Region. Name one for each Region of replicas.",
        broken: { replicas: { "eu-west-1": KEY_ARN } },
      },
    ],
  },
  metadata("tags", "Tags of the secret and of the module's key."),
  optional(
    "rotator_arn",
    "The role that rotates: the function's execution role, or the role that Secrets Manager assumes to rotate at a partner. Null for no rotation.",
    "string",
    ROLE,
    "arn:aws:sts::111122223333:assumed-role/agents/i-0abc",
    ...rotationRules,
  ),
  flag(
    "attach_rotator_policy",
    "Whether the rotator gets its policy, as an inline policy. Say false for a role that is managed elsewhere, and take rotator_policy_document.",
    true,
  ),
  optional(
    "rotation_function_arn",
    "The Lambda function that rotates, in the secret's Region.",
    "string",
    FUNCTION_ARN,
    "rotate",
  ),
  flag("rotation_makes_passwords", "Whether the function asks Secrets Manager for random passwords.", false),
  optional(
    "rotation_partner_type",
    "The type of managed external secret, for example SalesforceClientSecret: Secrets Manager rotates it at the partner. A secret keeps its type for ever.",
    "string",
    SECRET_TYPE,
    "Salesforce Client Secret",
  ),
  metadata("rotation_metadata", "What the partner asks for beside the value. It is no secret."),
  optional("rotation_days", "The days between two rotations.", "number", ROTATION_DAYS, 1001),
  optional(
    "rotation_schedule",
    "When to rotate, as rate(12 hours), rate(10 days) or cron(0 16 1,15 * ? *), in UTC.",
    "string",
    ROTATION_SCHEDULE,
    "rate(1 hours)",
  ),
  optional("rotation_duration", "The rotation window in hours: 1h to 24h.", "string", ROTATION_DURATION, "25h"),
  flag("rotate_immediately", "Whether the secret is rotated at once, too, whenever Terraform sets the rotation.", true),
];
