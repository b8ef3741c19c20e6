locals {
  # Decrypt alone, only when Secrets Manager asks, and only for one secret.
  key_statements = {
    for name, roles in { for name, arns in local.reader_arns : name => sort(distinct(concat(arns, local.deployer_arns))) } : name => [
      {
        Sid    = "AgentCoreIdentityDecrypt"
        Effect = "Allow"
        Action = "kms:Decrypt"
        Condition = {
          StringEquals = {
            "kms:ViaService" = {
              aws        = "secretsmanager.${split(":", var.secrets[name].secret_arn)[3]}.amazonaws.com"
              aws-us-gov = "secretsmanager.${split(":", var.secrets[name].secret_arn)[3]}.amazonaws.com"
              aws-cn = [
                "secretsmanager.${split(":", var.secrets[name].secret_arn)[3]}.amazonaws.com",
                "secretsmanager.${split(":", var.secrets[name].secret_arn)[3]}.amazonaws.com.cn",
              ]
            }[split(":", var.secrets[name].secret_arn)[1]]
            "kms:EncryptionContext:SecretARN" = var.secrets[name].secret_arn
          }
        }
        Principal = { AWS = roles }
        Resource  = "*"
      },
    ]
    if local.key_access[name] == "KEY_POLICY" && length(roles) > 0
  }

  # Which policies are meant, and whose statements in them. Each secret has an owner of its own, so
  # that two secrets may have one key.
  statement_objects = merge(
    {
      for name, policy in local.secret_policies : "secret/${name}" => {
        kind     = "secretPolicy"
        region   = split(":", var.secrets[name].secret_arn)[3]
        secretId = var.secrets[name].secret_arn
        owner    = "${var.policy_owner}/${name}"
      }
      if var.secrets[name].policy_mode == "ADDITIVE"
    },
    {
      for name in keys(local.key_statements) : "key/${name}" => {
        kind   = "keyPolicy"
        region = split(":", var.secrets[name].secret_arn)[3]
        keyId  = var.secrets[name].kms_key_arn
        owner  = "${var.policy_owner}/${name}"
      }
    }
  )

  # All that the program is told.
  statement_inputs = tomap(
    merge(
      {
        for name, policy in local.secret_policies : "secret/${name}" => jsonencode(
          merge(local.statement_objects["secret/${name}"], local.call, { statements = jsondecode(policy).Statement })
        )
        if var.secrets[name].policy_mode == "ADDITIVE"
      },
      {
        for name, statements in local.key_statements : "key/${name}" => jsonencode(
          merge(local.statement_objects["key/${name}"], local.call, { statements = statements })
        )
      }
    )
  )
}

# Stands for our statements in the policy of a secret or key: destroying it takes away what the
# program has made.
resource "terraform_data" "statements_existence" {
  for_each = local.statement_inputs

  input            = jsonencode(merge(local.statement_objects[each.key], local.call))
  triggers_replace = jsonencode(local.statement_objects[each.key])

  provisioner "local-exec" {
    when        = destroy
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "remove"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = self.input }
  }
}

# Is replaced at every change, and applies it in place.
resource "terraform_data" "statements_content" {
  for_each = local.statement_inputs

  triggers_replace = {
    input     = each.value
    existence = terraform_data.statements_existence[each.key].id
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
