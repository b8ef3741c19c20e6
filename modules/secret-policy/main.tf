locals {
  readers   = sort(distinct(values(var.readers)))
  deployers = sort(distinct(values(var.deployers)))
  accounts  = sort(distinct([for role_arn in concat(local.readers, local.deployers) : split(":", role_arn)[4]]))

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in [
        length(local.readers) > 0 ? {
          Sid       = "AgentCoreIdentityReaders"
          Effect    = "Allow"
          Principal = { AWS = local.readers }
          Action    = "secretsmanager:GetSecretValue"
          Resource  = "*"
        } : null,
        length(local.deployers) > 0 ? {
          Sid       = "AgentCoreIdentityDeployers"
          Effect    = "Allow"
          Principal = { AWS = local.deployers }
          Action    = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
          Resource  = "*"
        } : null,
        var.service_principal ? {
          Sid       = "AgentCoreIdentityService"
          Effect    = "Allow"
          Principal = { Service = "bedrock-agentcore.amazonaws.com" }
          Action    = "secretsmanager:GetSecretValue"
          Resource  = "*"
          Condition = { StringEquals = { "aws:SourceAccount" = local.accounts } }
        } : null,
      ] : statement
      if statement != null
    ]
  })
}

# The policy as it is now, to find out whether it holds statements of others.
data "aws_secretsmanager_secret" "this" {
  count = var.policy_mode == "EXCLUSIVE" ? 1 : 0

  arn = var.secret_arn
}

resource "aws_secretsmanager_secret_policy" "this" {
  count = var.policy_mode == "EXCLUSIVE" ? 1 : 0

  secret_arn          = var.secret_arn
  policy              = local.policy
  block_public_policy = true

  lifecycle {
    # The resource replaces the whole policy: it must not, while the policy holds foreign
    # statements.
    precondition {
      condition = alltrue([
        for statement in flatten([
          jsondecode(coalesce(data.aws_secretsmanager_secret.this[0].policy, "{\"Statement\":[]}")).Statement,
        ]) : contains(["AgentCoreIdentityReaders", "AgentCoreIdentityDeployers", "AgentCoreIdentityService"], try(statement.Sid, ""))
      ])

      error_message = "The policy of ${var.secret_arn} holds statements of others: ${join(", ", [for statement in flatten([jsondecode(coalesce(data.aws_secretsmanager_secret.this[0].policy, "{\"Statement\":[]}")).Statement]) : try(statement.Sid, "one without Sid") if !contains(["AgentCoreIdentityReaders", "AgentCoreIdentityDeployers", "AgentCoreIdentityService"], try(statement.Sid, ""))])}. \"EXCLUSIVE\" would delete them. Say policy_mode = \"NONE\" and add the statements of the output policy_document yourself, or move the foreign statements away first."
    }

    postcondition {
      condition     = length(self.policy) <= 20480
      error_message = "The policy of ${var.secret_arn} has more than the 20480 bytes that Secrets Manager takes."
    }
  }
}
