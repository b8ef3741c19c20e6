locals {
  # The secret of each provider.
  api_key_secrets = tomap({ for name, provider in var.api_key_providers : name => provider.secret })

  # What is wrong with each provider, in words, or null for each rule that it keeps.
  api_key_problems = {
    for name, provider in var.api_key_providers : name => [
      can(regex("^[^\\[\\]./$]{1,128}$", provider.json_key))
      ? null : "json_key \"${provider.json_key}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object.",
    ]
  }
}

resource "aws_bedrockagentcore_api_key_credential_provider" "this" {
  for_each = local.api_key_secrets

  name = each.key

  # Source and reference always go together: the AWS provider lets one pass without the other.
  api_key_secret_source = "EXTERNAL"

  tags = local.providers["apikey/${each.key}"].tags

  api_key_secret_config {
    secret_id = var.secrets[each.value].secret_arn
    json_key  = var.api_key_providers[each.key].json_key
  }

  lifecycle {
    precondition {
      condition = !contains([for problem in local.provider_problems["apikey/${each.key}"] : problem == null], false)

      error_message = join(
        "\n",
        [for problem in local.provider_problems["apikey/${each.key}"] : problem if problem != null]
      )
    }

    precondition {
      condition     = !contains([for problem in local.api_key_problems[each.key] : problem == null], false)
      error_message = join("\n", [for problem in local.api_key_problems[each.key] : problem if problem != null])
    }

    precondition {
      # Terraform hides messages that come from an ephemeral value, but the names of the keys are
      # no secret: so they are quoted by a function that fails.
      condition = !var.api_key_providers[each.key].verify_json_key ? true : contains(local.json_keys[each.value], var.api_key_providers[each.key].json_key) ? true : parseint(
        nonsensitive(
          "Secret ${var.secrets[each.value].secret_arn} has no JSON key '${var.api_key_providers[each.key].json_key}'; ${length(local.json_keys[each.value]) == 0 ? "its value is no JSON object" : "it has: ${join(", ", distinct([for key in local.json_keys[each.value] : can(regex("^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$", key)) ? key : "(one that does not look like a name)"]))}"}."
        ),
        10
      ) == 0

      error_message = "Secret ${try(join("", var.secrets[each.value].secret_arn[*]), "")} has no JSON key '${try(join("", var.api_key_providers[each.key].json_key[*]), "")}'."
    }
  }
}
