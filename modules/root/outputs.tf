output "oauth2_providers" {
  description = "ARN and callback URL of each OAuth2 credential provider, by name."

  value = {
    for name, provider in module.oauth2_credential_provider : name => {
      arn          = provider.credential_provider_arn
      callback_url = provider.callback_url
    }
  }
}

output "api_key_providers" {
  description = "ARN of each API key credential provider, by name."

  value = {
    for name, provider in module.api_key_credential_provider : name => { arn = provider.credential_provider_arn }
  }
}

output "payment_providers" {
  description = "ARN of each payment credential provider, by name."

  value = {
    for name, provider in module.payment_credential_provider : name => { arn = provider.credential_provider_arn }
  }
}

output "reader_policy_documents" {
  description = "The identity policy of each reader as JSON text, by kind and name of the provider and by the reader's name."
  value       = { for name, policy in module.reader_policy : name => policy.policy_documents }

  precondition {
    condition     = length(local.too_long) == 0
    error_message = "role_arn \"${join(", ", keys(local.too_long))}\" gets ${join(", ", [for lengths in values(local.too_long) : length(lengths)])} inline policies of ${join(", ", [for lengths in values(local.too_long) : sum(lengths)])} characters together, over IAM's 10240 for a role. Say attach_policy = false and put the policy documents of its grants into managed policies."
  }
}

output "secret_policy_documents" {
  description = "The resource policy of each secret as JSON text, written or not, by the secret's name."
  value       = { for name, policy in module.secret_policy : name => policy.policy_document }

  precondition {
    condition     = length(local.foreign_secrets) == 0
    error_message = "secret \"${join(", ", local.foreign_secrets)}\" is in account ${join(", ", [for name in local.foreign_secrets : split(":", var.secrets[name].secret_arn)[4]])}, but its readers are in ${join(", ", flatten([for name in local.foreign_secrets : local.reader_accounts[name]]))}, so its policy and its key's grants need an AWS provider of their own. Use modules/secret-policy and modules/kms-grant with the AWS provider of its account, and say policy_mode = \"NONE\" and key_access = \"NONE\" here."
  }
}
