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
          length(lookup(local.rotator_arns, name, [])) > 0 ? {
            Sid       = "AgentCoreIdentity${local.sids[secret.policy_mode].mark}Rotators${local.sids[secret.policy_mode].shown}"
            Effect    = "Allow"
            Principal = { AWS = lookup(local.rotator_arns, name, []) }
            Action = [
              "secretsmanager:DescribeSecret",
              "secretsmanager:GetSecretValue",
              "secretsmanager:PutSecretValue",
              "secretsmanager:UpdateSecretVersionStage",
            ]
            Resource = "*"
          } : null,
          secret.service_principal && length(local.role_accounts[name]) > 0 ? {
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
    if !secret.is_replica && length(local.policy_readers[name]) + length(var.deployers) + length(
      lookup(local.rotator_arns, name, [])
    ) > 0
  })

  exclusive_policies = tomap({
    for name, policy in local.secret_policies : name => policy
    if local.secrets[name].policy_mode == "EXCLUSIVE"
  })

  # Those of which policy or key is written here.
  compared_secrets = tomap({
    for name, secret in local.secrets : name => name
    if secret.is_compared && (
      length(local.secret_readers[name]) > 0
      || length(local.policy_readers[name]) + length(var.deployers) + length(lookup(local.rotator_arns, name, [])) > 0
    )
  })

  # What to do about a wrong one.
  key_advice = {
    stated = join(
      " ",
      [
        "State the key that it has as kms_key_arn, or in replicas, and none for aws/secretsmanager; the ARN",
        "for a key's ID is told by: aws kms describe-key --key-id ID --query KeyMetadata.Arn. If the secret",
        "is to have another key, give it that one first.",
      ]
    )
    looked_up = "It was looked up before this apply gave the secret another: apply once more."
  }

  # Secrets Manager tells a key as it was given: by ARN, ID or alias.
  current_keys = {
    for name, current in data.aws_secretsmanager_secret.this : name => coalesce(
      current.kms_key_id,
      "alias/aws/secretsmanager"
    )
  }

  # The secrets that have another key than is stated.
  wrong_keys = flatten([
    for name, key in local.current_keys : [
      [
        for ok in [
          anytrue([
            local.secrets[name].kms_key_arn == null && endswith(key, "alias/aws/secretsmanager"),
            local.secrets[name].kms_key_arn != null && !endswith(key, "alias/aws/secretsmanager") && strcontains(
              key,
              "alias/"
            ),
            contains([local.secrets[name].kms_key_arn, try(split("/", local.secrets[name].kms_key_arn)[1], "")], key),
          ]),
        ] :
        join(
          " ",
          [
            "Secret ${local.secrets[name].secret_arn} is encrypted with ${key}, not with the",
            "stated ${coalesce(local.secrets[name].kms_key_arn, "aws/secretsmanager, as without kms_key_arn")}:",
            "its readers could not decrypt",
            "it. ${local.key_advice[local.secrets[name].look_up_kms_key ? "looked_up" : "stated"]}",
          ]
        )
        if !can(length([[true][ok ? 0 : 1]]))
      ],
      [
        for ok in [endswith(key, "alias/aws/secretsmanager") || !strcontains(key, "alias/")] : join(
          " ",
          [
            "Secret ${local.secrets[name].secret_arn} has its key by an alias, ${key}, and an alias may come to",
            "stand for another key: its readers could not decrypt with that. Give the secret the key itself,",
            "which changes nothing else: aws secretsmanager update-secret",
            "--secret-id ${local.secrets[name].secret_arn} --kms-key-id KEY_ARN; where Terraform makes the",
            "secret, as its kms_key_id. The key's ARN is told by: aws kms describe-key --key-id ${key} --query",
            "KeyMetadata.Arn",
          ]
        )
        if !can(length([[true][ok ? 0 : 1]]))
      ],
    ]
  ])

  # What the module would overwrite.
  foreign_statements = {
    for name in keys(local.exclusive_policies) : name => [
      for statement in flatten([
        jsondecode(coalesce(data.aws_secretsmanager_secret.this[name].policy, "{\"Statement\":[]}")).Statement,
      ]) : try(statement.Sid, "one without Sid")
      if !anytrue([
        for ours in [
          "AgentCoreIdentity${local.owner_mark}",
          "AgentCoreIdentity${substr(sha256("${local.owner}|${local.secrets[name].secret_arn}"), 0, 12)}",
        ] : startswith(try(statement.Sid, ""), ours)
      ])
    ]
  }
}

# Key and policy as they are now.
data "aws_secretsmanager_secret" "this" {
  for_each = local.compared_secrets

  arn    = try(var.secrets[each.key].secret_arn, local.secrets[each.key].secret_arn)
  region = local.secrets[each.key].region

  # What the apply changes about a secret is looked at after that.
  depends_on = [module.inputs, module.agent_secrets]
}

# One policy for each secret, with all its readers.
resource "aws_secretsmanager_secret_policy" "this" {
  for_each = local.exclusive_policies

  secret_arn          = try(var.secrets[each.key].secret_arn, local.agentcore_identity_made[each.key].secret_arn)
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
          "The policy",
          "of ${try(var.secrets[each.key].secret_arn, local.agentcore_identity_made[each.key].secret_arn)}",
          "holds statements that are not marked as those",
          "of ${local.owner}: ${join(", ", local.foreign_statements[each.key])}. EXCLUSIVE would delete them.",
          "Say policy_mode = \"ADDITIVE\" to add ours beside them, or NONE and add the statements of the",
          "output policy_document yourself. If they are what this configuration wrote under another owner or",
          "workspace, delete that policy first: aws secretsmanager delete-resource-policy",
          "--secret-id ${try(var.secrets[each.key].secret_arn, local.agentcore_identity_made[each.key].secret_arn)}",
        ]
      )
    }

    precondition {
      condition = length(each.value) <= 20480

      error_message = join(
        " ",
        [
          "The policy",
          "of ${try(var.secrets[each.key].secret_arn, local.agentcore_identity_made[each.key].secret_arn)}",
          "has more than the 20480 bytes that Secrets Manager takes. Name fewer roles, or shorter ones.",
        ]
      )
    }
  }
}
