locals {
  verified_secrets = toset(
    flatten([for provider in values(local.providers) : provider.references[*].secret if provider.verify_json_key])
  )

  # The names of the keys in each secret that is read; the values go nowhere.
  json_keys = {
    for name, version in ephemeral.aws_secretsmanager_secret_version.this : name => try(
      keys(jsondecode(version.secret_string)),
      []
    )
  }
}

# Terraform reads these secrets while it plans and applies, and keeps their values in no plan and
# no state.
ephemeral "aws_secretsmanager_secret_version" "this" {
  for_each = local.verified_secrets

  secret_id = var.secrets[each.key].secret_arn
}
