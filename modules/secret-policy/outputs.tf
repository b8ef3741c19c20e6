output "policy_document" {
  description = "The policy as JSON text: for a policy that is written elsewhere."
  value       = local.policy
}

output "intended_readers" {
  description = "Who should read, for agentcore-identity check, which looks for it in the outputs of a plan: repeat it as an output of the root module."

  value = {
    format = "agentcore-identity/readers/1"
    secrets = [
      {
        secret_arn = var.secret_arn
        readers    = values(var.readers)
        deployers  = concat(values(var.deployers), values(var.rotators))
        elsewhere  = concat(values(var.readers), values(var.deployers), values(var.rotators))
      },
    ]
  }
}
