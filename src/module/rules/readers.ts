import { WORKLOAD_IDENTITY_NAME } from "../../access/limits";
import { SecretPolicyMode } from "../../access/modes";
import { Reader } from "../../access/reader";
import type { Type, Validation, Variable } from "../definition";
import { words } from "../words";
import { every, matches } from "./expressions";
import { areDistinct, areRoles, otherAccount } from "./roles";
import { apiKeyIn, grantedIn, KEY_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "./samples";

const ROLE_ARNS = "values(var.readers)[*].role_arn";
/** Each once: most readers have the same. */
const IDENTITIES = "setunion([], values(var.readers)[*].workload_identities...)";
const isIdentity = matches(WORKLOAD_IDENTITY_NAME, "name");
const accounts = 'distinct([for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")])';
const other = "arn:aws:iam::444455556666:role/agent";

const accountsAre = (account: string): string => `alltrue([for account in ${accounts} : account == ${account}])`;

const partitionRule = (): Validation => ({
  condition:
    'alltrue([for reader in values(var.readers) : try(split(":", reader.role_arn)[1], "") == local.partition])',
  message: words(
    (stack) => grantedIn(stack, Reader.role("arn:aws-cn:iam::111122223333:role/agent")),
    [
      "arn:aws-cn:iam::111122223333:role/agent",
      'join(", ", [for reader in values(var.readers) : reader.role_arn if try(split(":", reader.role_arn)[1], "") != local.partition])',
    ],
    [/aws(?=\. Ref)/, "local.partition"],
  ),
  broken: { readers: { agent: { role_arn: "arn:aws-cn:iam::111122223333:role/agent" } } },
});

/** The AWS managed key works in its own account only. */
const isReadable = `secret.kms_key_arn != null || ${accountsAre('try(split(":", secret.secret_arn)[4], "")')}`;
const unreadable = (shown: string): string =>
  `join(", ", [for secret in local.secrets : ${shown} if !(${isReadable})])`;
const crossAccountRule = (): Validation => ({
  condition: every("secret", "local.secrets", isReadable),
  message: words(
    (stack) => {
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE });
      apiKeyIn(stack, {}, secret).grantUse(Reader.role(other));
    },
    [SECRET_ARN, unreadable("secret.secret_arn")],
    ["111122223333", unreadable('try(split(":", secret.secret_arn)[4], "")')],
    ["444455556666", `join(", ", ${accounts})`],
  ),
  broken: { secret: { secret_arn: SECRET_ARN }, readers: { agent: { role_arn: other } } },
});

/** Roles, by a name of the caller's choice. */
const READERS: Type = {
  map: {
    object: [
      { name: "role_arn", type: "string", description: "The ARN of the IAM role, path included." },
      {
        name: "attach_policy",
        type: "bool",
        optional: true,
        default: true,
        description: "Whether the policy is attached to the role; otherwise it is only offered as a document.",
      },
      {
        name: "workload_identities",
        type: { set: "string" },
        optional: true,
        default: ["*"],
        description: "Workload identities through which the role may obtain credentials; each may end in *.",
      },
    ],
  },
};

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
  areRoles(ROLE_ARNS, { readers: { agent: { role_arn: "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" } } }),
  areDistinct("readers", ROLE_ARNS, { readers: { one: { role_arn: ROLE_ARN }, two: { role_arn: ROLE_ARN } } }),
  {
    condition: "alltrue([for reader in values(var.readers) : length(reader.workload_identities) > 0])",
    message: words((stack) => grantedIn(stack, Reader.role(ROLE_ARN, { workloadIdentities: [] }))),
    broken: { readers: { agent: { role_arn: ROLE_ARN, workload_identities: [] } } },
  },
  {
    condition: `alltrue([for name in ${IDENTITIES} : ${isIdentity}])`,
    message: words(
      (stack) => grantedIn(stack, Reader.role(ROLE_ARN, { workloadIdentities: ["my agent"] })),
      ["my agent", `join(", ", [for name in ${IDENTITIES} : name if !${isIdentity}])`],
    ),
    broken: { readers: { agent: { role_arn: ROLE_ARN, workload_identities: ["my agent"] } } },
  },
];

export const readersVariable = (): Variable => ({
  name: "readers",
  description: "Roles that obtain credentials at run time, by a name of your choice.",
  type: READERS,
  nullable: false,
  validations: readerRules(),
});
