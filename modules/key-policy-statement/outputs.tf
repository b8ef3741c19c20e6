output "sid_prefix" {
  description = "What the Sid of the statement starts with: for whoever else writes the key policy."
  value       = "AgentCoreIdentity${substr(sha256("${local.owner}|${var.secret_arn}"), 0, 12)}"
  depends_on  = [terraform_data.confirmation]
}
