locals {
  # All credential providers by kind and name: what the kinds have in common.
  providers = merge(
    {
      for name, provider in var.oauth2_providers : "oauth2/${name}" => {
        kind            = "oauth2"
        name            = name
        references      = [for secret in provider.secret[*] : { secret = secret, json_key = provider.json_key }]
        signing_key_arn = try(provider.custom.private_key_jwt.kms_key_arn, null)
        readers         = provider.readers
        verify_json_key = provider.verify_json_key
        tags            = merge(var.tags, provider.tags)
      }
    },
    {
      for name, provider in var.api_key_providers : "apikey/${name}" => {
        kind            = "apikey"
        name            = name
        references      = [{ secret = provider.secret, json_key = provider.json_key }]
        signing_key_arn = null
        readers         = provider.readers
        verify_json_key = provider.verify_json_key
        tags            = merge(var.tags, provider.tags)
      }
    },
    {
      for name, provider in var.payment_providers : "payment/${name}" => {
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
        readers         = provider.readers
        verify_json_key = provider.verify_json_key
        tags            = merge(var.tags, provider.tags)
      }
    }
  )

  # The secrets that each provider reads.
  provider_secrets = {
    for key, provider in local.providers : key => distinct([
      for reference in provider.references : var.secrets[reference.secret]
    ])
  }

  # Where the provider stands: with its secret, or with its signing key, or where the AWS provider
  # works.
  regions = {
    for key, provider in local.providers : key => try(
      split(":", try(coalesce(try(local.provider_secrets[key][0].secret_arn, null), provider.signing_key_arn), null))[3],
      data.aws_region.this.region
    )
  }

  partitions = {
    for key, provider in local.providers : key => try(
      split(":", try(coalesce(try(local.provider_secrets[key][0].secret_arn, null), provider.signing_key_arn), null))[1],
      "aws"
    )
  }
}

data "aws_region" "this" {}
