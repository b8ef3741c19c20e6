output "policy_documents" {
  description = "The policy of each reader as JSON text, attached or not, by the reader's name."
  value       = local.policies
}

output "intended_readers" {
  description = "Who should read, for agentcore-identity check, which looks for it in the outputs of a plan: repeat it as an output of the root module."

  value = {
    format = "agentcore-identity/readers/1"
    providers = {
      "${module.inputs.credential_provider.kind}/${module.inputs.credential_provider.name}" = {
        readers   = [for reader in values(module.inputs.readers) : reader.role_arn]
        deployers = []
        elsewhere = [for reader in values(module.inputs.readers) : reader.role_arn if !reader.attach_policy]
        kinds = [
          for reader in values(module.inputs.readers) : { role_arn = reader.role_arn, kind = reader.kind }
          if reader.kind != "RUNTIME"
        ]
        token_audiences = var.token_audiences
        region          = try(data.aws_region.this[0].region, null)
        secrets = [
          for secret in concat(module.inputs.secret[*], module.inputs.additional_secrets) : {
            secret_arn  = secret.secret_arn
            kms_key_arn = secret.kms_key_arn
          }
        ]
        signing_keys = var.signing_key_arn[*]
      }
    }
  }
}
