import { INLINE_POLICY_CHARACTERS } from "../../access/limits";
import type { Body } from "../hcl/json";
import { paymentReferences } from "./root-providers";

export function locals(): Body {
  return {
    "//": {
      providers: "What the kinds of credential provider have in common.",
      key_access: "How roles decrypt each secret.",
      foreign_secrets: "Secrets of another account whose policy or grants this AWS provider would have to write.",
      too_long: "All inline policies of a role share one quota.",
      secret_readers: "The roles that read each secret, however many providers they use it through.",
      secret_roles: "With those that run Terraform.",
    },
    providers: `\${merge(${[
      kind(
        "oauth2",
        "oauth2_providers",
        "provider.secret[*]",
        "try(provider.custom.private_key_jwt.kms_key_arn, null)",
      ),
      kind("apikey", "api_key_providers", "[provider.secret]"),
      kind("payment", "payment_providers", `distinct(${paymentReferences("provider")}[*].secret)`),
    ].join(", ")})}`,
    reader_names:
      "${{ for use in flatten([for provider in values(local.providers) : [for secret in provider.secrets : { secret = secret, readers = provider.readers }]]) : use.secret => use.readers... }}",
    secret_readers:
      "${{ for name in keys(var.secrets) : name => { for reader in setunion([], lookup(local.reader_names, name, [])...) : reader => var.readers[reader].role_arn } }}",
    secret_roles:
      '${{ for name, readers in local.secret_readers : name => merge(readers, { for name, role_arn in var.deployers : "deployer/${name}" => role_arn }) }}',
    key_access:
      '${{ for name, secret in var.secrets : name => secret.key_access != null ? secret.key_access : secret.kms_key_arn != null ? "GRANT" : "NONE" }}',
    reader_accounts:
      '${{ for name, readers in local.reader_names : name => distinct([for reader in setunion([], readers...) : try(split(":", var.readers[reader].role_arn)[4], "")]) }}',
    foreign_secrets:
      '${[for name, secret in var.secrets : name if length(setsubtract(lookup(local.reader_accounts, name, []), [split(":", secret.secret_arn)[4]])) > 0 && (secret.policy_mode == "EXCLUSIVE" || local.key_access[name] == "GRANT")]}',
    attached_policies:
      "${flatten([for policy in module.reader_policy : [for name, document in policy.policy_documents : { role_arn = var.readers[name].role_arn, length = length(document) } if var.readers[name].attach_policy]])}",
    too_long: `\${{ for role_arn, lengths in { for policy in local.attached_policies : policy.role_arn => policy.length... } : role_arn => lengths if sum(lengths) > ${INLINE_POLICY_CHARACTERS} }}`,
  };
}

const kind = (name: string, variable: string, secrets: string, signingKey = "null"): string =>
  `{ for name, provider in var.${variable} : "${name}/\${name}" => { kind = "${name}", name = name, secrets = ${secrets}, readers = provider.readers, signing_key_arn = ${signingKey} } }`;
