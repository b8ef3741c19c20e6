locals {
  payment_rules = flatten([
    [
      for name, provider in local.payment_providers : [
        [
          for ok in [contains(["CoinbaseCDP", "StripePrivy"], provider.vendor)] : {
            at    = "payment_providers[\"${name}\"].vendor"
            value = provider.vendor
            words = "is none of CoinbaseCDP, StripePrivy. Give one of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            provider.vendor != "CoinbaseCDP" || alltrue([
              provider.api_key_id != null,
              provider.api_key_secret != null,
              provider.wallet_secret != null,
            ]),
          ] :
          {
            at = "payment_providers[\"${name}\"]"
            value = join(
              ", ",
              [for field in ["api_key_id", "api_key_secret", "wallet_secret"] : field if provider[field] == null]
            )
            words = "is missing, and CoinbaseCDP needs api_key_id, api_key_secret and wallet_secret. Give all of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            !contains(["StripePrivy"], provider.vendor) || alltrue([
              provider.api_key_id == null,
              provider.api_key_secret == null,
              provider.wallet_secret == null,
            ]),
          ] :
          {
            at = "payment_providers[\"${name}\"]"
            value = join(
              ", ",
              [for field in ["api_key_id", "api_key_secret", "wallet_secret"] : field if provider[field] != null]
            )
            words = "is given, and goes with vendor = \"CoinbaseCDP\" only. Leave it out."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in provider.api_key_id[*] : can(regex(local.patterns.payment_api_key_id, one)) && length(
                regexall("(?s).", one)
              ) <= 512
            ]),
          ] :
          {
            at    = "payment_providers[\"${name}\"].api_key_id"
            value = provider.api_key_id
            words = "is not 1 to 512 letters, digits, \"-\" and \"_\". Give the ID that the vendor shows."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in provider.api_key_secret[*].json_key : !contains(local.wrong.json_key, one)])] :
          {
            at = "payment_providers[\"${name}\"].api_key_secret.json_key"
            value = one([
              for one in local.wrong.json_key : one
              if one == one(provider.api_key_secret[*].json_key) && can(regex(local.patterns.shown_json_key, one))
            ])
            words = join(
              " ",
              [
                "is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one",
                "top-level key of the secret's JSON object.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in provider.wallet_secret[*].json_key : !contains(local.wrong.json_key, one)])] :
          {
            at = "payment_providers[\"${name}\"].wallet_secret.json_key"
            value = one([
              for one in local.wrong.json_key : one
              if one == one(provider.wallet_secret[*].json_key) && can(regex(local.patterns.shown_json_key, one))
            ])
            words = join(
              " ",
              [
                "is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one",
                "top-level key of the secret's JSON object.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            provider.vendor != "StripePrivy" || alltrue([
              provider.app_id != null,
              provider.authorization_id != null,
              provider.app_secret != null,
              provider.authorization_private_key != null,
            ]),
          ] :
          {
            at = "payment_providers[\"${name}\"]"
            value = join(
              ", ",
              [
                for field in ["app_id", "authorization_id", "app_secret", "authorization_private_key"] : field
                if provider[field] == null
              ]
            )
            words = join(
              " ",
              [
                "is missing, and StripePrivy needs app_id, authorization_id, app_secret and",
                "authorization_private_key. Give all of them.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            !contains(["CoinbaseCDP"], provider.vendor) || alltrue([
              provider.app_id == null,
              provider.authorization_id == null,
              provider.app_secret == null,
              provider.authorization_private_key == null,
            ]),
          ] :
          {
            at = "payment_providers[\"${name}\"]"
            value = join(
              ", ",
              [
                for field in ["app_id", "authorization_id", "app_secret", "authorization_private_key"] : field
                if provider[field] != null
              ]
            )
            words = "is given, and goes with vendor = \"StripePrivy\" only. Leave it out."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in provider.app_id[*] : length(regexall("(?s).", one)) >= 1 && length(
                regexall("(?s).", one)
              ) <= 512
            ]),
          ] :
          {
            at    = "payment_providers[\"${name}\"].app_id"
            value = provider.app_id
            words = "does not have 1 to 512 characters. Give the ID that the vendor shows."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in provider.authorization_id[*] : length(regexall("(?s).", one)) >= 1 && length(
                regexall("(?s).", one)
              ) <= 512
            ]),
          ] :
          {
            at    = "payment_providers[\"${name}\"].authorization_id"
            value = provider.authorization_id
            words = "does not have 1 to 512 characters. Give the ID that the vendor shows."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in provider.app_secret[*].json_key : !contains(local.wrong.json_key, one)])] : {
            at = "payment_providers[\"${name}\"].app_secret.json_key"
            value = one([
              for one in local.wrong.json_key : one
              if one == one(provider.app_secret[*].json_key) && can(regex(local.patterns.shown_json_key, one))
            ])
            words = join(
              " ",
              [
                "is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one",
                "top-level key of the secret's JSON object.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([for one in provider.authorization_private_key[*].json_key : !contains(local.wrong.json_key, one)]),
          ] :
          {
            at = "payment_providers[\"${name}\"].authorization_private_key.json_key"
            value = one([
              for one in local.wrong.json_key : one
              if one == one(provider.authorization_private_key[*].json_key) && can(
                regex(local.patterns.shown_json_key, one)
              )
            ])
            words = join(
              " ",
              [
                "is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one",
                "top-level key of the secret's JSON object.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
  ])
}
