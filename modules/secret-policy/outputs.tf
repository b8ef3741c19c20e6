output "policy_document" {
  description = "The policy as JSON text: for a policy that is written elsewhere."
  value       = local.policy
}
