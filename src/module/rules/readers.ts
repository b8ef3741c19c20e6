import { PolicyKind } from "../../access/modes";
import { ReaderKind } from "../../access/reader-kind";
import { POLICY_KIND, READER_KIND } from "../../access/rules/modes";
import { KEPT_BY_AWS } from "../../access/role-arn";
import { WORKLOAD_IDENTITIES } from "../../access/rules/names";
import { WORKLOAD_IDENTITY_ARN } from "../../access/workload-identity-arn";
import type { Field, Type, Validation, Variable } from "../definition";
import { every } from "./expressions";
import { textsRule } from "./from-rule";
import { areDistinct, areRoles, otherAccount } from "./roles";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "./samples";

const ROLE_ARNS = "values(var.readers)[*].role_arn";
/** Each once: most readers have the same. */
const IDENTITIES = "setunion([], values(var.readers)[*].workload_identities...)";
const IDENTITY_ARNS = "setunion([], values(var.readers)[*].workload_identity_arns...)";
const accounts = 'distinct([for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")])';
const other = "arn:aws:iam::444455556666:role/agent";

const accountsAre = (account: string): string => `alltrue([for account in ${accounts} : account == ${account}])`;

const partitionRule = (): Validation => ({
  condition:
    'local.partition == null || alltrue([for reader in values(var.readers) : try(split(":", reader.role_arn)[1], "") == local.partition])',
  message: `readers name roles of another partition than the credential provider's, \${coalesce(local.partition, "aws")}. Reference a secret in the partition of the roles.`,
  broken: { readers: { agent: { role_arn: "arn:aws-cn:iam::111122223333:role/agent" } } },
});

/** The AWS managed key works in its own account only. */
const isReadable = `secret.kms_key_arn != null || ${accountsAre('try(split(":", secret.secret_arn)[4], "")')}`;
const crossAccountRule = (): Validation => ({
  condition: every("secret", "local.secrets", isReadable),
  message: `readers are in another account than a secret that has no kms_key_arn, and the AWS managed key aws/secretsmanager works in its own account only. Encrypt the secret with a customer managed key and give its kms_key_arn.`,
  broken: { secret: { secret_arn: SECRET_ARN }, readers: { agent: { role_arn: other } } },
});

/** What a reader is. */
export const READER_FIELDS: readonly Field[] = [
  { name: "role_arn", type: "string", description: "The ARN of the IAM role, path included." },
  {
    name: "attach_policy",
    type: "bool",
    optional: true,
    default: true,
    description: "Whether the policy is attached to the role; otherwise it is only offered as a document.",
  },
  {
    name: "policy_kind",
    type: "string",
    optional: true,
    default: PolicyKind.INLINE,
    description: `Whether an inline policy is attached for each credential provider, or managed ones: ${Object.values(PolicyKind).join(", ")}.`,
  },
  {
    name: "workload_identities",
    type: { set: "string" },
    optional: true,
    default: ["*"],
    description:
      "Names of workload identities through which the role may obtain credentials; each may end in *. The default holds only without workload_identity_arns.",
  },
  {
    name: "workload_identity_arns",
    type: { set: "string" },
    optional: true,
    default: [],
    description:
      "ARNs of workload identities through which the role may obtain credentials, as workload_identity_details of aws_bedrockagentcore_agent_runtime and aws_bedrockagentcore_gateway give them.",
  },
  {
    name: "kind",
    type: "string",
    optional: true,
    default: ReaderKind.RUNTIME,
    description: `Whose role it is: ${Object.values(ReaderKind).join(", ")}. It says what the role needs beside the credential.`,
  },
];

/** A policy is attached to no role that AWS keeps itself; `reader` is an expression. */
export const isAttachable = (reader: string): string =>
  `!${reader}.attach_policy || !can(regex("${KEPT_BY_AWS}", ${reader}.role_arn))`;
export const NOT_ATTACHABLE =
  "is a role that only AWS may change. Say attach_policy = false, and put the policy document where the role's permissions are kept: for a role of IAM Identity Center into its permission set.";

/** Roles, by a name of the caller's choice. */
const READERS: Type = { map: { object: READER_FIELDS } };

/** That the readers of one credential provider may read its secrets. */
export const accessRules = (): readonly Validation[] => [
  {
    condition: `length(${accounts}) <= 1`,
    message: otherAccount(`join(", ", sort(${accounts}))`),
    broken: {
      secret: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN },
      readers: { one: { role_arn: ROLE_ARN }, two: { role_arn: other } },
    },
  },
  partitionRule(),
  crossAccountRule(),
];

/** That each reader is one role, which some workload identity leads to. */
const readerRules = (): readonly Validation[] => [
  textsRule(POLICY_KIND, "policy_kind", "toset(values(var.readers)[*].policy_kind)", {
    readers: { agent: { role_arn: ROLE_ARN, policy_kind: "ATTACHED" } },
  }),
  textsRule(READER_KIND, "kind", "toset(values(var.readers)[*].kind)", {
    readers: { agent: { role_arn: ROLE_ARN, kind: "LAMBDA" } },
  }),
  textsRule(WORKLOAD_IDENTITY_ARN, "workload_identity_arns", IDENTITY_ARNS, {
    readers: { agent: { role_arn: ROLE_ARN, workload_identity_arns: ["agent-*"] } },
  }),
  areRoles("readers", ROLE_ARNS, {
    readers: { agent: { role_arn: "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" } },
  }),
  areDistinct("readers", ROLE_ARNS, { readers: { one: { role_arn: ROLE_ARN }, two: { role_arn: ROLE_ARN } } }),
  {
    condition: every("reader", "values(var.readers)", isAttachable("reader")),
    message: `role_arn of a reader ${NOT_ATTACHABLE}`,
    broken: { readers: { agent: { role_arn: ROLE_ARN.replace("role/", "role/aws-reserved/") } } },
  },
  {
    condition:
      "alltrue([for reader in values(var.readers) : length(reader.workload_identities) + length(reader.workload_identity_arns) > 0])",
    message:
      'workload_identities of a reader is empty, so it could obtain nothing. Name at least one workload identity, or leave it out for "*".',
    broken: { readers: { agent: { role_arn: ROLE_ARN, workload_identities: [] } } },
  },
  textsRule(WORKLOAD_IDENTITIES, "workload_identities", IDENTITIES, {
    readers: { agent: { role_arn: ROLE_ARN, workload_identities: ["my agent"] } },
  }),
];

export const readersVariable = (): Variable => ({
  name: "readers",
  description: "Roles that obtain credentials at run time, by a name of your choice.",
  type: READERS,
  nullable: false,
  validations: readerRules(),
});
