locals {
  # Those of the vendor; the other one's are null.
  references = [
    for reference in [var.api_key_secret, var.wallet_secret, var.app_secret, var.authorization_private_key] : reference
    if reference != null
  ]

  region    = try(split(":", local.references[0].secret_arn)[3], "")
  partition = try(split(":", local.references[0].secret_arn)[1], "")

  # In the API's own words, which each vendor has a part of.
  configurations = {
    CoinbaseCDP = {
      coinbaseCdpConfiguration = {
        apiKeyId           = var.api_key_id
        apiKeySecretSource = "EXTERNAL"
        apiKeySecretConfig = {
          secretId = one(var.api_key_secret[*].secret_arn)
          jsonKey  = one(var.api_key_secret[*].json_key)
        }
        walletSecretSource = "EXTERNAL"
        walletSecretConfig = {
          secretId = one(var.wallet_secret[*].secret_arn)
          jsonKey  = one(var.wallet_secret[*].json_key)
        }
      }
    }
    StripePrivy = {
      stripePrivyConfiguration = {
        appId                         = var.app_id
        authorizationId               = var.authorization_id
        appSecretSource               = "EXTERNAL"
        appSecretConfig               = { secretId = one(var.app_secret[*].secret_arn), jsonKey = one(var.app_secret[*].json_key) }
        authorizationPrivateKeySource = "EXTERNAL"
        authorizationPrivateKeyConfig = {
          secretId = one(var.authorization_private_key[*].secret_arn)
          jsonKey  = one(var.authorization_private_key[*].json_key)
        }
      }
    }
  }

  # Whose the statements and objects are: the mark that they bear at AWS. Two workspaces are two
  # owners.
  owner = "${var.owner}/${terraform.workspace}"

  json_keys = [
    for version in ephemeral.aws_secretsmanager_secret_version.this : try(keys(jsondecode(version.secret_string)), [])
  ]

  # Which object is meant: another one is made anew, and nothing else is.
  object = {
    kind   = "payment"
    region = local.region
    name   = var.name
  }

  # How the program runs.
  call = {
    owner                = local.owner
    timeoutSeconds       = var.timeout_seconds
    assumeRoleArn        = var.assume_role_arn
    assumeRoleExternalId = var.assume_role_external_id
  }

  # All that the program is told: references, and never a secret.
  input = jsonencode(
    merge(
      local.object,
      local.call,
      {
        credentialProviderVendor   = var.vendor
        providerConfigurationInput = local.configurations[var.vendor]
        adopt                      = var.adopt ? true : null
        tags                       = var.tags
      }
    )
  )
}

data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

# Has the duty to remove the credential provider, and stays in the module when its instances go.
resource "terraform_data" "removal" {
  input            = jsonencode(merge(local.object, local.call))
  triggers_replace = jsonencode(local.object)

  provisioner "local-exec" {
    when        = destroy
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "remove"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = self.input }
  }
}

# Is replaced at every change, and applies it in place.
resource "terraform_data" "content" {
  triggers_replace = {
    input   = local.input
    removal = terraform_data.removal.id
  }

  provisioner "local-exec" {
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "apply"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = local.input }
  }

  lifecycle {
    precondition {
      # Terraform hides messages that come from an ephemeral value, but the names of the keys are
      # no secret: so they are quoted by a function that fails.
      condition = !var.verify_json_key ? true : contains(local.json_keys[0], local.references[0].json_key) ? true : parseint(
        nonsensitive(
          "Secret ${local.references[0].secret_arn} has no JSON key '${local.references[0].json_key}'; ${length(local.json_keys[0]) == 0 ? "its value is no JSON object" : "it has: ${join(", ", distinct([for key in local.json_keys[0] : can(regex("^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$", key)) ? key : "(one that does not look like a name)"]))}"}."
        ),
        10
      ) == 0

      error_message = "Secret ${local.references[0].secret_arn} has no JSON key '${local.references[0].json_key}'."
    }

    precondition {
      condition = !var.verify_json_key ? true : contains(local.json_keys[1], local.references[1].json_key) ? true : parseint(
        nonsensitive(
          "Secret ${local.references[1].secret_arn} has no JSON key '${local.references[1].json_key}'; ${length(local.json_keys[1]) == 0 ? "its value is no JSON object" : "it has: ${join(", ", distinct([for key in local.json_keys[1] : can(regex("^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$", key)) ? key : "(one that does not look like a name)"]))}"}."
        ),
        10
      ) == 0

      error_message = "Secret ${local.references[1].secret_arn} has no JSON key '${local.references[1].json_key}'."
    }

    precondition {
      condition     = data.aws_region.this.region == local.region
      error_message = "region \"${local.region}\" of the secret or key is not the AWS provider's, ${data.aws_region.this.region}, and AgentCore Identity reads nothing of another Region. Give the credential provider the AWS provider for ${local.region}, or reference a replica in ${data.aws_region.this.region}."
    }
  }
}

# Applies each change once more: a Terraform that is killed may have the content in its state while
# its program still ran.
resource "terraform_data" "confirmation" {
  triggers_replace = { content = terraform_data.content.id }

  provisioner "local-exec" {
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "apply"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = local.input }
  }
}

# Terraform reads the secrets while it plans and applies, and keeps their values in no plan and no
# state.
ephemeral "aws_secretsmanager_secret_version" "this" {
  count = var.verify_json_key ? length(local.references) : 0

  secret_id = local.references[count.index].secret_arn
}

# Warns in every plan; nothing here stops one.
check "credential_provider" {
  assert {
    condition     = !strcontains(var.name, "_") && length(var.name) <= 50
    error_message = "name \"${var.name}\" holds \"_\" or is longer than 50 characters: the API takes it, but the console and some of AWS's own ARN patterns do not."
  }
}
