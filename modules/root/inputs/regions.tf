locals {
  # The Region of each secret.
  secret_regions = { for name, secret in local.secrets : name => coalesce(secret.region, var.aws_region) }

  # A credential provider is where its secret is.
  provider_regions = {
    for key, names in local.provider_secret_names : key => concat(
      [for name in names : local.secret_regions[name] if can(local.has_secret[name])],
      [var.aws_region]
    )[0]
  }

  # The replicas of the secrets: their names and suffixes, in other Regions.
  secret_copies = merge(
    [
      for name, secret in local.secrets : {
        for region, key in secret.replicas : "${name}/${region}" => {
          of     = name
          region = region
          kms_key_arn = secret.look_up_kms_key && key == null ? tostring(
            try(local.looked_up_keys["${name}/${region}"], null)
          ) : key
          secret_arn = join(":", [for index, part in split(":", secret.secret_arn) : index == 3 ? region : part])
        }
      }
    ]...
  )

  # Credential providers that are made in other Regions, too.
  provider_copies = merge(
    [
      for key, provider in local.providers : {
        for region in provider.regions : "${key}/${region}" => {
          of     = key
          kind   = provider.kind
          name   = provider.name
          region = region
        }
        if region != local.provider_regions[key]
      }
    ]...
  )
}

locals {
  # All that the module works with: what was given, and its copies in other Regions.
  all_secrets = tomap(
    merge(
      {
        for name, secret in local.secrets : name => merge(
          secret,
          {
            region      = local.secret_regions[name]
            is_replica  = false
            is_compared = local.secrets[name].policy_mode != "NONE" || local.key_access[name] != "NONE"
          }
        )
      },
      {
        for key, copy in local.secret_copies : key => merge(
          local.secrets[copy.of],
          {
            secret_arn  = copy.secret_arn
            kms_key_arn = copy.kms_key_arn
            region      = copy.region
            policy_mode = "NONE"
            is_replica  = true
            is_compared = local.secrets[copy.of].policy_mode != "NONE" || local.key_access[copy.of] != "NONE"
          }
        )
      }
    )
  )

  all_key_access = merge(
    local.key_access,
    {
      for key, copy in local.secret_copies : key => (
        local.secrets[copy.of].look_up_kms_key
        ? true
        : copy.kms_key_arn != null
      ) ? coalesce(local.secrets[copy.of].key_access, "GRANT") : "NONE"
    }
  )

  all_oauth2_providers = tomap(
    merge(
      { for name, provider in local.oauth2_providers : name => merge(provider, { name = name }) },
      {
        for copy in values(local.provider_copies) : "${copy.name}/${copy.region}" => merge(
          local.oauth2_providers[copy.name],
          {
            name   = copy.name
            secret = local.oauth2_providers[copy.name].secret == null ? null : "${local.oauth2_providers[copy.name].secret}/${copy.region}"
          }
        )
        if copy.kind == "oauth2"
      }
    )
  )

  all_api_key_providers = tomap(
    merge(
      { for name, provider in local.api_key_providers : name => merge(provider, { name = name }) },
      {
        for copy in values(local.provider_copies) : "${copy.name}/${copy.region}" => merge(
          local.api_key_providers[copy.name],
          { name = copy.name, secret = "${local.api_key_providers[copy.name].secret}/${copy.region}" }
        )
        if copy.kind == "apikey"
      }
    )
  )

  all_payment_providers = merge(
    { for name, provider in local.payment_providers : name => merge(provider, { name = name }) },
    {
      for copy in values(local.provider_copies) : "${copy.name}/${copy.region}" => merge(
        local.payment_providers[copy.name],
        {
          name = copy.name
          api_key_secret = one([
            for wanted in local.payment_providers[copy.name].api_key_secret[*] : merge(
              wanted,
              { secret = "${wanted.secret}/${copy.region}" }
            )
          ])
          wallet_secret = one([
            for wanted in local.payment_providers[copy.name].wallet_secret[*] : merge(
              wanted,
              { secret = "${wanted.secret}/${copy.region}" }
            )
          ])
          app_secret = one([
            for wanted in local.payment_providers[copy.name].app_secret[*] : merge(
              wanted,
              { secret = "${wanted.secret}/${copy.region}" }
            )
          ])
          authorization_private_key = one([
            for wanted in local.payment_providers[copy.name].authorization_private_key[*] : merge(
              wanted,
              { secret = "${wanted.secret}/${copy.region}" }
            )
          ])
        }
      )
      if copy.kind == "payment"
    }
  )

  all_custom = merge(
    local.custom,
    {
      for copy in values(local.provider_copies) : "${copy.name}/${copy.region}" => local.custom[copy.name]
      if copy.kind == "oauth2" && contains(keys(local.custom), copy.name)
    }
  )

  all_oauth2_vendors = merge(
    local.oauth2_vendors,
    {
      for copy in values(local.provider_copies) : "${copy.name}/${copy.region}" => local.oauth2_vendors[copy.name]
      if copy.kind == "oauth2" && contains(keys(local.oauth2_vendors), copy.name)
    }
  )

  all_client_authentication_methods = merge(
    local.client_authentication_methods,
    {
      for copy in values(
        local.provider_copies
      ) : "${copy.name}/${copy.region}" => local.client_authentication_methods[copy.name]
      if copy.kind == "oauth2" && contains(keys(local.client_authentication_methods), copy.name)
    }
  )

  all_providers = merge(
    {
      for key, provider in local.providers : key => merge(
        provider,
        {
          region = local.provider_regions[key]
          readers = [
            for name in provider.readers : name
            if try(contains(local.readers[name].regions, local.provider_regions[key]), true)
          ]
        }
      )
    },
    {
      for key, copy in local.provider_copies : key => merge(
        local.providers[copy.of],
        {
          region = copy.region
          readers = [
            for name in local.providers[copy.of].readers : name
            if try(contains(local.readers[name].regions, copy.region), true)
          ]
          references = [
            for reference in local.providers[copy.of].references : merge(
              reference,
              { secret = "${reference.secret}/${copy.region}" }
            )
          ]
        }
      )
    }
  )

  all_partitions = merge(
    local.partitions,
    { for key, copy in local.provider_copies : key => local.partitions[copy.of] }
  )

  all_reader_names = merge(
    { for name in keys(local.all_secrets) : name => [] },
    {
      for use in flatten([
        for provider in values(local.all_providers) : [
          for reference in provider.references : { secret = reference.secret, readers = provider.readers }
        ]
      ]) : use.secret => use.readers...
    }
  )

  all_secret_readers = {
    for name in keys(local.all_secrets) : name => {
      for reader in setunion([], local.all_reader_names[name]...) : reader => local.readers[reader].role_arn
      if can(local.has_reader[reader])
    }
  }

  # A secret and its replicas have one policy, which is the secret's.
  policy_readers = merge(
    { for key in keys(local.secret_copies) : key => {} },
    {
      for name, secret in local.secrets : name => merge(
        concat(
          [local.all_secret_readers[name]],
          [for region in keys(secret.replicas) : local.all_secret_readers["${name}/${region}"]]
        )...
      )
    }
  )
}
