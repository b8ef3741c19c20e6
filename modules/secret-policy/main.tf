locals {
  # Whose the statements and objects are: the mark that they bear at AWS. Two workspaces are two
  # owners.
  owner = "${var.owner}/${terraform.workspace}"

  owner_mark  = substr(sha256(local.owner), 0, 12)
  owner_shown = join("", ["For", substr(replace(title(local.owner), "/[^A-Za-z0-9]/", ""), 0, 32)])

  # A policy of which all is ours says so in each Sid.
  sid_mark = var.policy_mode == "EXCLUSIVE" ? local.owner_mark : ""

  sid_shown = var.policy_mode == "EXCLUSIVE" ? local.owner_shown : ""
  readers   = sort(distinct(values(var.readers)))
  deployers = sort(distinct(values(var.deployers)))
  rotators  = sort(distinct(values(var.rotators)))
  accounts  = sort(distinct([for role_arn in concat(local.readers, local.deployers) : split(":", role_arn)[4]]))

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in [
        length(local.readers) > 0 ? {
          Sid       = "AgentCoreIdentity${local.sid_mark}Readers${local.sid_shown}"
          Effect    = "Allow"
          Principal = { AWS = local.readers }
          Action    = "secretsmanager:GetSecretValue"
          Resource  = "*"
        } : null,
        length(local.deployers) > 0 ? {
          Sid       = "AgentCoreIdentity${local.sid_mark}Deployers${local.sid_shown}"
          Effect    = "Allow"
          Principal = { AWS = local.deployers }
          Action    = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]
          Resource  = "*"
        } : null,
        length(local.rotators) > 0 ? {
          Sid       = "AgentCoreIdentity${local.sid_mark}Rotators${local.sid_shown}"
          Effect    = "Allow"
          Principal = { AWS = local.rotators }
          Action = [
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage",
          ]
          Resource = "*"
        } : null,
        var.service_principal && length(local.accounts) > 0 ? {
          Sid       = "AgentCoreIdentity${local.sid_mark}Service${local.sid_shown}"
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
    if !anytrue([
      for ours in [
        "AgentCoreIdentity${local.owner_mark}",
        "AgentCoreIdentity${substr(sha256("${local.owner}|${var.secret_arn}"), 0, 12)}",
      ] : startswith(try(statement.Sid, ""), ours)
    ])
  ]

  # Secrets Manager tells a key as it was given: by ARN, ID or alias.
  current_keys = {
    for name, current in data.aws_secretsmanager_secret.this : name => coalesce(
      current.kms_key_id,
      "alias/aws/secretsmanager"
    )
  }

  # What is wrong with it.
  wrong_keys = flatten([
    for name, key in local.current_keys : [
      [
        for ok in [
          anytrue([
            var.kms_key_arn == null,
            var.kms_key_arn != null && !endswith(key, "alias/aws/secretsmanager") && strcontains(key, "alias/"),
            contains([var.kms_key_arn, try(split("/", var.kms_key_arn)[1], "")], key),
          ]),
        ] :
        join(
          " ",
          [
            "Secret ${var.secret_arn} is encrypted with ${key}, not with the",
            "stated ${coalesce(var.kms_key_arn, "aws/secretsmanager, as without kms_key_arn")}: its readers",
            "could not decrypt it. State the key that it has as kms_key_arn, and none for aws/secretsmanager;",
            "the ARN for a key's ID is told by: aws kms describe-key --key-id ID --query KeyMetadata.Arn. If",
            "the secret is to have another key, give it that one first.",
          ]
        )
        if !can(length([[true][ok ? 0 : 1]]))
      ],
      [
        for ok in [
          var.kms_key_arn == null || endswith(key, "alias/aws/secretsmanager") || !strcontains(key, "alias/"),
        ] :
        join(
          " ",
          [
            "Secret ${var.secret_arn} has its key by an alias, ${key}, and an alias may come to stand for",
            "another key: its readers could not decrypt with that. Give the secret the key itself, which",
            "changes nothing else: aws secretsmanager update-secret --secret-id ${var.secret_arn} --kms-key-id",
            "KEY_ARN; where Terraform makes the secret, as its kms_key_id. The key's ARN is told by: aws kms",
            "describe-key --key-id ${key} --query KeyMetadata.Arn",
          ]
        )
        if !can(length([[true][ok ? 0 : 1]]))
      ],
    ]
  ])

  # Roles of another account than the secret's.
  foreign_roles = [
    for role_arn in concat(local.readers, local.deployers, local.rotators) : role_arn
    if split(":", role_arn)[4] != split(":", var.secret_arn)[4]
  ]

  region = split(":", var.secret_arn)[3]

  # Which object is meant: another one is made anew, and nothing else is.
  object = {
    kind     = "secretPolicy"
    region   = local.region
    secretId = var.secret_arn
    owner    = local.owner
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

  arn    = var.secret_arn
  region = local.region
}

resource "aws_secretsmanager_secret_policy" "this" {
  count = var.policy_mode == "EXCLUSIVE" ? 1 : 0

  secret_arn          = var.secret_arn
  policy              = local.policy
  block_public_policy = true
  region              = local.region

  lifecycle {
    precondition {
      # The resource replaces the whole policy: it must not, while the policy holds foreign
      # statements.
      condition = length(local.foreign_statements) == 0

      error_message = join(
        " ",
        [
          "The policy of ${var.secret_arn} holds statements that are not marked as those",
          "of ${local.owner}: ${join(", ", local.foreign_statements)}. EXCLUSIVE would delete them. Say",
          "policy_mode = \"ADDITIVE\" to add ours beside them, or NONE and add the statements of the output",
          "policy_document yourself. If they are what this configuration wrote under another owner or",
          "workspace, delete that policy first: aws secretsmanager delete-resource-policy",
          "--secret-id ${var.secret_arn}",
        ]
      )
    }

    precondition {
      condition = length(local.policy) <= 20480

      error_message = join(
        " ",
        [
          "The policy of ${var.secret_arn} has more than the 20480 bytes that Secrets Manager takes. Name",
          "fewer roles, or shorter ones.",
        ]
      )
    }

    precondition {
      condition     = length(local.wrong_keys) == 0
      error_message = join("\n", local.wrong_keys)
    }

    precondition {
      condition = length(local.foreign_roles) == 0 || alltrue([
        for key in values(local.current_keys) : !endswith(key, "alias/aws/secretsmanager")
      ])

      error_message = join(
        " ",
        [
          "Secret ${var.secret_arn} is encrypted with aws/secretsmanager, and that key works in the secret's",
          "own account only: ${join(", ", local.foreign_roles)} could read nothing. Encrypt the secret with a",
          "customer managed key, whose ARN is KEY_ARN: aws secretsmanager update-secret",
          "--secret-id ${var.secret_arn} --kms-key-id KEY_ARN; where Terraform makes the secret, as its",
          "kms_key_id. Then let the roles decrypt with it, by modules/kms-grant or",
          "modules/key-policy-statement.",
        ]
      )
    }
  }
}

# Has the duty to remove our statements in a policy that others write, too, and stays in the module
# when its instances go.
resource "terraform_data" "removal" {
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
    input   = local.input
    removal = terraform_data.removal[0].id
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
