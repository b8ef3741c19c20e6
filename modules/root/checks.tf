locals {
  # Providers that read another secret than the module said.
  oauth2_elsewhere = [
    for name, provider in aws_bedrockagentcore_oauth2_credential_provider.this : join(
      " ",
      [
        "Credential provider ${local.oauth2_providers[name].name} reads another secret",
        "than ${local.oauth2_secret_arns[name]}: somebody has changed it outside Terraform. Change it back,",
        "or replace the provider, whose callback URL changes and whose users must consent again: terraform",
        "apply -replace='module.NAME.aws_bedrockagentcore_oauth2_credential_provider.this[\"${name}\"]'",
        "(NAME: what your configuration calls this module)",
      ]
    )
    if local.oauth2_providers[name].secret != null && !(
      try(provider.client_secret_arn[0].secret_arn, "") == local.oauth2_secret_arns[name]
    )
  ]

  api_key_elsewhere = [
    for name, provider in aws_bedrockagentcore_api_key_credential_provider.this : join(
      " ",
      [
        "Credential provider ${local.api_key_providers[name].name} reads another secret",
        "than ${local.secrets[local.api_key_secrets[name]].secret_arn}: somebody has changed it outside",
        "Terraform. Change it back, or replace the provider: terraform apply",
        "-replace='module.NAME.aws_bedrockagentcore_api_key_credential_provider.this[\"${name}\"]' (NAME:",
        "what your configuration calls this module)",
      ]
    )
    if !(try(provider.api_key_secret_arn[0].secret_arn, "") == local.secrets[local.api_key_secrets[name]].secret_arn)
  ]

  # Names that the API takes and others do not.
  unusual_names = [
    for provider in values(local.providers) : join(
      " ",
      [
        "name \"${provider.name}\" holds \"_\" or is longer than 50 characters: the API takes it, but the",
        "console and some of AWS's own ARN patterns do not.",
      ]
    )
    if !(!strcontains(provider.name, "_") && length(provider.name) <= 50)
  ]
}

# Warns in every plan; nothing here stops one.
check "credential_providers" {
  assert {
    condition     = length(local.oauth2_elsewhere) == 0
    error_message = join("\n", local.oauth2_elsewhere)
  }

  assert {
    condition     = length(local.api_key_elsewhere) == 0
    error_message = join("\n", local.api_key_elsewhere)
  }

  assert {
    condition     = length(local.unusual_names) == 0
    error_message = join("\n", local.unusual_names)
  }
}
