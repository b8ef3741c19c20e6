locals {
  # What the kinds of credential provider have in common.
  providers = merge(
    {
      for name, provider in var.oauth2_providers : "oauth2/${name}" => {
        kind            = "oauth2"
        name            = name
        secrets         = provider.secret[*]
        readers         = provider.readers
        signing_key_arn = try(provider.custom.private_key_jwt.kms_key_arn, null)
      }
    },
    {
      for name, provider in var.api_key_providers : "apikey/${name}" => {
        kind            = "apikey"
        name            = name
        secrets         = [provider.secret]
        readers         = provider.readers
        signing_key_arn = null
      }
    },
    {
      for name, provider in var.payment_providers : "payment/${name}" => {
        kind = "payment"
        name = name
        secrets = distinct(
          [
            for reference in [
              provider.api_key_secret,
              provider.wallet_secret,
              provider.app_secret,
              provider.authorization_private_key,
            ] : reference
            if reference != null
          ][*].secret
        )
        readers         = provider.readers
        signing_key_arn = null
      }
    }
  )

  reader_names = {
    for use in flatten([
      for provider in values(local.providers) : [
        for secret in provider.secrets : { secret = secret, readers = provider.readers }
      ]
    ]) : use.secret => use.readers...
  }

  # The roles that read each secret, however many providers they use it through.
  secret_readers = {
    for name in keys(var.secrets) : name => {
      for reader in setunion([], lookup(local.reader_names, name, [])...) : reader => var.readers[reader].role_arn
    }
  }

  # With those that run Terraform.
  secret_roles = {
    for name, readers in local.secret_readers : name => merge(
      readers,
      { for name, role_arn in var.deployers : "deployer/${name}" => role_arn }
    )
  }

  # How roles decrypt each secret.
  key_access = {
    for name, secret in var.secrets : name => secret.key_access != null ? secret.key_access : secret.kms_key_arn != null ? "GRANT" : "NONE"
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
      || local.key_access[name] == "GRANT"
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

module "payment_credential_provider" {
  source   = "../payment-credential-provider"
  for_each = var.payment_providers

  name             = each.key
  vendor           = each.value.vendor
  api_key_id       = each.value.api_key_id
  app_id           = each.value.app_id
  authorization_id = each.value.authorization_id

  api_key_secret = each.value.api_key_secret == null ? null : {
    secret_arn = var.secrets[each.value.api_key_secret.secret].secret_arn
    json_key   = each.value.api_key_secret.json_key
  }

  wallet_secret = each.value.wallet_secret == null ? null : {
    secret_arn = var.secrets[each.value.wallet_secret.secret].secret_arn
    json_key   = each.value.wallet_secret.json_key
  }

  app_secret = each.value.app_secret == null ? null : {
    secret_arn = var.secrets[each.value.app_secret.secret].secret_arn
    json_key   = each.value.app_secret.json_key
  }

  authorization_private_key = each.value.authorization_private_key == null ? null : {
    secret_arn = var.secrets[each.value.authorization_private_key.secret].secret_arn
    json_key   = each.value.authorization_private_key.json_key
  }

  verify_json_key         = each.value.verify_json_key
  tags                    = merge(var.tags, each.value.tags)
  timeout_seconds         = var.timeout_seconds
  assume_role_arn         = var.assume_role_arn
  assume_role_external_id = var.assume_role_external_id
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

  secret = length(each.value.secrets) == 0 ? null : {
    secret_arn  = var.secrets[each.value.secrets[0]].secret_arn
    kms_key_arn = var.secrets[each.value.secrets[0]].kms_key_arn
  }

  additional_secrets = [
    for index, name in each.value.secrets : {
      secret_arn  = var.secrets[name].secret_arn
      kms_key_arn = var.secrets[name].kms_key_arn
    }
    if index > 0
  ]

  signing_key_arn = each.value.signing_key_arn
}

# On the side of the secret: one policy for each secret, with all its readers.
module "secret_policy" {
  source   = "../secret-policy"
  for_each = { for name, secret in var.secrets : name => secret if length(local.secret_roles[name]) > 0 }

  secret_arn              = each.value.secret_arn
  readers                 = local.secret_readers[each.key]
  deployers               = var.deployers
  policy_mode             = each.value.policy_mode
  policy_owner            = var.policy_owner == null ? null : "${var.policy_owner}/${each.key}"
  service_principal       = each.value.service_principal
  timeout_seconds         = var.timeout_seconds
  assume_role_arn         = var.assume_role_arn
  assume_role_external_id = var.assume_role_external_id
}

# On the side of the key: one grant for each secret and role.
module "kms_grant" {
  source   = "../kms-grant"
  for_each = { for name, secret in var.secrets : name => secret if local.key_access[name] == "GRANT" }

  secret_arn  = each.value.secret_arn
  kms_key_arn = each.value.kms_key_arn
  grantees    = local.secret_roles[each.key]
}

# Or one statement in the key policy for each secret.
module "key_policy_statement" {
  source = "../key-policy-statement"

  for_each = {
    for name, secret in var.secrets : name => secret
    if local.key_access[name] == "KEY_POLICY" && length(local.secret_roles[name]) > 0
  }

  secret_arn              = each.value.secret_arn
  kms_key_arn             = each.value.kms_key_arn
  roles                   = local.secret_roles[each.key]
  policy_owner            = var.policy_owner == null ? null : "${var.policy_owner}/${each.key}"
  timeout_seconds         = var.timeout_seconds
  assume_role_arn         = var.assume_role_arn
  assume_role_external_id = var.assume_role_external_id
}
