output "secret_arn" {
  description = "The full ARN of the secret. What uses it is made after its value, if the module writes that."
  value       = aws_secretsmanager_secret.this.arn
  depends_on  = [aws_secretsmanager_secret_version.this, data.aws_secretsmanager_secret_versions.this]
}

output "kms_key_arn" {
  description = "The key that encrypts the secret."
  value       = local.kms_key_arn
}

output "rotator_policy_document" {
  description = "What the rotator needs, as JSON text: for a role that is managed elsewhere."
  value       = local.rotator_policy
}

output "planned_rotator_policy" {
  description = "The same before the secret is made, for agentcore-identity check: made-secret and made-key stand for ARN and key."
  value       = local.planned_rotator_policy
}
