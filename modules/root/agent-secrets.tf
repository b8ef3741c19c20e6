# The secrets that are made here.
module "agent_secrets" {
  source   = "../agent-secret"
  for_each = local.agent_secrets

  name                     = each.value.name
  description              = each.value.description
  value_version            = each.value.value_version
  region                   = each.value.region
  kms_key_arn              = each.value.kms_key_arn
  writers                  = each.value.writers
  recovery_window_in_days  = each.value.recovery_window_in_days
  replicas                 = each.value.replicas
  tags                     = each.value.tags
  rotator_arn              = each.value.rotator_arn
  attach_rotator_policy    = each.value.attach_rotator_policy
  rotation_function_arn    = each.value.rotation_function_arn
  rotation_makes_passwords = each.value.rotation_makes_passwords
  rotation_partner_type    = each.value.rotation_partner_type
  rotation_metadata        = each.value.rotation_metadata
  rotation_days            = each.value.rotation_days
  rotation_schedule        = each.value.rotation_schedule
  rotation_duration        = each.value.rotation_duration
  rotate_immediately       = each.value.rotate_immediately
  value                    = lookup(var.agent_secret_values, each.key, null)

  # Whatever reads a secret is made after its value, whoever puts that.
  awaits_value = true
}

locals {
  # What of them is known only once they are made. `check` knows it by its name: it holds nothing
  # where none is made.
  agentcore_identity_made = merge(
    {
      for name, made in module.agent_secrets : name => { secret_arn = made.secret_arn, kms_key_arn = made.kms_key_arn }
    },
    [
      for name, made in module.agent_secrets : {
        for region, key in local.agent_secrets[name].replicas : "${name}/${region}" => {
          secret_arn  = join(":", [for index, part in split(":", made.secret_arn) : index == 3 ? region : part])
          kms_key_arn = key
        }
      }
    ]...
  )

  is_made = { for name in keys(local.agentcore_identity_made) : name => true }

  # Of each what its policies are put together with, and in its place what is made.
  made_arns = merge(
    { for name, made in local.agentcore_identity_made : local.planned_secrets[name].secret_arn => made.secret_arn },
    {
      for name, made in module.agent_secrets : local.planned_secrets[name].kms_key_arn => made.kms_key_arn
      if local.agent_secrets[name].kms_key_arn == null
    }
  )

  # Who rotates each.
  rotator_arns = {
    for name, secret in local.agent_secrets : name => [secret.rotator_arn]
    if secret.rotator_arn != null
  }
}
