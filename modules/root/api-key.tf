locals {
  # The secret of each provider.
  api_key_secrets = tomap({ for name, provider in local.api_key_providers : name => provider.secret })
}

resource "aws_bedrockagentcore_api_key_credential_provider" "this" {
  for_each = local.api_key_secrets

  name = local.api_key_providers[each.key].name

  # Source and reference always go together: the AWS provider lets one pass without the other.
  api_key_secret_source = "EXTERNAL"

  tags   = local.providers["apikey/${each.key}"].tags
  region = local.providers["apikey/${each.key}"].region

  api_key_secret_config {
    secret_id = try(
      local.agentcore_identity_replicas["apikey/${each.key}"],
      var.secrets[var.api_key_providers[each.key].secret].secret_arn,
      local.agentcore_identity_made[var.api_key_providers[each.key].secret].secret_arn
    )

    json_key = local.api_key_providers[each.key].json_key
  }

  lifecycle {
    precondition {
      # Terraform hides messages that come from an ephemeral value, but the names of the keys are
      # no secret: so they are quoted by a function that fails.
      condition = alltrue([
        for wanted in lookup(local.wanted_json_keys, "apikey/${each.key}", []) : contains(local.json_keys[wanted.secret], wanted.json_key) ? true : parseint(
          nonsensitive(
            join(
              " ",
              [
                "Secret ${wanted.secret_arn} has no JSON key",
                "'${wanted.json_key}'; ${local.found_json_keys[wanted.secret]}.",
              ]
            )
          ),
          10
        ) == 0
      ])

      error_message = join(
        "\n",
        [
          for wanted in lookup(
            local.wanted_json_keys,
            "apikey/${each.key}",
            []
          ) : "Secret ${wanted.secret_arn} must have the JSON key '${wanted.json_key}'."
        ]
      )
    }
  }
}
