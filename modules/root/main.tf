locals {
  # What the kinds of credential provider have in common.
  providers = merge(
    {
      for name, provider in var.oauth2_providers : "oauth2/${name}" => {
        kind            = "oauth2"
        name            = name
        secret          = provider.secret
        readers         = provider.readers
        signing_key_arn = try(provider.custom.private_key_jwt.kms_key_arn, null)
      }
    },
    {
      for name, provider in var.api_key_providers : "apikey/${name}" => {
        kind            = "apikey"
        name            = name
        secret          = provider.secret
        readers         = provider.readers
        signing_key_arn = null
      }
    }
  )

  reader_names = {
    for provider in values(local.providers) : provider.secret => provider.readers...
    if provider.secret != null
  }

  # The roles that read each secret, however many providers they use it through.
  secret_readers = {
    for name in keys(var.secrets) : name => {
      for reader in setunion([], lookup(local.reader_names, name, [])...) : reader => var.readers[reader].role_arn
    }
  }

  reader_accounts = {
    for name, readers in local.reader_names : name => distinct([
      for reader in setunion([], readers...) : try(split(":", var.readers[reader].role_arn)[4], "")
    ])
  }

  # Secrets of another account whose policy or grants this AWS provider would have to write.
  foreign_secrets = [
    for name, secret in var.secrets : name
    if length(setsubtract(lookup(local.reader_accounts, name, []), [split(":", secret.secret_arn)[4]])) > 0 && (
      secret.policy_mode == "EXCLUSIVE"
      || (secret.key_access != null ? secret.key_access == "GRANT" : secret.kms_key_arn != null)
    )
  ]

  attached_policies = flatten([
    for policy in module.reader_policy : [
      for name, document in policy.policy_documents : {
        role_arn = var.readers[name].role_arn
        length   = length(document)
      }
      if var.readers[name].attach_policy
    ]
  ])

  # All inline policies of a role share one quota.
  too_long = {
    for role_arn, lengths in {
      for policy in local.attached_policies : policy.role_arn => policy.length...
    } : role_arn => lengths
    if sum(lengths) > 10240
  }
}

module "oauth2_credential_provider" {
  source   = "../oauth2-credential-provider"
  for_each = var.oauth2_providers

  name                   = each.key
  vendor                 = each.value.vendor
  client_id              = each.value.client_id
  tenant_id              = each.value.tenant_id
  issuer                 = each.value.issuer
  authorization_endpoint = each.value.authorization_endpoint
  token_endpoint         = each.value.token_endpoint
  custom                 = each.value.custom

  secret = each.value.secret == null ? null : {
    secret_arn = var.secrets[each.value.secret].secret_arn
    json_key   = each.value.json_key
  }

  verify_json_key = each.value.verify_json_key
  tags            = merge(var.tags, each.value.tags)
}

module "api_key_credential_provider" {
  source   = "../api-key-credential-provider"
  for_each = var.api_key_providers

  name = each.key

  secret = {
    secret_arn = var.secrets[each.value.secret].secret_arn
    json_key   = each.value.json_key
  }

  verify_json_key = each.value.verify_json_key
  tags            = merge(var.tags, each.value.tags)
}

# On the side of the role: one policy for each provider and reader.
module "reader_policy" {
  source   = "../reader-policy"
  for_each = { for key, provider in local.providers : key => provider if length(provider.readers) > 0 }

  credential_provider = {
    kind = each.value.kind
    name = each.value.name
  }

  readers = { for name in each.value.readers : name => var.readers[name] }

  secret = each.value.secret == null ? null : {
    secret_arn  = var.secrets[each.value.secret].secret_arn
    kms_key_arn = var.secrets[each.value.secret].kms_key_arn
  }

  signing_key_arn = each.value.signing_key_arn
}

# On the side of the secret: one policy for each secret, with all its readers.
module "secret_policy" {
  source = "../secret-policy"

  for_each = {
    for name, secret in var.secrets : name => secret
    if length(local.secret_readers[name]) + length(var.deployers) > 0
  }

  secret_arn        = each.value.secret_arn
  readers           = local.secret_readers[each.key]
  deployers         = var.deployers
  policy_mode       = each.value.policy_mode
  service_principal = each.value.service_principal
}

# On the side of the key: one grant for each secret and role.
module "kms_grant" {
  source = "../kms-grant"

  for_each = {
    for name, secret in var.secrets : name => secret
    if secret.key_access != null ? secret.key_access == "GRANT" : secret.kms_key_arn != null
  }

  secret_arn  = each.value.secret_arn
  kms_key_arn = each.value.kms_key_arn

  grantees = merge(
    local.secret_readers[each.key],
    { for name, role_arn in var.deployers : "deployer/${name}" => role_arn }
  )
}
