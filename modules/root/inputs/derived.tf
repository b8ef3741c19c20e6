locals {
  # The kinds of credential provider that each kind of role uses.
  reader_uses = {
    RUNTIME         = ["oauth2", "apikey", "payment"]
    GATEWAY         = ["oauth2", "apikey"]
    HARNESS         = ["oauth2", "apikey"]
    CONSENT_PORTAL  = ["oauth2"]
    PAYMENT_MANAGER = ["payment"]
  }

  secrets_names = keys(local.secrets)
  has_secret    = { for name in local.secrets_names : name => true }

  secrets_of_both = setintersection(
    keys(local.agent_secrets),
    [for entry in local.entries : entry.name if entry.input == "secrets"]
  )

  readers_names = keys(local.readers)

  has_managed = {
    for name, reader in local.readers : name => true
    if reader.attach_policy && reader.policy_kind == "MANAGED"
  }

  has_reader = { for name in local.readers_names : name => true }

  # Where all of them are, by their ARNs.
  secret_places = {
    for name, secret in local.secrets : name => [
      for parts in [split(":", "${secret.secret_arn}:::::")] : {
        partition = parts[1]
        region    = parts[3]
        account   = parts[4]
        has_key   = (secret.look_up_kms_key ? true : secret.kms_key_arn != null)
      }
    ][0]
  }

  key_places = {
    for name, secret in local.secrets : name => [
      for parts in [split(":", "${join("", secret.kms_key_arn[*])}:::::")] : {
        partition = parts[1]
        region    = parts[3]
        account   = parts[4]
      }
    ][0]
  }

  role_places = {
    for name, reader in local.readers : name => [
      for parts in [split(":", "${reader.role_arn}:::::")] : {
        partition = parts[1]
        region    = parts[3]
        account   = parts[4]
      }
    ][0]
  }

  # How roles may decrypt: said, or by a grant if there is a key.
  key_access = {
    for name, secret in local.secrets : name => secret.key_access != null ? secret.key_access : (
      (secret.look_up_kms_key ? true : secret.kms_key_arn != null)
      ? "GRANT"
      : "NONE"
    )
  }

  # What nobody may have twice.
  exclusive_arns = [for secret in values(local.secrets) : secret.secret_arn if secret.policy_mode == "EXCLUSIVE"]

  secrets_named_twice = flatten([
    for arns in [local.exclusive_arns] : [
      for name, secret in local.secrets : name
      if secret.policy_mode == "EXCLUSIVE" && length([for arn in arns : arn if arn == secret.secret_arn]) > 1
    ]
    if length(toset(arns)) != length(arns)
  ])

  roles_named_twice = flatten([
    for arns in [local.role_arns] : [
      for name, reader in local.readers : name
      if length([for arn in arns : arn if arn == reader.role_arn]) > 1
    ]
    if length(toset(arns)) != length(arns)
  ])

  role_arns = values(local.readers)[*].role_arn
}

locals {
  # The block of the AWS provider for each vendor, and the fields it takes beside client_id.
  vendors = {
    AtlassianOauth2  = { block = "atlassian", fields = [] }
    Auth0Oauth2      = { block = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    CognitoOauth2    = { block = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    CustomOauth2     = { block = "custom", fields = [] }
    CyberArkOauth2   = { block = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    DropboxOauth2    = { block = "included", fields = [] }
    FacebookOauth2   = { block = "included", fields = [] }
    FusionAuthOauth2 = { block = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    GithubOauth2     = { block = "github", fields = [] }
    GoogleOauth2     = { block = "google", fields = [] }
    HubspotOauth2    = { block = "included", fields = [] }
    LinkedinOauth2   = { block = "linkedin", fields = [] }
    MicrosoftOauth2  = { block = "microsoft", fields = ["tenant_id"] }
    NotionOauth2     = { block = "included", fields = [] }
    OktaOauth2       = { block = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    OneLoginOauth2   = { block = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    PingOneOauth2    = { block = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    RedditOauth2     = { block = "included", fields = [] }
    SalesforceOauth2 = { block = "salesforce", fields = [] }
    SlackOauth2      = { block = "slack", fields = [] }
    SpotifyOauth2    = { block = "included", fields = [] }
    TwitchOauth2     = { block = "included", fields = [] }
    XOauth2          = { block = "included", fields = [] }
    YandexOauth2     = { block = "included", fields = [] }
    ZoomOauth2       = { block = "included", fields = [] }
  }

  oauth2_vendors = {
    for name, provider in local.oauth2_providers : name => lookup(
      local.vendors,
      provider.vendor,
      { block = "none", fields = [] }
    )
  }

  # For whoever misspells one.
  vendors_by_beginning = { for vendor in keys(local.vendors) : lower(substr(vendor, 0, 3)) => vendor... }

  custom_names = keys(local.custom)

  servers = {
    for name, custom in local.custom : name => custom.authorization_server_metadata
    if custom.authorization_server_metadata != null
  }

  signing      = { for name, custom in local.custom : name => custom.private_key_jwt if custom.private_key_jwt != null }
  exchanges    = { for name, custom in local.custom : name => custom.on_behalf_of if custom.on_behalf_of != null }
  signing_keys = { for name, jwt in local.signing : name => jwt.kms_key_arn }

  token_audiences = {
    for name, custom in local.custom : name => sort(custom.token_audiences)
    if custom.token_audiences != null
  }

  custom_methods = {
    for name, custom in local.custom : name => concat(
      custom.client_authentication_method[*],
      [for jwt in custom.private_key_jwt[*] : "PRIVATE_KEY_JWT"],
      [null]
    )[0]
  }

  # A key to sign with implies the method; otherwise the service has a default of its own.
  client_authentication_methods = {
    for name in keys(local.oauth2_providers) : name => lookup(local.custom_methods, name, null)
  }

  needs_secret = {
    for name, method in local.client_authentication_methods : name => !contains(
      ["AWS_IAM_ID_TOKEN_JWT", "PRIVATE_KEY_JWT"],
      coalesce(method, "CLIENT_SECRET_BASIC")
    )
  }

  # Vendors that each customer has at an address of its own.
  needs_address = {
    for name, vendor in local.oauth2_vendors : name => vendor.block == "included" && length(vendor.fields) > 0
  }
}

locals {
  # All credential providers by kind and name: what the kinds have in common.
  providers = merge(
    {
      for name, provider in local.oauth2_providers : "oauth2/${name}" => {
        kind            = "oauth2"
        name            = name
        references      = [for secret in provider.secret[*] : { secret = secret, json_key = provider.json_key }]
        signing_key_arn = lookup(local.signing_keys, name, null)
        token_audiences = lookup(local.token_audiences, name, [])
        readers         = provider.readers
        regions         = provider.regions
        verify_json_key = provider.verify_json_key
        tags            = merge(var.tags, provider.tags)
      }
    },
    {
      for name, provider in local.api_key_providers : "apikey/${name}" => {
        kind            = "apikey"
        name            = name
        references      = [{ secret = provider.secret, json_key = provider.json_key }]
        signing_key_arn = null
        token_audiences = []
        readers         = provider.readers
        regions         = provider.regions
        verify_json_key = provider.verify_json_key
        tags            = merge(var.tags, provider.tags)
      }
    },
    {
      for name, provider in local.payment_providers : "payment/${name}" => {
        kind = "payment"
        name = name
        references = [
          for reference in [
            provider.api_key_secret,
            provider.wallet_secret,
            provider.app_secret,
            provider.authorization_private_key,
          ] : reference
          if reference != null
        ]
        signing_key_arn = null
        token_audiences = []
        readers         = provider.readers
        regions         = provider.regions
        verify_json_key = provider.verify_json_key
        tags            = merge(var.tags, provider.tags)
      }
    }
  )

  provider_secret_names = { for key, provider in local.providers : key => distinct(provider.references[*].secret) }

  # Where its secrets and its signing key are, as far as they are there.
  provider_places = {
    for key, provider in local.providers : key => concat(
      [
        for name in local.provider_secret_names[key] : local.secret_places[name]
        if try(local.secret_places[name].account, "") != ""
      ],
      [
        for arn in provider.signing_key_arn[*] : [
          for parts in [split(":", "${arn}:::::")] : {
            partition = parts[1]
            region    = parts[3]
            account   = parts[4]
            has_key   = true
          }
        ][0]
      ]
    )
  }

  # Where its readers are.
  reader_places = {
    for key, provider in local.providers : key => [
      for name in provider.readers : local.role_places[name]
      if try(local.role_places[name].account, "") != ""
    ]
  }

  # The partition of all that has one.
  partitions = {
    for key, provider in local.providers : key => concat(
      local.provider_places[key][*].partition,
      local.reader_places[key][*].partition,
      ["aws"]
    )[0]
  }
}

locals {
  reader_names = merge(
    { for name in local.secrets_names : name => [] },
    {
      for use in flatten([
        for provider in values(local.providers) : [
          for reference in provider.references : { secret = reference.secret, readers = provider.readers }
        ]
      ]) : use.secret => use.readers...
    }
  )

  # The roles that read each secret, however many providers they use it through.
  secret_readers = {
    for name in local.secrets_names : name => {
      for reader in setunion([], local.reader_names[name]...) : reader => local.readers[reader].role_arn
      if can(local.has_reader[reader])
    }
  }

  # Secrets of another account whose policy or grants this AWS provider would have to write.
  foreign_secrets = [
    for name, secret in local.secrets : name
    if(secret.policy_mode == "EXCLUSIVE" || local.key_access[name] == "GRANT") && length(
      distinct(
        compact(
          concat(
            [local.secret_places[name].account],
            [for reader in keys(local.secret_readers[name]) : local.role_places[reader].account]
          )
        )
      )
    ) > 1
  ]
}

locals {
  # Texts that do not look right. Patterns take their time, so that each text is looked at once.
  wrong = {
    secret_arn = flatten([
      for one in values(local.secrets)[*].secret_arn : [
        for ok in [
          one == null ? true : can(regex(local.patterns.secret_arn, one)) && length(
            regexall("(?s).", reverse(split(":", one))[0])
          ) <= 519,
        ] : one
        if !can(length([[true][ok ? 0 : 1]]))
      ]
    ])
    kms_key_arn = flatten([
      for one in values(local.secrets)[*].kms_key_arn : [
        for ok in [one == null ? true : can(regex(local.patterns.kms_key_arn, one))] : one
        if !can(length([[true][ok ? 0 : 1]]))
      ]
    ])
    role_arn = flatten([
      for one in concat(local.role_arns, values(var.deployers)) : [
        for ok in [
          one == null ? true : can(regex(local.patterns.role_arn, one)) && length(
            regexall("(?s).", reverse(split("/", one))[0])
          ) <= 64,
        ] : one
        if !can(length([[true][ok ? 0 : 1]]))
      ]
    ])
    json_key = flatten([
      for one in toset(flatten(values(local.providers)[*].references[*].json_key)) : [
        for ok in [
          one == null ? true : can(regex(local.patterns.json_key, one)) && length(regexall("(?s).", one)) <= 128,
        ] : one
        if !can(length([[true][ok ? 0 : 1]]))
      ]
    ])
    workload_identity = flatten([
      for one in setunion([], values(local.readers)[*].workload_identities...) : [
        for ok in [one == null ? true : can(regex(local.patterns.workload_identity, one))] : one
        if !can(length([[true][ok ? 0 : 1]]))
      ]
    ])
  }
}

locals {
  # What messages call each provider.
  provider_names = merge(
    { for name in keys(local.oauth2_providers) : "oauth2/${name}" => "oauth2_providers[\"${name}\"]" },
    { for name in keys(local.api_key_providers) : "apikey/${name}" => "api_key_providers[\"${name}\"]" },
    { for name in keys(local.payment_providers) : "payment/${name}" => "payment_providers[\"${name}\"]" }
  )

  # And each secret.
  secret_labels = {
    for name in keys(local.secrets) : name => contains(
      keys(local.agent_secrets),
      name
    ) ? "agent_secrets[\"${name}\"]" : "secrets[\"${name}\"]"
  }

  custom_at    = { for name in keys(local.custom) : name => "oauth2_providers[\"${name}\"].custom" }
  overrides_at = { for name, at in local.custom_at : name => "${at}.private_endpoint_overrides" }

  endpoints = merge(
    [
      for name, custom in local.custom : merge(
        { for endpoint in custom.private_endpoint[*] : "${local.custom_at[name]}.private_endpoint" => endpoint },
        {
          for index, override in custom.private_endpoint_overrides : "${local.overrides_at[name]}[${index}].private_endpoint" => override.private_endpoint
        }
      )
    ]...
  )

  vpcs = { for at, endpoint in local.endpoints : at => endpoint.managed_vpc if endpoint.managed_vpc != null }

  lattices = {
    for at, endpoint in local.endpoints : at => endpoint.self_managed_lattice
    if endpoint.self_managed_lattice != null
  }
}
