locals {
  # All that does not hold.
  broken_rules = concat(
    local.secret_rules,
    local.role_rules,
    local.provider_rules,
    local.oauth2_rules,
    local.api_key_rules,
    local.payment_rules,
    local.custom_rules,
    local.endpoint_rules,
    local.private_endpoint_rules,
    local.vpc_rules,
    local.other_rules
  )

  # What is wrong, in words: that of one entry comes one after the other. A sensitive value is left
  # out of them.
  mistakes = concat(
    local.shape_mistakes,
    [
      for one in local.broken_rules : join(
        "",
        concat(
          [one.at],
          [
            for value in [for value in [one.value] : value if !issensitive(value)] : " \"${value}\""
            if value != null && !can(length([regex("false", value == value)]))
          ],
          [for words in [one.words] : " is refused for a reason that a sensitive value tells." if issensitive(words)],
          [for words in [one.words] : " ${words}" if !issensitive(words)]
        )
      )
    ]
  )
}

output "given" {
  description = "The inputs with their defaults, and what follows from them."

  value = {
    secrets                       = local.all_secrets
    agent_secrets                 = local.agent_secrets
    readers                       = local.readers
    oauth2_providers              = local.all_oauth2_providers
    api_key_providers             = local.all_api_key_providers
    payment_providers             = local.all_payment_providers
    custom                        = local.all_custom
    oauth2_vendors                = local.all_oauth2_vendors
    client_authentication_methods = local.all_client_authentication_methods
    providers                     = local.all_providers
    partitions                    = local.all_partitions
    secret_readers                = local.all_secret_readers
    policy_readers                = local.policy_readers
    key_access                    = local.all_key_access
  }

  precondition {
    condition     = length(local.mistakes) == 0
    error_message = join("\n", local.mistakes)
  }
}
