locals {
  payment_rules = merge({
    for name, provider in local.payment_providers : "payment_providers[\"${name}\"]" => [
      {
        at    = ".vendor"
        value = provider.vendor
        ok    = contains(["CoinbaseCDP", "StripePrivy"], provider.vendor)
        words = "is none of CoinbaseCDP, StripePrivy. Give one of them."
      },
      {
        at = ""
        value = join(
          ", ",
          [for field in ["api_key_id", "api_key_secret", "wallet_secret"] : field if provider[field] == null]
        )
        ok = provider.vendor != "CoinbaseCDP" || alltrue([
          provider.api_key_id != null,
          provider.api_key_secret != null,
          provider.wallet_secret != null,
        ])
        words = "is missing, and CoinbaseCDP needs api_key_id, api_key_secret and wallet_secret. Give all of them."
      },
      {
        at = ""
        value = join(
          ", ",
          [for field in ["api_key_id", "api_key_secret", "wallet_secret"] : field if provider[field] != null]
        )
        ok = provider.vendor == "CoinbaseCDP" || alltrue([
          provider.api_key_id == null,
          provider.api_key_secret == null,
          provider.wallet_secret == null,
        ])
        words = "is given, and goes with vendor = \"CoinbaseCDP\" only. Leave it out."
      },
      {
        at    = ".api_key_id"
        value = provider.api_key_id
        ok    = provider.api_key_id == null ? true : can(regex("^[a-zA-Z0-9_-]{1,512}$", provider.api_key_id))
        words = "is not 1 to 512 letters, digits, \"-\" and \"_\". Give the ID that the vendor shows."
      },
      {
        at = ".api_key_secret.json_key"
        value = provider.api_key_secret == null ? null : can(
          regex(
            "^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$",
            provider.api_key_secret.json_key
          )
        ) ? provider.api_key_secret.json_key : null
        ok = provider.api_key_secret == null ? true : can(
          regex("^[^\\[\\]./$]{1,128}$", provider.api_key_secret.json_key)
        )
        words = join(
          " ",
          [
            "is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one",
            "top-level key of the secret's JSON object.",
          ]
        )
      },
      {
        at = ".wallet_secret.json_key"
        value = provider.wallet_secret == null ? null : can(
          regex(
            "^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$",
            provider.wallet_secret.json_key
          )
        ) ? provider.wallet_secret.json_key : null
        ok = provider.wallet_secret == null ? true : can(
          regex("^[^\\[\\]./$]{1,128}$", provider.wallet_secret.json_key)
        )
        words = join(
          " ",
          [
            "is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one",
            "top-level key of the secret's JSON object.",
          ]
        )
      },
      {
        at = ""
        value = join(
          ", ",
          [
            for field in ["app_id", "authorization_id", "app_secret", "authorization_private_key"] : field
            if provider[field] == null
          ]
        )
        ok = provider.vendor != "StripePrivy" || alltrue([
          provider.app_id != null,
          provider.authorization_id != null,
          provider.app_secret != null,
          provider.authorization_private_key != null,
        ])
        words = join(
          " ",
          [
            "is missing, and StripePrivy needs app_id, authorization_id, app_secret and",
            "authorization_private_key. Give all of them.",
          ]
        )
      },
      {
        at = ""
        value = join(
          ", ",
          [
            for field in ["app_id", "authorization_id", "app_secret", "authorization_private_key"] : field
            if provider[field] != null
          ]
        )
        ok = provider.vendor == "StripePrivy" || alltrue([
          provider.app_id == null,
          provider.authorization_id == null,
          provider.app_secret == null,
          provider.authorization_private_key == null,
        ])
        words = "is given, and goes with vendor = \"StripePrivy\" only. Leave it out."
      },
      {
        at    = ".app_id"
        value = provider.app_id
        ok = provider.app_id == null ? true : length(regexall("(?s).", provider.app_id)) >= 1 && length(
          regexall("(?s).", provider.app_id)
        ) <= 512
        words = "does not have 1 to 512 characters. Give the ID that the vendor shows."
      },
      {
        at    = ".authorization_id"
        value = provider.authorization_id
        ok = provider.authorization_id == null ? true : length(
          regexall("(?s).", provider.authorization_id)
        ) >= 1 && length(regexall("(?s).", provider.authorization_id)) <= 512
        words = "does not have 1 to 512 characters. Give the ID that the vendor shows."
      },
      {
        at = ".app_secret.json_key"
        value = provider.app_secret == null ? null : can(
          regex(
            "^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$",
            provider.app_secret.json_key
          )
        ) ? provider.app_secret.json_key : null
        ok = provider.app_secret == null ? true : can(regex("^[^\\[\\]./$]{1,128}$", provider.app_secret.json_key))
        words = join(
          " ",
          [
            "is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one",
            "top-level key of the secret's JSON object.",
          ]
        )
      },
      {
        at = ".authorization_private_key.json_key"
        value = provider.authorization_private_key == null ? null : can(
          regex(
            "^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$",
            provider.authorization_private_key.json_key
          )
        ) ? provider.authorization_private_key.json_key : null
        ok = provider.authorization_private_key == null ? true : can(
          regex("^[^\\[\\]./$]{1,128}$", provider.authorization_private_key.json_key)
        )
        words = join(
          " ",
          [
            "is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one",
            "top-level key of the secret's JSON object.",
          ]
        )
      },
    ]
  })
}
