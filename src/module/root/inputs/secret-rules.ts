import { KEY_ARN } from "../../../access/key-arn";
import { KmsAccess, SecretPolicyMode } from "../../../access/modes";
import { oneOf } from "../../../access/rule";
import { REGION } from "../../../access/rules/names";
import { SECRET_ARN } from "../../../access/secret-arn";
import { hasKey, lookUpRule } from "../looked-up";
import { partitionOfRegion } from "../../rules/expressions";
import { looks } from "./patterns";
import type { InputRule } from "./rule";
import { looked, text, texts } from "./rule";

const MODES = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html";
const isPartial = `anytrue([for one in local.wrong.secret_arn : one == secret.secret_arn && ${looks("partial_secret_arn", "one")}])`;

/** Whether key and secret are in one place; what is no ARN is in none, and is told as that. */
const isOne = (part: "region" | "account"): string =>
  `length(distinct(compact([local.key_places[name].${part}, local.secret_places[name].${part}]))) <= 1`;

/** Names are parts of keys, which a slash would make ambiguous. */
export const plainName = (what: string): InputRule => ({
  at: "",
  ok: '!strcontains(name, "/")',
  words: `has a slash in its name, and slashes part the names in the addresses of resources. Give the ${what} a name without one.`,
});

/** Of one secret. */
export function secretRules(): readonly InputRule[] {
  const full = looked("secret_arn", SECRET_ARN, ".secret_arn", "secret.secret_arn");
  return [
    plainName("secret"),
    {
      ...full,
      ok: `!${isPartial}`,
      words:
        "is a partial ARN: the 6-character suffix is missing, so no IAM policy would match it. Copy the full ARN from: aws secretsmanager describe-secret --secret-id NAME --query ARN",
    },
    {
      ...full,
      ok: `${isPartial} || ${full.ok}`,
      words: `is not the full ARN of one secret. ${SECRET_ARN.fix} Or copy it from: aws secretsmanager describe-secret --secret-id NAME --query ARN`,
    },
    text(REGION, ".region", "secret.region", { isOptional: true }),
    texts(REGION, ".replicas", "keys(secret.replicas)"),
    {
      at: ".replicas",
      value: "local.secret_regions[name]",
      ok: "!contains(keys(secret.replicas), local.secret_regions[name])",
      words: "is the secret's own Region. Name the Regions of its replicas alone.",
    },
    {
      at: ".replicas",
      value: `join(", ", [for region in keys(secret.replicas) : region if ${partitionOfRegion("region")} != local.secret_places[name].partition])`,
      ok: `alltrue([for region in keys(secret.replicas) : contains(["", ${partitionOfRegion("region")}], local.secret_places[name].partition)])`,
      words:
        "is not in the secret's partition, ${local.secret_places[name].partition}, and secrets are replicated within one. Name Regions of that partition.",
    },
    texts(KEY_ARN, ".replicas", "compact(values(secret.replicas))"),
    {
      at: ".replicas",
      value:
        'join(", ", [for region, key in secret.replicas : key if key != null && try(split(":", key)[3], region) != region])',
      ok: 'alltrue([for region, key in secret.replicas : key == null ? true : try(split(":", key)[3], region) == region])',
      words: "is in another Region than the replica. Name the key that encrypts the replica, in its own Region.",
    },
    lookUpRule,
    looked("kms_key_arn", KEY_ARN, ".kms_key_arn", "secret.kms_key_arn", "secret.kms_key_arn[*]"),
    {
      at: ".kms_key_arn",
      value: "secret.kms_key_arn",
      ok: isOne("region"),
      words: "is in another Region than the secret. Name the key that encrypts the secret, in the secret's own Region.",
    },
    {
      at: ".kms_key_arn",
      value: "secret.kms_key_arn",
      ok: `local.key_access[name] != "${KmsAccess.GRANT}" || ${isOne("account")}`,
      words: `is in another account than the secret, where this AWS provider can make no grant. Say key_access = "${KmsAccess.NONE}" and grant the readers in the key's account.`,
    },
    text(oneOf(Object.values(SecretPolicyMode), MODES), ".policy_mode", "secret.policy_mode"),
    text(oneOf(Object.values(KmsAccess), MODES), ".key_access", "secret.key_access", { isOptional: true }),
    {
      at: ".key_access",
      value: "secret.key_access",
      ok: `coalesce(secret.key_access, "${KmsAccess.NONE}") == "${KmsAccess.NONE}" || ${hasKey("secret")}`,
      words:
        "needs the key, and kms_key_arn is missing. Name the key, or leave key_access out: with the AWS managed key aws/secretsmanager there is nothing to grant.",
    },
    {
      at: "",
      ok: "!contains(local.foreign_secrets, name) || !contains(keys(local.agent_secrets), name)",
      words:
        "is made in another account than its readers, ${local.secret_places[name].account}. Make it where its readers are, with their AWS provider.",
    },
    {
      at: "",
      ok: "!contains(local.foreign_secrets, name) || contains(keys(local.agent_secrets), name)",
      words:
        'is in another account than its readers, so its policy and its key\'s grants need an AWS provider of their own. Use modules/secret-policy and modules/kms-grant with the AWS provider of its account, and say policy_mode = "NONE" and key_access = "NONE" here.',
    },
  ];
}

/** Of all secrets together. */
export const allSecretsRules = (): readonly InputRule[] => [
  {
    at: "",
    value: 'join(" and ", local.secrets_named_twice)',
    ok: "length(toset(local.exclusive_arns)) == length(local.exclusive_arns)",
    words: `name one secret twice with policy_mode = "${SecretPolicyMode.EXCLUSIVE}"; the two would overwrite each other. Name it once, or say policy_mode = "${SecretPolicyMode.NONE}" for the others.`,
  },
];

/** Of all that are made here. */
export const allAgentSecretsRules = (): readonly InputRule[] => [
  {
    at: "",
    value: 'join(" and ", local.secrets_of_both)',
    ok: "length(local.secrets_of_both) == 0",
    words: "stand in secrets, too, and a credential provider names one of them. Give each a name of its own.",
  },
];
