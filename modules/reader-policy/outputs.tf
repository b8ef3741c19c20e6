output "policy_documents" {
  description = "The policy of each reader as JSON text, attached or not, by the reader's name."
  value       = local.policies
}
