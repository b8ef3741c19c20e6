import { KmsAccess, SecretPolicyMode } from "../../access/modes";
import type { Field, Variable } from "../definition";
import { ownerVariable } from "../rules/bridge";
import { every, oneOf } from "../rules/expressions";
import { ENCRYPTED_SECRET_FIELDS } from "../rules/reader-secrets";
import { READER_FIELDS } from "../rules/readers";
import { areDistinct, areRoles } from "../rules/roles";
import { ROLE_ARN, SECRET_ARN } from "../rules/samples";
import { ALL_MODES, policyModeVariable } from "./secret-policy";

const KEY_ACCESS: readonly string[] = Object.values(KmsAccess);

const SECRET_FIELDS: readonly Field[] = [
  ...ENCRYPTED_SECRET_FIELDS,
  {
    name: "policy_mode",
    type: "string",
    optional: true,
    default: SecretPolicyMode.EXCLUSIVE,
    description: policyModeVariable().description,
  },
  {
    name: "key_access",
    type: "string",
    optional: true,
    description: `How roles may decrypt. ${KmsAccess.GRANT}, the default if kms_key_arn is given: by a KMS grant for each role; say it if the key is made in the same apply. ${KmsAccess.KEY_POLICY}: by a statement in the key policy, which a program adds beside those of others. ${KmsAccess.NONE}: the key policy is written elsewhere.`,
  },
  {
    name: "service_principal",
    type: "bool",
    optional: true,
    default: true,
    description:
      "Whether the secret policy also lets AgentCore's service principal read on behalf of the roles' accounts.",
  },
];

export function secretsVariable(): Variable {
  const exclusive = '[for secret in values(var.secrets) : secret.secret_arn if secret.policy_mode == "EXCLUSIVE"]';
  return {
    name: "secrets",
    description:
      "Secrets that the team owns, by a name of your choice. Nothing of them is created or changed but their policies, as the fields say.",
    type: { map: { object: SECRET_FIELDS } },
    nullable: false,
    validations: [
      {
        condition: every("secret", "values(var.secrets)", oneOf(ALL_MODES, "secret.policy_mode")),
        message: `policy_mode of a secret is none of ${ALL_MODES.join(", ")}. Name one of them.`,
        broken: { secrets: { google: { secret_arn: SECRET_ARN, policy_mode: "ALL" } } },
      },
      {
        condition: every("secret", "values(var.secrets)", oneOf(KEY_ACCESS, 'coalesce(secret.key_access, "NONE")')),
        message: `key_access of a secret is none of ${KEY_ACCESS.join(", ")}. Name one of them.`,
        broken: { secrets: { google: { secret_arn: SECRET_ARN, key_access: "ALL" } } },
      },
      {
        condition: `length(distinct(${exclusive})) == length(${exclusive})`,
        message:
          'secrets hold one secret twice with policy_mode = "EXCLUSIVE"; the two would overwrite each other. Name it once, or say policy_mode = "NONE" for the others.',
        broken: { secrets: { google: { secret_arn: SECRET_ARN }, again: { secret_arn: SECRET_ARN } } },
      },
    ],
  };
}

export function readersVariable(): Variable {
  return {
    name: "readers",
    description: "Roles that obtain credentials at run time, by a name of your choice.",
    type: { map: { object: READER_FIELDS } },
    default: {},
    nullable: false,
    validations: [
      areRoles("values(var.readers)[*].role_arn", {
        readers: { "route-planner": { role_arn: "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" } },
      }),
      areDistinct("readers", "values(var.readers)[*].role_arn", {
        readers: { "route-planner": { role_arn: ROLE_ARN }, again: { role_arn: ROLE_ARN } },
      }),
    ],
  };
}

/** Statements that are added carry its name and that of the secret: no two secrets share an owner. */
export function ownerOfRootVariable(): Variable {
  const { validations = [], ...owner } = ownerVariable({ isRequired: false });
  const added = every(
    "secret",
    "values(var.secrets)",
    `secret.policy_mode != "${SecretPolicyMode.ADDITIVE}" && coalesce(secret.key_access, "NONE") != "${KmsAccess.KEY_POLICY}"`,
  );
  const additive = { secrets: { google: { secret_arn: SECRET_ARN, policy_mode: SecretPolicyMode.ADDITIVE } } };
  return {
    ...owner,
    description: `The name under which statements are added to policies. Configurations that share a policy need names of their own: statements of the same name are replaced. Required with policy_mode ${SecretPolicyMode.ADDITIVE} and key_access ${KmsAccess.KEY_POLICY}; by default there is none.`,
    validations: validations.map(({ message }) => ({
      condition: `var.policy_owner != null || ${added}`,
      message: message.replace(/is not 1 to \d+ characters/, "is not given"),
      broken: additive,
    })),
  };
}

export function deployersVariable(): Variable {
  return {
    name: "deployers",
    description:
      "Roles that run Terraform, which AgentCore asks for the secrets, too: IAM role ARNs by a name of your choice. By default there are none.",
    type: { map: "string" },
    default: {},
    nullable: false,
    validations: [areRoles("values(var.deployers)", { deployers: { terraform: "arn:aws:iam::111122223333:root" } })],
  };
}
