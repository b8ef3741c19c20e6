import { PLANNED_KEY, PLANNED_SECRET } from "../modules/agent-secret-parts";

const isMade = (secret: string): string => `lookup(local.is_made, ${secret}, false)`;
const address = (type: string, key: string, label = "this"): string => `"${type}.${label}[\\"\${${key}}\\"]"`;

/** By its address what stands for one of the secrets that the module makes. */
const REFERENCES = [
  `{ for name in keys(local.exclusive_policies) : ${address("aws_secretsmanager_secret_policy", "name")} => name if ${isMade("name")} }`,
  `{ for key, grant in local.grants : ${address("aws_kms_grant", "key")} => grant.secret if ${isMade("grant.secret")} }`,
  // A slash is in no name.
  ...["oauth2", "api_key"].map(
    (kind) =>
      `{ for name, provider in local.${kind}_providers : ${address(`aws_bedrockagentcore_${kind}_credential_provider`, "name")} => provider.secret if ${isMade('coalesce(provider.secret, "/")')} }`,
  ),
];

const POLICIES = [
  `{ for key in keys(local.attached_documents) : ${address("aws_iam_role_policy", "key")} => local.planned_documents[key] if anytrue([for one in local.providers[local.uses[key].provider].references : ${isMade("one.secret")}]) }`,
  ...["first", "more"].map(
    (label) =>
      `{ for id in keys(local.managed_${label}) : ${address("aws_iam_policy", "id", label)} => local.planned_managed_documents[id] }`,
  ),
];

const ROTATORS = `{ for name, made in module.agent_secrets : "module.agent_secrets[\\"\${name}\\"].aws_iam_role_policy.this[0]" => replace(replace(made.planned_rotator_policy, "${PLANNED_SECRET}", local.planned_secrets[name].secret_arn), "${PLANNED_KEY}", local.planned_secrets[name].kms_key_arn) }`;

/**
 * What a plan does not show before the secrets are made, for `check`: which of them each thing is about, and what policies
 * say, with what stands for their ARNs and keys. See `src/plan/made-by-module.ts`.
 */
export const PLANNED = `length(local.agent_secrets) == 0 ? null : { secrets = { for name in keys(local.agentcore_identity_made) : name => { name = try(local.agent_secrets[name].name, null), region = local.planned_secrets[name].region, secret_arn = local.planned_secrets[name].secret_arn, kms_key_arn = local.planned_secrets[name].kms_key_arn } }, references = merge(${REFERENCES.join(", ")}), policies = merge(${[...POLICIES, ROTATORS].join(", ")}) }`;
