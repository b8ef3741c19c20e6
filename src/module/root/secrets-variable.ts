import { KmsAccess, SecretPolicyMode } from "../../access/modes";
import type { Field, Validation, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { kmsKeyVariable } from "../modules/kms-grant";
import { policyModeVariable, SERVICE_PRINCIPAL_EVIDENCE } from "../modules/secret-policy";
import { everyEntry } from "../rules/entries";
import { every, ifGiven, oneOf } from "../rules/expressions";
import { eachOnce, secretArnVariable } from "../rules/roles";
import { SECRET_FIELDS } from "../rules/reader-secrets";
import { KEY_ARN, SECRET_ARN } from "../rules/samples";
import type { Scope } from "../scope";
import { ruleInScope } from "../scope";

const KEY_ACCESS: readonly string[] = Object.values(KmsAccess);

const FIELDS: readonly Field[] = [
  ...SECRET_FIELDS,
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
    description: `How roles may decrypt. ${KmsAccess.GRANT}, the default if kms_key_arn is given: by a KMS grant for each role; say it if the key is made in the same apply. ${KmsAccess.KEY_POLICY}: a program adds a statement to the key's policy; those of others stay as they are, byte for byte. ${KmsAccess.NONE}: the key policy is written elsewhere.`,
  },
  {
    name: "service_principal",
    type: "bool",
    optional: true,
    default: false,
    description: `Whether the secret policy also lets AgentCore's service principal read on behalf of the roles' accounts. ${SERVICE_PRINCIPAL_EVIDENCE}`,
  },
];

const ENTRY: Scope = { "var.secret_arn": "secret.secret_arn", "var.kms_key_arn": "secret.kms_key_arn" };
const ALL = "values(var.secrets)";
const ofAll = (condition: string): string => every("secret", ALL, condition);
const each = (rule: Validation): Validation => everyEntry("secret", ALL, rule);
const broken = (secret: Body): Body => ({ secrets: { google: { secret_arn: SECRET_ARN, ...secret } } });

/** Names are parts of keys, which a slash would make ambiguous. */
export const plainNames = (variable: string, entry: Body | string): Validation => ({
  condition: every("name", `keys(var.${variable})`, '!strcontains(name, "/")'),
  message: `${variable} "\${join(", ", [for name in keys(var.${variable}) : name if strcontains(name, "/")])}" hold a slash, which parts the names in the addresses of resources. Name them without.`,
  broken: { [variable]: { ...(variable === "secrets" && (broken({}).secrets as Body)), "a/b": entry } },
});

function keyRules(): readonly Validation[] {
  const [isKey, isNear, isOwn, ...others] = kmsKeyVariable().validations ?? [];
  if (!isKey || !isNear || !isOwn || others.length > 0) throw new Error("another rule for keys");
  const given = ({ condition, message, broken: key }: Validation, guarded = condition): Validation =>
    each({
      condition: ifGiven("secret.kms_key_arn", guarded),
      // Only those that break a rule say so, and they have a key.
      message,
      broken: broken(key ?? {}),
    });
  const [key, near, own] = [isKey, isNear, isOwn].map((rule) => ruleInScope(rule, ENTRY)) as [
    Validation,
    Validation,
    Validation,
  ];
  // A grant is made with the AWS provider of the secret's account.
  const isNoGrant = `coalesce(secret.key_access, "${KmsAccess.GRANT}") != "${KmsAccess.GRANT}"`;
  return [given(key), given(near), given(own, `${isNoGrant} || ${own.condition}`)];
}

export function secretsVariable(): Variable {
  const exclusive = `[for secret in values(var.secrets) : secret.secret_arn if secret.policy_mode == "${SecretPolicyMode.EXCLUSIVE}"]`;
  const [isSecret] = (secretArnVariable("").validations ?? []).map((rule) => ruleInScope(rule, ENTRY));
  if (!isSecret) throw new Error("no rule for secrets");
  return {
    name: "secrets",
    description:
      "Secrets that the team owns, by a name of your choice. Nothing of them is created or changed but their policies, as the fields say.",
    type: { map: { object: FIELDS } },
    nullable: false,
    validations: [
      plainNames("secrets", { secret_arn: SECRET_ARN.replace("google-oauth", "other") }),
      each({ ...isSecret, broken: broken(isSecret.broken ?? {}) }),
      ...keyRules(),
      {
        condition: ofAll(oneOf(Object.values(SecretPolicyMode), "secret.policy_mode")),
        message: `policy_mode of a secret is none of ${Object.values(SecretPolicyMode).join(", ")}. Name one of them.`,
        broken: broken({ policy_mode: "ALL" }),
      },
      {
        condition: ofAll(oneOf(KEY_ACCESS, `coalesce(secret.key_access, "${KmsAccess.NONE}")`)),
        message: `key_access of a secret is none of ${KEY_ACCESS.join(", ")}. Name one of them.`,
        broken: broken({ key_access: "ALL" }),
      },
      {
        condition: ofAll(
          `coalesce(secret.key_access, "${KmsAccess.NONE}") == "${KmsAccess.NONE}" || secret.kms_key_arn != null`,
        ),
        message: `key_access of a secret is given, but its kms_key_arn is not. Name the key, or leave key_access out: with the AWS managed key aws/secretsmanager there is nothing to grant.`,
        broken: broken({ key_access: KmsAccess.GRANT }),
      },
      {
        condition: eachOnce(exclusive),
        message: `secrets hold one secret twice with policy_mode = "EXCLUSIVE"; the two would overwrite each other. Name it once, or say policy_mode = "NONE" for the others.`,
        broken: {
          secrets: { google: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN }, again: { secret_arn: SECRET_ARN } },
        },
      },
    ],
  };
}
