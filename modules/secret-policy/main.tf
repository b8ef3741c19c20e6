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

  foreign_statements = [
    for statement in flatten([
      jsondecode(coalesce(one(data.aws_secretsmanager_secret.this[*].policy), "{\"Statement\":[]}")).Statement,
    ]) : try(statement.Sid, "one without Sid")
    if !contains(
      ["AgentCoreIdentityReaders", "AgentCoreIdentityDeployers", "AgentCoreIdentityService"],
      try(statement.Sid, "")
    )
  ]

  region = split(":", var.secret_arn)[3]

  # Which object is meant: another one is made anew, and nothing else is.
  object = {
    kind     = "secretPolicy"
    region   = local.region
    secretId = var.secret_arn
    owner    = var.policy_owner
  }

  # How the program runs.
  call = {
    timeoutSeconds       = var.timeout_seconds
    assumeRoleArn        = var.assume_role_arn
    assumeRoleExternalId = var.assume_role_external_id
  }

  # All that the program is told: references, and never a secret.
  input = jsonencode(merge(local.object, local.call, { statements = jsondecode(local.policy).Statement }))
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
    precondition {
      # The resource replaces the whole policy: it must not, while the policy holds foreign
      # statements.
      condition = length(local.foreign_statements) == 0

      error_message = "The policy of ${var.secret_arn} holds statements of others: ${join(", ", local.foreign_statements)}. \"EXCLUSIVE\" would delete them. Say policy_mode = \"ADDITIVE\" to add ours beside them, or NONE and add the statements of the output policy_document yourself, or move the foreign statements away first."
    }

    precondition {
      condition     = length(local.policy) <= 20480
      error_message = "The policy of ${var.secret_arn} has more than the 20480 bytes that Secrets Manager takes."
    }
  }
}

# Stands for our statements in a policy that others write, too: destroying it takes away what the
# program has made.
resource "terraform_data" "existence" {
  count = var.policy_mode == "ADDITIVE" ? 1 : 0

  input            = jsonencode(merge(local.object, local.call))
  triggers_replace = jsonencode(local.object)

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
resource "terraform_data" "content" {
  count = var.policy_mode == "ADDITIVE" ? 1 : 0

  triggers_replace = {
    input     = local.input
    existence = terraform_data.existence[0].id
  }

  provisioner "local-exec" {
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "apply"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = local.input }
  }
}

# Applies each change once more: a Terraform that is killed may have the content in its state while
# its program still ran.
resource "terraform_data" "confirmation" {
  count = var.policy_mode == "ADDITIVE" ? 1 : 0

  triggers_replace = { content = terraform_data.content[0].id }

  provisioner "local-exec" {
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "apply"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = local.input }
  }
}
