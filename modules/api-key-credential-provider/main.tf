locals {
  region = split(":", var.secret.secret_arn)[3]

  json_keys = [
    for version in ephemeral.aws_secretsmanager_secret_version.this : try(keys(jsondecode(version.secret_string)), [])
  ]
}

resource "aws_bedrockagentcore_api_key_credential_provider" "this" {
  name = var.name

  # Source and reference always go together: the AWS provider lets one pass without the other.
  api_key_secret_source = "EXTERNAL"

  tags = var.tags

  api_key_secret_config {
    secret_id = var.secret.secret_arn
    json_key  = var.secret.json_key
  }

  lifecycle {
    precondition {
      # Terraform hides messages that come from an ephemeral value, but the names of the keys are
      # no secret: so they are quoted by a function that fails.
      condition = !var.verify_json_key ? true : contains(local.json_keys[0], var.secret.json_key) ? true : parseint(
        nonsensitive(
          "Secret ${var.secret.secret_arn} has no JSON key '${var.secret.json_key}'; ${length(local.json_keys[0]) == 0 ? "its value is no JSON object" : "it has: ${join(", ", distinct([for key in local.json_keys[0] : can(regex("^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$", key)) ? key : "(one that does not look like a name)"]))}"}."
        ),
        10
      ) == 0

      error_message = "Secret ${try(join("", var.secret.secret_arn[*]), "")} has no JSON key '${try(join("", var.secret.json_key[*]), "")}'."
    }

    postcondition {
      condition     = self.region == local.region
      error_message = "region \"${local.region}\" of the secret or key is not the AWS provider's, ${self.region}, and AgentCore Identity reads nothing of another Region. Give the credential provider the AWS provider for ${local.region}, or reference a replica in ${self.region}."
    }
  }
}

# Terraform reads the secret while it plans and applies, and keeps its value in no plan and no
# state.
ephemeral "aws_secretsmanager_secret_version" "this" {
  count = var.verify_json_key ? 1 : 0

  secret_id = var.secret.secret_arn
}

# Warns in every plan; nothing here stops one.
check "credential_provider" {
  assert {
    condition = try(
      aws_bedrockagentcore_api_key_credential_provider.this.api_key_secret_arn[0].secret_arn,
      ""
    ) == var.secret.secret_arn

    error_message = "Credential provider ${var.name} reads another secret than ${var.secret.secret_arn}: somebody has changed it outside Terraform. Change it back, or apply with -replace=aws_bedrockagentcore_api_key_credential_provider.this."
  }

  assert {
    condition     = !strcontains(var.name, "_") && length(var.name) <= 50
    error_message = "name \"${var.name}\" holds \"_\" or is longer than 50 characters: the API takes it, but the console and some of AWS's own ARN patterns do not."
  }
}
