import { SecretPolicyMode } from "../../access/modes";
import { isManaged } from "../../secret/secret-key-guard";
import type { Validation, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { ifGiven } from "../rules/expressions";
import { KEY_ARN } from "../rules/samples";
import { currentKeys, KEY_COMMENTS, stateRight, wrongKeys } from "../rules/stated-key";
import { kmsKeyVariable } from "./kms-grant";

const NAME = "kms_key_arn";

/** Only whoever writes the whole policy reads the secret before: the bridge needs no permission to describe it. */
const modeRule = (): Validation => ({
  condition: ifGiven(`var.${NAME}`, `var.policy_mode == "${SecretPolicyMode.EXCLUSIVE}"`),
  message: `${NAME} is only compared with the secret's, and policy_mode = "${SecretPolicyMode.EXCLUSIVE}" alone reads the secret. Leave out ${NAME}.`,
  broken: { policy_mode: SecretPolicyMode.ADDITIVE, [NAME]: KEY_ARN },
});

/** The key that the secret should have. The policy says nothing about it, so it may be left out. */
export function comparedKeyVariable(): Variable {
  const { validations = [], ...variable } = kmsKeyVariable({ isGranted: false });
  return {
    ...variable,
    description:
      "The ARN of the customer managed key that the readers are let decrypt with; not an alias. It is only compared: the plan stops if the secret has another key. By default none is compared.",
    default: null,
    nullable: true,
    validations: [
      ...validations.map(({ condition, ...rule }) => ({ ...rule, condition: ifGiven(`var.${NAME}`, condition) })),
      modeRule(),
    ],
  };
}

/** Of the data source by which the policy is read, too. */
export const keyLocals = (data: string): Body => ({
  "//": { ...KEY_COMMENTS, foreign_roles: "Roles of another account than the secret's." },
  current_keys: currentKeys(data),
  wrong_keys: wrongKeys({
    secretArn: "var.secret_arn",
    kmsKeyArn: `var.${NAME}`,
    isOptional: true,
    advice: stateRight(),
  }),
  foreign_roles:
    '${[for role_arn in concat(local.readers, local.deployers, local.rotators) : role_arn if split(":", role_arn)[4] != split(":", var.secret_arn)[4]]}',
});

/** That roles of another account can decrypt, which the secret itself tells. */
export const foreignRolesRule = (): Body => ({
  condition: `\${length(local.foreign_roles) == 0 || alltrue([for key in values(local.current_keys) : !${isManaged("key")}])}`,
  error_message:
    'Secret ${var.secret_arn} is encrypted with aws/secretsmanager, and that key works in the secret\'s own account only: ${join(", ", local.foreign_roles)} could read nothing. Encrypt the secret with a customer managed key, whose ARN is KEY_ARN: aws secretsmanager update-secret --secret-id ${var.secret_arn} --kms-key-id KEY_ARN; where Terraform makes the secret, as its kms_key_id. Then let the roles decrypt with it, by modules/kms-grant or modules/key-policy-statement.',
});
