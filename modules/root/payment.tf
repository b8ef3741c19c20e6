locals {
  # Each provider with its secrets' ARNs.
  payment_providers = {
    for name, provider in var.payment_providers : name => merge(
      provider,
      {
        for field in ["api_key_secret", "wallet_secret", "app_secret", "authorization_private_key"] : field => one([
          for reference in provider[field][*] : merge(
            reference,
            { secret_arn = var.secrets[reference.secret].secret_arn }
          )
        ])
      }
    )
  }

  # Those of the vendor; the other one's are null.
  payment_references = {
    for name, provider in local.payment_providers : name => [
      for reference in [
        provider.api_key_secret,
        provider.wallet_secret,
        provider.app_secret,
        provider.authorization_private_key,
      ] : reference
      if reference != null
    ]
  }

  # What is wrong with each provider, in words, or null for each rule that it keeps.
  payment_problems = {
    for name, provider in local.payment_providers : name => [
      provider.api_key_id != null || provider.vendor != "CoinbaseCDP"
      ? null : "api_key_id is missing, and CoinbaseCDP needs it. Give api_key_id, api_key_secret and wallet_secret.",
      provider.api_key_id == null || provider.vendor == "CoinbaseCDP"
      ? null : "api_key_id is no field of ${provider.vendor}, only of CoinbaseCDP. Leave it out.",
      provider.api_key_id == null ? null : length(provider.api_key_id) >= 1 && length(provider.api_key_id) <= 512
      ? null : "api_key_id \"${try(join("", provider.api_key_id[*]), "")}\" has ${try(length(provider.api_key_id), 0)} characters, not 1 to 512. Give the ID that the vendor shows.",
      provider.api_key_id == null ? null : can(regex("^[a-zA-Z0-9_-]+$", provider.api_key_id))
      ? null : "api_key_id \"${try(join("", provider.api_key_id[*]), "")}\" holds something other than letters, digits, \"-\" and \"_\". Give the ID that the vendor shows.",
      provider.api_key_secret != null || provider.vendor != "CoinbaseCDP"
      ? null : "api_key_secret is missing, and CoinbaseCDP needs it. Give api_key_id, api_key_secret and wallet_secret.",
      provider.api_key_secret == null || provider.vendor == "CoinbaseCDP"
      ? null : "api_key_secret is no field of ${provider.vendor}, only of CoinbaseCDP. Leave it out.",
      provider.api_key_secret == null ? null : can(regex("^[^\\[\\]./$]{1,128}$", provider.api_key_secret.json_key))
      ? null : "json_key \"${try(provider.api_key_secret.json_key, "")}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object.",
      provider.wallet_secret != null || provider.vendor != "CoinbaseCDP"
      ? null : "wallet_secret is missing, and CoinbaseCDP needs it. Give api_key_id, api_key_secret and wallet_secret.",
      provider.wallet_secret == null || provider.vendor == "CoinbaseCDP"
      ? null : "wallet_secret is no field of ${provider.vendor}, only of CoinbaseCDP. Leave it out.",
      provider.wallet_secret == null ? null : can(regex("^[^\\[\\]./$]{1,128}$", provider.wallet_secret.json_key))
      ? null : "json_key \"${try(provider.wallet_secret.json_key, "")}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object.",
      provider.wallet_secret == null ? null : try(split(":", provider.wallet_secret.secret_arn)[3], "") == try(
        split(":", provider.api_key_secret.secret_arn)[3],
        ""
      )
      ? null : "secrets \"${join(", ", sort([try(split(":", provider.api_key_secret.secret_arn)[3], ""), try(split(":", provider.wallet_secret.secret_arn)[3], "")]))}\" are in different Regions, and AgentCore Identity reads nothing of another Region. Reference replicas in the credential provider's Region.",
      provider.app_id != null || provider.vendor != "StripePrivy"
      ? null : "app_id is missing, and StripePrivy needs it. Give app_id, authorization_id, app_secret and authorization_private_key.",
      provider.app_id == null || provider.vendor == "StripePrivy"
      ? null : "app_id is no field of ${provider.vendor}, only of StripePrivy. Leave it out.",
      provider.app_id == null ? null : length(provider.app_id) >= 1 && length(provider.app_id) <= 512
      ? null : "app_id \"${try(join("", provider.app_id[*]), "")}\" has ${try(length(provider.app_id), 0)} characters, not 1 to 512. Give the ID that the vendor shows.",
      provider.authorization_id != null || provider.vendor != "StripePrivy"
      ? null : "authorization_id is missing, and StripePrivy needs it. Give app_id, authorization_id, app_secret and authorization_private_key.",
      provider.authorization_id == null || provider.vendor == "StripePrivy"
      ? null : "authorization_id is no field of ${provider.vendor}, only of StripePrivy. Leave it out.",
      provider.authorization_id == null ? null : length(provider.authorization_id) >= 1 && length(
        provider.authorization_id
      ) <= 512
      ? null : "authorization_id \"${try(join("", provider.authorization_id[*]), "")}\" has ${try(length(provider.authorization_id), 0)} characters, not 1 to 512. Give the ID that the vendor shows.",
      provider.app_secret != null || provider.vendor != "StripePrivy"
      ? null : "app_secret is missing, and StripePrivy needs it. Give app_id, authorization_id, app_secret and authorization_private_key.",
      provider.app_secret == null || provider.vendor == "StripePrivy"
      ? null : "app_secret is no field of ${provider.vendor}, only of StripePrivy. Leave it out.",
      provider.app_secret == null ? null : can(regex("^[^\\[\\]./$]{1,128}$", provider.app_secret.json_key))
      ? null : "json_key \"${try(provider.app_secret.json_key, "")}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object.",
      provider.authorization_private_key != null || provider.vendor != "StripePrivy"
      ? null : "authorization_private_key is missing, and StripePrivy needs it. Give app_id, authorization_id, app_secret and authorization_private_key.",
      provider.authorization_private_key == null || provider.vendor == "StripePrivy"
      ? null : "authorization_private_key is no field of ${provider.vendor}, only of StripePrivy. Leave it out.",
      provider.authorization_private_key == null ? null : can(
        regex("^[^\\[\\]./$]{1,128}$", provider.authorization_private_key.json_key)
      )
      ? null : "json_key \"${try(provider.authorization_private_key.json_key, "")}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object.",
      provider.authorization_private_key == null ? null : try(
        split(":", provider.authorization_private_key.secret_arn)[3],
        ""
      ) == try(split(":", provider.app_secret.secret_arn)[3], "")
      ? null : "secrets \"${join(", ", sort([try(split(":", provider.app_secret.secret_arn)[3], ""), try(split(":", provider.authorization_private_key.secret_arn)[3], "")]))}\" are in different Regions, and AgentCore Identity reads nothing of another Region. Reference replicas in the credential provider's Region.",
    ]
  }

  # Which provider is meant: another one is made anew, and nothing else is.
  payment_objects = {
    for name, provider in local.payment_providers : name => {
      kind   = "payment"
      region = local.regions["payment/${name}"]
      name   = name
    }
  }

  # All that the program is told, in the API's own words: references, and never a secret.
  payment_inputs = tomap({
    for name, provider in local.payment_providers : name => jsonencode(
      merge(
        local.payment_objects[name],
        local.call,
        {
          credentialProviderVendor = provider.vendor
          providerConfigurationInput = {
            CoinbaseCDP = {
              coinbaseCdpConfiguration = {
                apiKeyId           = provider.api_key_id
                apiKeySecretSource = "EXTERNAL"
                apiKeySecretConfig = {
                  secretId = one(provider.api_key_secret[*].secret_arn)
                  jsonKey  = one(provider.api_key_secret[*].json_key)
                }
                walletSecretSource = "EXTERNAL"
                walletSecretConfig = {
                  secretId = one(provider.wallet_secret[*].secret_arn)
                  jsonKey  = one(provider.wallet_secret[*].json_key)
                }
              }
            }
            StripePrivy = {
              stripePrivyConfiguration = {
                appId           = provider.app_id
                authorizationId = provider.authorization_id
                appSecretSource = "EXTERNAL"
                appSecretConfig = {
                  secretId = one(provider.app_secret[*].secret_arn)
                  jsonKey  = one(provider.app_secret[*].json_key)
                }
                authorizationPrivateKeySource = "EXTERNAL"
                authorizationPrivateKeyConfig = {
                  secretId = one(provider.authorization_private_key[*].secret_arn)
                  jsonKey  = one(provider.authorization_private_key[*].json_key)
                }
              }
            }
          }[provider.vendor]
          adopt = provider.adopt ? true : null
          tags  = local.providers["payment/${name}"].tags
        }
      )
    )
  })
}

# Nothing else says in which account a payment credential provider is.
data "aws_caller_identity" "this" {
  count = length(var.payment_providers) > 0 ? 1 : 0
}

# Has the duty to remove the credential provider, and stays in the module when its instances go.
resource "terraform_data" "payment_removal" {
  for_each = local.payment_inputs

  input            = jsonencode(merge(local.payment_objects[each.key], local.call))
  triggers_replace = jsonencode(local.payment_objects[each.key])

  provisioner "local-exec" {
    when        = destroy
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "remove"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = self.input }
  }
}

# Is replaced at every change, and applies it in place.
resource "terraform_data" "payment_content" {
  for_each = local.payment_inputs

  triggers_replace = {
    input   = each.value
    removal = terraform_data.payment_removal[each.key].id
  }

  provisioner "local-exec" {
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "apply"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = each.value }
  }

  lifecycle {
    precondition {
      condition = !contains([for problem in local.provider_problems["payment/${each.key}"] : problem == null], false)

      error_message = join(
        "\n",
        [for problem in local.provider_problems["payment/${each.key}"] : problem if problem != null]
      )
    }

    precondition {
      condition     = !contains([for problem in local.payment_problems[each.key] : problem == null], false)
      error_message = join("\n", [for problem in local.payment_problems[each.key] : problem if problem != null])
    }

    precondition {
      # Terraform hides messages that come from an ephemeral value, but the names of the keys are
      # no secret: so they are quoted by a function that fails.
      condition = !var.payment_providers[each.key].verify_json_key ? true : contains(local.json_keys[try(local.payment_references[each.key][0].secret, "")], try(local.payment_references[each.key][0].json_key, "")) ? true : parseint(
        nonsensitive(
          "Secret ${try(local.payment_references[each.key][0].secret_arn, "")} has no JSON key '${try(local.payment_references[each.key][0].json_key, "")}'; ${length(local.json_keys[try(local.payment_references[each.key][0].secret, "")]) == 0 ? "its value is no JSON object" : "it has: ${join(", ", distinct([for key in local.json_keys[try(local.payment_references[each.key][0].secret, "")] : can(regex("^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$", key)) ? key : "(one that does not look like a name)"]))}"}."
        ),
        10
      ) == 0

      error_message = "Secret ${try(local.payment_references[each.key][0].secret_arn, "")} has no JSON key '${try(local.payment_references[each.key][0].json_key, "")}'."
    }

    precondition {
      condition = !var.payment_providers[each.key].verify_json_key ? true : contains(local.json_keys[try(local.payment_references[each.key][1].secret, "")], try(local.payment_references[each.key][1].json_key, "")) ? true : parseint(
        nonsensitive(
          "Secret ${try(local.payment_references[each.key][1].secret_arn, "")} has no JSON key '${try(local.payment_references[each.key][1].json_key, "")}'; ${length(local.json_keys[try(local.payment_references[each.key][1].secret, "")]) == 0 ? "its value is no JSON object" : "it has: ${join(", ", distinct([for key in local.json_keys[try(local.payment_references[each.key][1].secret, "")] : can(regex("^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$", key)) ? key : "(one that does not look like a name)"]))}"}."
        ),
        10
      ) == 0

      error_message = "Secret ${try(local.payment_references[each.key][1].secret_arn, "")} has no JSON key '${try(local.payment_references[each.key][1].json_key, "")}'."
    }
  }
}

# Applies each change once more: a Terraform that is killed may have the content in its state while
# its program still ran.
resource "terraform_data" "payment_confirmation" {
  for_each = local.payment_inputs

  triggers_replace = { content = terraform_data.payment_content[each.key].id }

  provisioner "local-exec" {
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "apply"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = each.value }
  }
}
