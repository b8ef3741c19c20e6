output "credential_provider_arn" {
  description = "The ARN of the credential provider."
  value       = "arn:${local.partition}:bedrock-agentcore:${local.region}:${data.aws_caller_identity.this.account_id}:token-vault/default/paymentcredentialprovider/${var.name}"
  depends_on  = [terraform_data.confirmation]
}

output "name" {
  description = "The name by which agents ask for the credential."
  value       = var.name
  depends_on  = [terraform_data.confirmation]
}
