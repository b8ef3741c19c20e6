output "callback_url" {
  description = "The URL to register at the identity provider as redirect URI."
  value       = aws_bedrockagentcore_oauth2_credential_provider.this.callback_url
}

output "credential_provider_arn" {
  description = "The ARN of the credential provider, for example for a gateway target."
  value       = aws_bedrockagentcore_oauth2_credential_provider.this.credential_provider_arn
}

output "name" {
  description = "The name by which agents ask for the credential."
  value       = aws_bedrockagentcore_oauth2_credential_provider.this.name
}

output "secret_arn" {
  description = "The ARN of the secret that AgentCore reads, null if the client proves itself without one."
  value       = try(aws_bedrockagentcore_oauth2_credential_provider.this.client_secret_arn[0].secret_arn, null)
}

output "signing_key_arn" {
  description = "The ARN of the KMS key that signs client assertions, null if there is none."
  value       = try(var.custom.private_key_jwt.kms_key_arn, null)
}
