locals {
  # All rules, by the entry that they are about: two of one entry come one after the other.
  rules = concat(
    [for entry, rules in local.secret_rules : { entry = entry, rules = rules }],
    [for entry, rules in local.role_rules : { entry = entry, rules = rules }],
    [for entry, rules in local.provider_rules : { entry = entry, rules = rules }],
    [for entry, rules in local.oauth2_rules : { entry = entry, rules = rules }],
    [for entry, rules in local.api_key_rules : { entry = entry, rules = rules }],
    [for entry, rules in local.payment_rules : { entry = entry, rules = rules }],
    [for entry, rules in local.custom_rules : { entry = entry, rules = rules }],
    [for entry, rules in local.endpoint_rules : { entry = entry, rules = rules }],
    [for entry, rules in local.private_endpoint_rules : { entry = entry, rules = rules }],
    [for entry, rules in local.vpc_rules : { entry = entry, rules = rules }],
    [for entry, rules in local.other_rules : { entry = entry, rules = rules }]
  )

  # What is wrong, in words. A rule that is not known yet, or that looks at a sensitive value, must
  # not hide the others: `can` tells an error from both. A sensitive value is left out of the
  # words.
  mistakes = concat(
    local.shape_mistakes,
    flatten([
      for one in local.rules : [
        for rule in one.rules : join(
          "",
          concat(
            [one.entry, rule.at],
            [
              for value in [for value in [rule.value] : value if !issensitive(value)] : " \"${value}\""
              if value != null && !can(length([regex("false", value == value)]))
            ],
            [for words in [rule.words] : " is refused for a reason that a sensitive value tells." if issensitive(words)],
            [for words in [rule.words] : " ${words}" if !issensitive(words)]
          )
        )
        if !can(length([regex("true", rule.ok)]))
      ]
    ])
  )
}

output "given" {
  description = "The inputs with their defaults, and what follows from them."

  value = {
    secrets                       = local.secrets
    readers                       = local.readers
    oauth2_providers              = local.oauth2_providers
    api_key_providers             = local.api_key_providers
    payment_providers             = local.payment_providers
    custom                        = local.custom
    oauth2_vendors                = local.oauth2_vendors
    client_authentication_methods = local.client_authentication_methods
    providers                     = local.providers
    partitions                    = local.partitions
    secret_readers                = local.secret_readers
    key_access                    = local.key_access
  }

  precondition {
    condition     = length(local.mistakes) == 0
    error_message = join("\n", local.mistakes)
  }
}
