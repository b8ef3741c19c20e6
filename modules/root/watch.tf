locals {
  # Who rotates the secrets that are made here, beside those that the watch names.
  watched_rotators = merge(
    [for name, arns in local.rotator_arns : { for index, arn in arns : "${name}/${index}" => arn }]...
  )
}

# Tells of who reads.
module "watch" {
  source = "../watch"
  count  = var.watch == null ? 0 : 1

  name                     = try(var.watch.name, "")
  targets                  = try(var.watch.targets, {})
  topic_name               = try(var.watch.topic_name, null)
  topic_kms_key_arn        = try(var.watch.topic_kms_key_arn, null)
  secret_prefixes          = try(var.watch.secret_prefixes, [])
  exceptions               = try(var.watch.exceptions, {})
  gateway_ids              = try(var.watch.gateway_ids, [])
  signals                  = try(var.watch.signals, {})
  fetch_alarms             = try(var.watch.fetch_alarms, true)
  dashboard                = try(var.watch.dashboard, true)
  event_pattern_characters = try(var.watch.event_pattern_characters, 2048)
  secrets_per_rule         = try(var.watch.secrets_per_rule, 4)
  tags                     = try(var.watch.tags, {})
  rotation_roles           = merge(local.watched_rotators, try(var.watch.rotation_roles, {}))

  secrets = {
    for name, secret in local.secrets : name => {
      secret_arn = secret.secret_arn
      readers    = keys(local.secret_readers[name])
      rotators = concat(
        [for key in keys(local.watched_rotators) : key if startswith(key, "${name}/")],
        keys(try(var.watch.rotation_roles, {}))
      )
    }
    if secret.region == local.region
  }

  kms_key_arns = [
    for name, secret in local.secrets : secret.kms_key_arn
    if secret.region == local.region && (
      local.key_access[name] != "NONE"
      ? true
      : (secret.look_up_kms_key ? true : secret.kms_key_arn != null)
    )
  ]

  readers   = { for name, reader in local.readers : name => reader.role_arn }
  deployers = var.deployers

  oauth2_providers = [
    for provider in values(local.providers) : provider.name
    if provider.kind == "oauth2" && provider.region == local.region
  ]

  api_key_providers = [
    for provider in values(local.providers) : provider.name
    if provider.kind == "apikey" && provider.region == local.region
  ]

  payment_providers = [
    for provider in values(local.providers) : provider.name
    if provider.kind == "payment" && provider.region == local.region
  ]
}
