locals {
  # What is wrong with each provider, in words, or null for each rule that it keeps: its resource
  # refuses to be made then.
  provider_problems = {
    for key, provider in local.providers : key => [
      data.aws_region.this.region == local.regions[key]
      ? null : "region \"${local.regions[key]}\" of the secret or key is not the AWS provider's, ${data.aws_region.this.region}, and AgentCore Identity reads nothing of another Region. Give the credential provider the AWS provider for ${local.regions[key]}, or reference a replica in ${data.aws_region.this.region}.",
      length(provider.tags) <= 50 ? null : "tags \"${length(provider.tags)}\" are more than 50. Drop some.",
      alltrue([
        for key in keys(provider.tags) : length(key) >= 1 && length(key) <= 128 && can(
          regex("^[a-zA-Z0-9\\s._:/=+@-]*$", key)
        )
      ])
      ? null : "tags \"${join(", ", [for key in keys(provider.tags) : key if !(length(key) >= 1 && length(key) <= 128 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", key)))])}\" is not 1 to 128 characters that AgentCore takes. Use letters, digits, spaces and any of \"._:/=+@-\".",
      alltrue([
        for value in values(provider.tags) : length(value) <= 256 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", value))
      ])
      ? null : "tags \"${join(", ", [for key, value in provider.tags : key if !(length(value) <= 256 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", value)))])}\" has a value that is not 0 to 256 characters that AgentCore takes. Use letters, digits, spaces and any of \"._:/=+@-\".",
      length(
        distinct([for reader in values(local.provider_readers[key]) : try(split(":", reader.role_arn)[4], "")])
      ) <= 1
      ? null : "readers \"${join(", ", sort(distinct([for reader in values(local.provider_readers[key]) : try(split(":", reader.role_arn)[4], "")])))}\" are in different accounts, and a role can use only the credential providers of its own. Make one credential provider in each account.",
      alltrue([
        for reader in values(local.provider_readers[key]) : try(
          split(":", reader.role_arn)[1],
          ""
        ) == local.partitions[key]
      ])
      ? null : "role_arn \"${join(", ", [for reader in values(local.provider_readers[key]) : reader.role_arn if try(split(":", reader.role_arn)[1], "") != local.partitions[key]])}\" is not in the partition of the secret, ${local.partitions[key]}. Reference a secret of the role's own partition.",
      alltrue([
        for secret in local.provider_secrets[key] : secret.kms_key_arn != null || alltrue([
          for account in distinct([
            for reader in values(local.provider_readers[key]) : try(split(":", reader.role_arn)[4], "")
          ]) : account == try(split(":", secret.secret_arn)[4], "")
        ])
      ])
      ? null : "secret \"${join(", ", [for secret in local.provider_secrets[key] : secret.secret_arn if !(secret.kms_key_arn != null || alltrue([for account in distinct([for reader in values(local.provider_readers[key]) : try(split(":", reader.role_arn)[4], "")]) : account == try(split(":", secret.secret_arn)[4], "")]))])}\" is in account ${join(", ", [for secret in local.provider_secrets[key] : try(split(":", secret.secret_arn)[4], "") if !(secret.kms_key_arn != null || alltrue([for account in distinct([for reader in values(local.provider_readers[key]) : try(split(":", reader.role_arn)[4], "")]) : account == try(split(":", secret.secret_arn)[4], "")]))])}, but its readers are in ${join(", ", distinct([for reader in values(local.provider_readers[key]) : try(split(":", reader.role_arn)[4], "")]))}, and the AWS managed key aws/secretsmanager works in its own account only. Encrypt the secret with a customer managed key and give its kms_key_arn.",
    ]
  }
}
