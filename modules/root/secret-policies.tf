locals {
  # Whose the statements and objects are: the mark that they bear at AWS. Two workspaces are two
  # owners.
  owner = "${var.owner}/${terraform.workspace}"

  owner_mark  = substr(sha256(local.owner), 0, 12)
  owner_shown = join("", ["For", substr(replace(title(local.owner), "/[^A-Za-z0-9]/", ""), 0, 32)])

  # A policy of which all is ours says so in each Sid.
  sids = {
    EXCLUSIVE = { mark = local.owner_mark, shown = local.owner_shown }
    ADDITIVE  = { mark = "", shown = "" }
    NONE      = { mark = "", shown = "" }
  }

  reader_arns = { for name, readers in local.secret_readers : name => sort(distinct(values(readers))) }

  # In the policy stand the readers of all replicas.
  policy_arns = { for name, readers in local.policy_readers : name => sort(distinct(values(readers))) }

  deployer_arns = sort(distinct(values(var.deployers)))

  role_accounts = {
    for name, arns in local.policy_arns : name => sort(
      distinct([for role_arn in concat(arns, local.deployer_arns) : split(":", role_arn)[4]])
    )
  }

  # The policy of each secret that somebody reads, written or not.
  secret_policies = tomap({
    for name, secret in local.secrets : name => jsonencode({
      Version = "2012-10-17"
      Statement = [
        for statement in [
          length(local.policy_arns[name]) > 0 ? {
            Sid       = "AgentCoreIdentity${local.sids[secret.policy_mode].mark}Readers${local.sids[secret.policy_mode].shown}"
            Effect    = "Allow"
            Principal = { AWS = local.policy_arns[name] }
            Action    = "secretsmanager:GetSecretValue"
            Resource  = "*"
          } : null,
          length(local.deployer_arns) > 0 ? {
            Sid       = "AgentCoreIdentity${local.sids[secret.policy_mode].mark}Deployers${local.sids[secret.policy_mode].shown}"
            Effect    = "Allow"
            Principal = { AWS = local.deployer_arns }
            Action    = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
            Resource  = "*"
          } : null,
          secret.service_principal ? {
            Sid       = "AgentCoreIdentity${local.sids[secret.policy_mode].mark}Service${local.sids[secret.policy_mode].shown}"
            Effect    = "Allow"
            Principal = { Service = "bedrock-agentcore.amazonaws.com" }
            Action    = "secretsmanager:GetSecretValue"
            Resource  = "*"
            Condition = { StringEquals = { "aws:SourceAccount" = local.role_accounts[name] } }
          } : null,
        ] : statement
        if statement != null
      ]
    })
    if !secret.is_replica && length(lookup(local.policy_readers, name, {})) + length(var.deployers) > 0
  })

  exclusive_policies = tomap({
    for name, policy in local.secret_policies : name => policy
    if local.secrets[name].policy_mode == "EXCLUSIVE"
  })

  # What the module would overwrite.
  foreign_statements = {
    for name, secret in data.aws_secretsmanager_secret.this : name => [
      for statement in flatten([jsondecode(coalesce(secret.policy, "{\"Statement\":[]}")).Statement]) : try(
        statement.Sid,
        "one without Sid"
      )
      if !anytrue([
        for ours in [
          "AgentCoreIdentity${local.owner_mark}",
          "AgentCoreIdentity${substr(sha256("${local.owner}|${local.secrets[name].secret_arn}"), 0, 12)}",
        ] : startswith(try(statement.Sid, ""), ours)
      ])
    ]
  }
}

# The policy as it is now, to find out whether it holds statements of others.
data "aws_secretsmanager_secret" "this" {
  for_each = local.exclusive_policies

  arn    = var.secrets[each.key].secret_arn
  region = local.secrets[each.key].region
}

# One policy for each secret, with all its readers.
resource "aws_secretsmanager_secret_policy" "this" {
  for_each = local.exclusive_policies

  secret_arn          = var.secrets[each.key].secret_arn
  policy              = each.value
  block_public_policy = true
  region              = local.secrets[each.key].region

  lifecycle {
    precondition {
      # The resource replaces the whole policy: it must not, while the policy holds foreign
      # statements.
      condition = length(local.foreign_statements[each.key]) == 0

      error_message = join(
        " ",
        [
          "The policy of ${var.secrets[each.key].secret_arn} holds statements that are not marked as those",
          "of ${local.owner}: ${join(", ", local.foreign_statements[each.key])}. EXCLUSIVE would delete them.",
          "Say policy_mode = \"ADDITIVE\" to add ours beside them, or NONE and add the statements of the",
          "output policy_document yourself. If they are what this configuration wrote under another owner or",
          "workspace, delete that policy first: aws secretsmanager delete-resource-policy",
          "--secret-id ${var.secrets[each.key].secret_arn}",
        ]
      )
    }

    precondition {
      condition = length(each.value) <= 20480

      error_message = join(
        " ",
        [
          "The policy of ${var.secrets[each.key].secret_arn} has more than the 20480 bytes that Secrets",
          "Manager takes. Name fewer roles, or shorter ones.",
        ]
      )
    }
  }
}
