locals {
  # Secrets whose policy or key others write, too.
  shared_secrets = {
    for name, arns in local.reader_arns : name => {
      partition = split(":", local.secrets[name].secret_arn)[1]
      role_arns = sort(distinct(concat(arns, local.deployer_arns)))
    }
    if local.secrets[name].policy_mode == "ADDITIVE" && length(local.policy_readers[name]) + length(
      var.deployers
    ) > 0 || local.key_access[name] == "KEY_POLICY" && length(local.secret_readers[name]) + length(var.deployers) > 0
  }

  # Which policies are meant, and whose statements in them.
  statement_objects = merge(
    {
      for name, shared in local.shared_secrets : "secret/${name}" => {
        kind     = "secretPolicy"
        region   = local.secrets[name].region
        secretId = local.secrets[name].secret_arn
        owner    = local.owner
      }
      if local.secrets[name].policy_mode == "ADDITIVE"
    },
    {
      for name, shared in local.shared_secrets : "key/${name}" => {
        kind     = "keyPolicy"
        region   = local.secrets[name].region
        keyId    = local.secrets[name].kms_key_arn
        secretId = local.secrets[name].secret_arn
        owner    = local.owner
      }
      if local.key_access[name] == "KEY_POLICY" && length(local.secret_readers[name]) + length(var.deployers) > 0
    }
  )

  # All that the program is told.
  statement_inputs = tomap(
    merge(
      {
        for name, shared in local.shared_secrets : "secret/${name}" => jsonencode(
          merge(
            local.statement_objects["secret/${name}"],
            local.call,
            { statements = jsondecode(local.secret_policies[name]).Statement }
          )
        )
        if local.secrets[name].policy_mode == "ADDITIVE"
      },
      {
        for name, shared in local.shared_secrets : "key/${name}" => jsonencode(
          merge(
            local.statement_objects["key/${name}"],
            local.call,
            {
              statements = [
                {
                  Sid    = "AgentCoreIdentityDecrypt"
                  Effect = "Allow"
                  Action = "kms:Decrypt"
                  Condition = {
                    StringEquals = {
                      "kms:ViaService" = {
                        aws        = "secretsmanager.${local.secrets[name].region}.amazonaws.com"
                        aws-us-gov = "secretsmanager.${local.secrets[name].region}.amazonaws.com"
                        aws-cn = [
                          "secretsmanager.${local.secrets[name].region}.amazonaws.com",
                          "secretsmanager.${local.secrets[name].region}.amazonaws.com.cn",
                        ]
                      }[shared.partition]
                      "kms:EncryptionContext:SecretARN" = local.secrets[name].secret_arn
                    }
                  }
                  Principal = { AWS = shared.role_arns }
                  Resource  = "*"
                },
              ]
            }
          )
        )
        if local.key_access[name] == "KEY_POLICY" && length(local.secret_readers[name]) + length(var.deployers) > 0
      }
    )
  )
}

# Has the duty to remove our statements in the policy of a secret or key, and stays in the module
# when its instances go.
resource "terraform_data" "statements_removal" {
  for_each = local.statement_inputs

  input            = jsonencode(merge(local.statement_objects[each.key], local.call))
  triggers_replace = jsonencode(local.statement_objects[each.key])

  provisioner "local-exec" {
    when        = destroy
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "remove"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = self.input }
  }

  # When EXCLUSIVE becomes ADDITIVE, the whole policy goes first: our statements would go with it.
  depends_on = [aws_secretsmanager_secret_policy.this]
}

# Is replaced at every change, and applies it in place.
resource "terraform_data" "statements_content" {
  for_each = local.statement_inputs

  triggers_replace = {
    input   = each.value
    removal = terraform_data.statements_removal[each.key].id
  }

  provisioner "local-exec" {
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "apply"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = each.value }
  }
}

# Applies each change once more: a Terraform that is killed may have the content in its state while
# its program still ran.
resource "terraform_data" "statements_confirmation" {
  for_each = local.statement_inputs

  triggers_replace = { content = terraform_data.statements_content[each.key].id }

  provisioner "local-exec" {
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "apply"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = each.value }
  }
}
