output "credential_provider_arn" {
  description = "The ARN of the credential provider, for example for a gateway target."
  value       = aws_bedrockagentcore_api_key_credential_provider.this.credential_provider_arn
}

output "name" {
  description = "The name by which agents ask for the credential."
  value       = aws_bedrockagentcore_api_key_credential_provider.this.name
}

output "secret_arn" {
  description = "The ARN of the secret that AgentCore reads."
  value       = try(aws_bedrockagentcore_api_key_credential_provider.this.api_key_secret_arn[0].secret_arn, null)
}
