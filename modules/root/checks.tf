# Warns in every plan; nothing here stops one.
check "credential_providers" {
  assert {
    condition = alltrue([
      for name, provider in aws_bedrockagentcore_oauth2_credential_provider.this : var.oauth2_providers[name].secret == null ? true : try(
        provider.client_secret_arn[0].secret_arn,
        ""
      ) == var.secrets[var.oauth2_providers[name].secret].secret_arn
    ])

    error_message = join(
      "\n",
      [
        for name, provider in aws_bedrockagentcore_oauth2_credential_provider.this : "Credential provider ${name} reads another secret than ${try(var.secrets[var.oauth2_providers[name].secret].secret_arn, "")}: somebody has changed it outside Terraform. Change it back, or apply with -replace='aws_bedrockagentcore_oauth2_credential_provider.this[\"${name}\"]'."
        if !(
          var.oauth2_providers[name].secret == null
          ? true
          : try(
            provider.client_secret_arn[0].secret_arn,
            ""
          ) == var.secrets[var.oauth2_providers[name].secret].secret_arn
        )
      ]
    )
  }

  assert {
    condition = alltrue([
      for name, provider in aws_bedrockagentcore_api_key_credential_provider.this : try(
        provider.api_key_secret_arn[0].secret_arn,
        ""
      ) == var.secrets[var.api_key_providers[name].secret].secret_arn
    ])

    error_message = join(
      "\n",
      [
        for name, provider in aws_bedrockagentcore_api_key_credential_provider.this : "Credential provider ${name} reads another secret than ${var.secrets[var.api_key_providers[name].secret].secret_arn}: somebody has changed it outside Terraform. Change it back, or apply with -replace='aws_bedrockagentcore_api_key_credential_provider.this[\"${name}\"]'."
        if !(
          try(
            provider.api_key_secret_arn[0].secret_arn,
            ""
          ) == var.secrets[var.api_key_providers[name].secret].secret_arn
        )
      ]
    )
  }

  assert {
    condition = alltrue([
      for key, provider in local.providers : !strcontains(provider.name, "_") && length(provider.name) <= 50
    ])

    error_message = join(
      "\n",
      [
        for key, provider in local.providers : "name \"${provider.name}\" holds \"_\" or is longer than 50 characters: the API takes it, but the console and some of AWS's own ARN patterns do not."
        if !(!strcontains(provider.name, "_") && length(provider.name) <= 50)
      ]
    )
  }
}
