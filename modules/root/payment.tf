locals {
  # Each provider with its secrets' ARNs.
  payments = {
    for name, provider in local.payment_providers : name => merge(
      provider,
      {
        api_key_secret = one([
          for wanted in provider.api_key_secret[*] : {
            secret_arn = local.secrets[wanted.secret].secret_arn
            json_key   = wanted.json_key
          }
        ])
        wallet_secret = one([
          for wanted in provider.wallet_secret[*] : {
            secret_arn = local.secrets[wanted.secret].secret_arn
            json_key   = wanted.json_key
          }
        ])
        app_secret = one([
          for wanted in provider.app_secret[*] : {
            secret_arn = local.secrets[wanted.secret].secret_arn
            json_key   = wanted.json_key
          }
        ])
        authorization_private_key = one([
          for wanted in provider.authorization_private_key[*] : {
            secret_arn = local.secrets[wanted.secret].secret_arn
            json_key   = wanted.json_key
          }
        ])
      }
    )
  }

  # Which provider is meant: another one is made anew, and nothing else is.
  payment_objects = {
    for name, provider in local.payments : name => {
      kind   = "payment"
      region = local.providers["payment/${name}"].region
      name   = provider.name
    }
  }

  # In the API's own words, which each vendor has a part of.
  payment_configurations = {
    for name, provider in local.payments : name => {
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
    }
  }

  # Nothing that Terraform knows says the ARN.
  payment_arns = {
    for name, provider in local.payments : name => join(
      ":",
      [
        "arn",
        local.partitions["payment/${name}"],
        "bedrock-agentcore",
        local.providers["payment/${name}"].region,
        data.aws_caller_identity.this[0].account_id,
        "token-vault/default/paymentcredentialprovider/${provider.name}",
      ]
    )
  }

  # All that the program is told: references, and never a secret.
  payment_inputs = tomap({
    for name, provider in local.payments : name => jsonencode(
      merge(
        local.payment_objects[name],
        local.call,
        {
          credentialProviderVendor   = provider.vendor
          providerConfigurationInput = local.payment_configurations[name][provider.vendor]
          adopt                      = provider.adopt ? true : null
          tags                       = local.providers["payment/${name}"].tags
        }
      )
    )
  })
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
      # Terraform hides messages that come from an ephemeral value, but the names of the keys are
      # no secret: so they are quoted by a function that fails.
      condition = alltrue([
        for wanted in lookup(local.wanted_json_keys, "payment/${each.key}", []) : contains(local.json_keys[wanted.secret], wanted.json_key) ? true : parseint(
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
            "payment/${each.key}",
            []
          ) : "Secret ${wanted.secret_arn} must have the JSON key '${wanted.json_key}'."
        ]
      )
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
