locals {
  oauth2_rules = flatten([
    [
      for name, provider in local.oauth2_providers : [
        [
          for ok in [local.oauth2_vendors[name].block != "none"] : {
            at    = "oauth2_providers[\"${name}\"].vendor"
            value = provider.vendor
            words = join(
              " ",
              [
                "is none of the",
                "vendors.${join("", formatlist(" Did you mean %s?", lookup(local.vendors_by_beginning, lower(substr(provider.vendor, 0, 3)), [])))}",
                "Give one of ${join(", ", keys(local.vendors))}.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            provider.client_id != null || local.client_authentication_methods[name] == "AWS_IAM_ID_TOKEN_JWT",
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].client_id"
            value = null
            words = "is missing. Give the client ID that the vendor issued; it is not taken from the secret."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in provider.client_id[*] : length(regexall("(?s).", one)) >= 1 && length(
                regexall("(?s).", one)
              ) <= 256
            ]),
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].client_id"
            value = null
            words = join(
              " ",
              [
                "does not have 1 to 256 characters. Give the client ID that the vendor issued; it is not taken from",
                "the secret.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            provider.tenant_id == null || contains(
              local.oauth2_vendors[name].fields,
              "tenant_id"
            ) || local.oauth2_vendors[name].block == "none",
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].tenant_id"
            value = provider.tenant_id
            words = join(
              " ",
              [
                "is no attribute of ${provider.vendor}, which",
                "takes ${join(", ", concat(["client_id"], local.oauth2_vendors[name].fields))}. Leave it out.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in provider.tenant_id[*] : length(regexall("(?s).", one)) >= 1 && length(
                regexall("(?s).", one)
              ) <= 256
            ]),
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].tenant_id"
            value = provider.tenant_id
            words = "does not have 1 to 256 characters. Give the ID or the domain of the Entra tenant."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            provider.issuer == null || contains(
              local.oauth2_vendors[name].fields,
              "issuer"
            ) || local.oauth2_vendors[name].block == "none",
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].issuer"
            value = provider.issuer
            words = join(
              " ",
              [
                "is no attribute of ${provider.vendor}, which",
                "takes ${join(", ", concat(["client_id"], local.oauth2_vendors[name].fields))}. Leave it out.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in provider.issuer[*] : can(regex(local.patterns.https_url, one))])] : {
            at    = "oauth2_providers[\"${name}\"].issuer"
            value = provider.issuer
            words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            provider.authorization_endpoint == null || contains(
              local.oauth2_vendors[name].fields,
              "authorization_endpoint"
            ) || local.oauth2_vendors[name].block == "none",
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].authorization_endpoint"
            value = provider.authorization_endpoint
            words = join(
              " ",
              [
                "is no attribute of ${provider.vendor}, which",
                "takes ${join(", ", concat(["client_id"], local.oauth2_vendors[name].fields))}. Leave it out.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([for one in provider.authorization_endpoint[*] : can(regex(local.patterns.https_url, one))]),
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].authorization_endpoint"
            value = provider.authorization_endpoint
            words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            provider.token_endpoint == null || contains(
              local.oauth2_vendors[name].fields,
              "token_endpoint"
            ) || local.oauth2_vendors[name].block == "none",
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].token_endpoint"
            value = provider.token_endpoint
            words = join(
              " ",
              [
                "is no attribute of ${provider.vendor}, which",
                "takes ${join(", ", concat(["client_id"], local.oauth2_vendors[name].fields))}. Leave it out.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in provider.token_endpoint[*] : can(regex(local.patterns.https_url, one))])] : {
            at    = "oauth2_providers[\"${name}\"].token_endpoint"
            value = provider.token_endpoint
            words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            !local.needs_address[name] || anytrue([
              provider.issuer != null,
              provider.authorization_endpoint != null,
              provider.token_endpoint != null,
            ]),
          ] :
          {
            at    = "oauth2_providers[\"${name}\"]"
            value = null
            words = join(
              " ",
              [
                "lacks issuer, authorization_endpoint, token_endpoint, all three, and ${provider.vendor} cannot",
                "know the tenant's address. Give at least one of them.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [provider.vendor != "CustomOauth2" || contains(local.custom_names, name)] : {
            at    = "oauth2_providers[\"${name}\"].custom"
            value = null
            words = join(
              " ",
              [
                "is missing, and CustomOauth2 takes all its addresses from it. Give custom = { discovery_url =",
                "\"https://…/.well-known/openid-configuration\" }, or the vendor's own name if it has one.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [provider.vendor == "CustomOauth2" || !contains(local.custom_names, name)] : {
            at    = "oauth2_providers[\"${name}\"].custom"
            value = null
            words = join(
              " ",
              [
                "is given, but ${provider.vendor} is a built-in vendor. Leave custom out, or say vendor =",
                "\"CustomOauth2\".",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [provider.secret != null || !local.needs_secret[name]] : {
            at    = "oauth2_providers[\"${name}\"].secret"
            value = null
            words = join(
              " ",
              [
                "is missing. Name the secret that holds the client secret, and its JSON key: secret = \"NAME\",",
                "json_key = \"client_secret\".",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [provider.secret == null || local.needs_secret[name]] : {
            at    = "oauth2_providers[\"${name}\"].secret"
            value = provider.secret
            words = join(
              " ",
              [
                "is given, but a client with AWS_IAM_ID_TOKEN_JWT or PRIVATE_KEY_JWT proves itself without a",
                "secret. Leave secret and json_key out, or name another client_authentication_method.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [provider.secret == null || provider.json_key != null] : {
            at    = "oauth2_providers[\"${name}\"].json_key"
            value = null
            words = join(
              " ",
              [
                "is missing beside secret. Say which key of the secret's JSON object holds the client secret:",
                "json_key = \"client_secret\".",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [provider.secret != null || provider.json_key == null] : {
            at    = "oauth2_providers[\"${name}\"].json_key"
            value = null
            words = "is given without secret. Name the secret that it is a key of, or leave json_key out."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in provider.json_key[*] : !contains(local.wrong.json_key, one)])] : {
            at = "oauth2_providers[\"${name}\"].json_key"
            value = one([
              for one in local.wrong.json_key : one
              if one == provider.json_key && can(regex(local.patterns.shown_json_key, one))
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
