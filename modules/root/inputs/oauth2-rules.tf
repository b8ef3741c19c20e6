locals {
  oauth2_rules = merge({
    for name, provider in local.oauth2_providers : "oauth2_providers[\"${name}\"]" => [
      {
        at    = ".vendor"
        value = provider.vendor
        ok    = local.oauth2_vendors[name].block != "none"
        words = "is none of the vendors.${local.near_vendors[name]} Give one of ${local.vendor_list}."
      },
      {
        at    = ".client_id"
        value = null
        ok    = provider.client_id != null || local.client_authentication_methods[name] == "AWS_IAM_ID_TOKEN_JWT"
        words = "is missing. Give the client ID that the vendor issued; it is not taken from the secret."
      },
      {
        at    = ".client_id"
        value = null
        ok = alltrue([
          for one in provider.client_id[*] : length(regexall("(?s).", one)) >= 1 && length(
            regexall("(?s).", one)
          ) <= 256
        ])
        words = join(
          " ",
          [
            "does not have 1 to 256 characters. Give the client ID that the vendor issued; it is not taken from",
            "the secret.",
          ]
        )
      },
      {
        at    = ".tenant_id"
        value = provider.tenant_id
        ok = provider.tenant_id == null || contains(
          local.oauth2_vendors[name].fields,
          "tenant_id"
        ) || local.oauth2_vendors[name].block == "none"
        words = join(
          " ",
          [
            "is no attribute of ${provider.vendor}, which",
            "takes ${join(", ", concat(["client_id"], local.oauth2_vendors[name].fields))}. Leave it out.",
          ]
        )
      },
      {
        at    = ".tenant_id"
        value = provider.tenant_id
        ok = alltrue([
          for one in provider.tenant_id[*] : length(regexall("(?s).", one)) >= 1 && length(
            regexall("(?s).", one)
          ) <= 256
        ])
        words = "does not have 1 to 256 characters. Give the ID or the domain of the Entra tenant."
      },
      {
        at    = ".issuer"
        value = provider.issuer
        ok = provider.issuer == null || contains(
          local.oauth2_vendors[name].fields,
          "issuer"
        ) || local.oauth2_vendors[name].block == "none"
        words = join(
          " ",
          [
            "is no attribute of ${provider.vendor}, which",
            "takes ${join(", ", concat(["client_id"], local.oauth2_vendors[name].fields))}. Leave it out.",
          ]
        )
      },
      {
        at    = ".issuer"
        value = provider.issuer
        ok    = alltrue([for one in provider.issuer[*] : can(regex(local.patterns.https_url, one))])
        words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
      },
      {
        at    = ".authorization_endpoint"
        value = provider.authorization_endpoint
        ok = provider.authorization_endpoint == null || contains(
          local.oauth2_vendors[name].fields,
          "authorization_endpoint"
        ) || local.oauth2_vendors[name].block == "none"
        words = join(
          " ",
          [
            "is no attribute of ${provider.vendor}, which",
            "takes ${join(", ", concat(["client_id"], local.oauth2_vendors[name].fields))}. Leave it out.",
          ]
        )
      },
      {
        at    = ".authorization_endpoint"
        value = provider.authorization_endpoint
        ok    = alltrue([for one in provider.authorization_endpoint[*] : can(regex(local.patterns.https_url, one))])
        words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
      },
      {
        at    = ".token_endpoint"
        value = provider.token_endpoint
        ok = provider.token_endpoint == null || contains(
          local.oauth2_vendors[name].fields,
          "token_endpoint"
        ) || local.oauth2_vendors[name].block == "none"
        words = join(
          " ",
          [
            "is no attribute of ${provider.vendor}, which",
            "takes ${join(", ", concat(["client_id"], local.oauth2_vendors[name].fields))}. Leave it out.",
          ]
        )
      },
      {
        at    = ".token_endpoint"
        value = provider.token_endpoint
        ok    = alltrue([for one in provider.token_endpoint[*] : can(regex(local.patterns.https_url, one))])
        words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
      },
      {
        at    = ""
        value = null
        ok = !local.needs_address[name] || anytrue([
          provider.issuer != null,
          provider.authorization_endpoint != null,
          provider.token_endpoint != null,
        ])
        words = join(
          " ",
          [
            "lacks issuer, authorization_endpoint, token_endpoint, all three, and ${provider.vendor} cannot",
            "know the tenant's address. Give at least one of them.",
          ]
        )
      },
      {
        at    = ".custom"
        value = null
        ok    = provider.vendor != "CustomOauth2" || contains(local.custom_names, name)
        words = join(
          " ",
          [
            "is missing, and CustomOauth2 takes all its addresses from it. Give custom = { discovery_url =",
            "\"https://…/.well-known/openid-configuration\" }, or the vendor's own name if it has one.",
          ]
        )
      },
      {
        at    = ".custom"
        value = null
        ok    = provider.vendor == "CustomOauth2" || !contains(local.custom_names, name)
        words = join(
          " ",
          [
            "is given, but ${provider.vendor} is a built-in vendor. Leave custom out, or say vendor =",
            "\"CustomOauth2\".",
          ]
        )
      },
      {
        at    = ".secret"
        value = null
        ok    = provider.secret != null || !local.needs_secret[name]
        words = join(
          " ",
          [
            "is missing. Name the secret that holds the client secret, and its JSON key: secret = \"NAME\",",
            "json_key = \"client_secret\".",
          ]
        )
      },
      {
        at    = ".secret"
        value = provider.secret
        ok    = provider.secret == null || local.needs_secret[name]
        words = join(
          " ",
          [
            "is given, but a client with AWS_IAM_ID_TOKEN_JWT or PRIVATE_KEY_JWT proves itself without a",
            "secret. Leave secret and json_key out, or name another client_authentication_method.",
          ]
        )
      },
      {
        at    = ".json_key"
        value = null
        ok    = provider.secret == null || provider.json_key != null
        words = join(
          " ",
          [
            "is missing beside secret. Say which key of the secret's JSON object holds the client secret:",
            "json_key = \"client_secret\".",
          ]
        )
      },
      {
        at    = ".json_key"
        value = null
        ok    = provider.secret != null || provider.json_key == null
        words = "is given without secret. Name the secret that it is a key of, or leave json_key out."
      },
      {
        at = ".json_key"
        value = one([
          for one in local.wrong.json_key : one
          if one == provider.json_key && can(regex(local.patterns.shown_json_key, one))
        ])
        ok = alltrue([for one in provider.json_key[*] : !contains(local.wrong.json_key, one)])
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
