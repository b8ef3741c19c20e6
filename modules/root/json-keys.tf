locals {
  # The keys to look for, of the providers that want it.
  wanted_json_keys = {
    for key, provider in local.providers : key => [
      for wanted in provider.references : {
        secret     = wanted.secret
        json_key   = wanted.json_key
        secret_arn = local.secrets[wanted.secret].secret_arn
      }
    ]
    if provider.verify_json_key
  }

  # What looks like the name of a key; something else may be the secret itself.
  json_key_pattern = "^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$"

  # The names of the keys in each secret that is read; the values go nowhere.
  json_keys = {
    for name, version in ephemeral.aws_secretsmanager_secret_version.this : name => try(
      keys(jsondecode(version.secret_string)),
      []
    )
  }

  # What a message says of them.
  found_json_keys = {
    for name, found in local.json_keys : name => length(found) == 0 ? "its value is no JSON object" : join(
      " ",
      [
        "it",
        "has: ${join(", ", distinct([for key in found : can(regex(local.json_key_pattern, key)) ? key : "(one that does not look like a name)"]))}",
      ]
    )
  }
}

# Terraform reads these secrets while it plans and applies, and keeps their values in no plan and
# no state.
ephemeral "aws_secretsmanager_secret_version" "this" {
  for_each = toset(flatten(values(local.wanted_json_keys)[*][*].secret))

  secret_id = local.secrets[each.key].secret_arn
  region    = local.secrets[each.key].region
}
