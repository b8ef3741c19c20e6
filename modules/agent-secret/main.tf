locals {
  region      = var.region == null ? data.aws_region.this.region : var.region
  account     = data.aws_caller_identity.this.account_id
  partition   = data.aws_partition.this.partition
  kms_key_arn = var.kms_key_arn == null ? aws_kms_key.this[0].arn : var.kms_key_arn

  # Without writers the account's identity policies say who writes.
  writers = length(var.writers) > 0 ? sort(distinct(values(var.writers))) : [
    "arn:${local.partition}:iam::${local.account}:root",
  ]

  # The Chinese endpoints have a domain of their own; which one KMS sees there is not documented.
  via_secrets_manager = {
    aws        = "secretsmanager.${local.region}.amazonaws.com"
    aws-us-gov = "secretsmanager.${local.region}.amazonaws.com"
    aws-cn     = ["secretsmanager.${local.region}.amazonaws.com", "secretsmanager.${local.region}.amazonaws.com.cn"]
  }[local.partition]

  key_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AgentCoreIdentityAdminister"
        Effect    = "Allow"
        Principal = { AWS = ["arn:${local.partition}:iam::${local.account}:root"] }
        Action = [
          "kms:CancelKeyDeletion",
          "kms:Create*",
          "kms:Delete*",
          "kms:Describe*",
          "kms:Disable*",
          "kms:Enable*",
          "kms:Get*",
          "kms:List*",
          "kms:Put*",
          "kms:RetireGrant",
          "kms:Revoke*",
          "kms:RotateKeyOnDemand",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:Update*",
        ]
        Resource = "*"
      },
      {
        Sid       = "AgentCoreIdentityWrite"
        Effect    = "Allow"
        Principal = { AWS = local.writers }
        Action    = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = {
          StringEquals = { "kms:ViaService" = local.via_secrets_manager }
          StringLike = {
            "kms:EncryptionContext:SecretARN" = [
              "arn:${local.partition}:secretsmanager:${local.region}:${local.account}:secret:${var.name}-??????",
              "RequestToValidateKeyAccess",
            ]
          }
        }
      },
    ]
  })

  rotator_name = var.rotator_arn == null ? null : element(split("/", var.rotator_arn), -1)

  # With texts in the place of ARN and key, which are known once they are made.
  planned_rotator_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for statement in [
        var.rotation_partner_type != null ? {
          Sid    = "AgentCoreIdentityRotate"
          Effect = "Allow"
          Action = [
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage",
          ]
          Resource  = ["made-secret"]
          Condition = { StringEquals = { "secretsmanager:resource/Type" = var.rotation_partner_type } }
        } : null,
        var.rotation_partner_type == null ? {
          Sid    = "AgentCoreIdentityRotate"
          Effect = "Allow"
          Action = [
            "secretsmanager:DescribeSecret",
            "secretsmanager:GetSecretValue",
            "secretsmanager:PutSecretValue",
            "secretsmanager:UpdateSecretVersionStage",
          ]
          Resource = ["made-secret"]
        } : null,
        var.rotation_partner_type != null || var.rotation_makes_passwords ? {
          Sid      = "AgentCoreIdentityMakePassword"
          Effect   = "Allow"
          Action   = "secretsmanager:GetRandomPassword"
          Resource = "*"
        } : null,
        {
          Sid      = "AgentCoreIdentityRotateWithKey"
          Effect   = "Allow"
          Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
          Resource = ["made-key"]
          Condition = {
            StringEquals = {
              "kms:ViaService"                  = local.via_secrets_manager
              "kms:EncryptionContext:SecretARN" = "made-secret"
            }
          }
        },
      ] : statement
      if statement != null
    ]
  })

  rotator_policy = replace(
    replace(local.planned_rotator_policy, "made-secret", aws_secretsmanager_secret.this.arn),
    "made-key",
    local.kms_key_arn
  )
}

data "aws_region" "this" {}

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

resource "aws_kms_key" "this" {
  count = var.kms_key_arn == null ? 1 : 0

  description             = "Encrypts the secret ${var.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = local.key_policy
  region                  = var.region
  tags                    = var.tags
}

resource "aws_secretsmanager_secret" "this" {
  kms_key_id              = var.kms_key_arn == null ? aws_kms_key.this[0].arn : var.kms_key_arn
  name                    = var.name
  recovery_window_in_days = var.recovery_window_in_days
  region                  = var.region
  description             = var.description
  type                    = var.rotation_partner_type
  tags                    = var.tags

  dynamic "replica" {
    for_each = var.replicas

    content {
      region     = replica.key
      kms_key_id = replica.value
    }
  }

  # Where a name is taken, AWS says so before the secret is gone.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_secretsmanager_secret_version" "this" {
  count = var.value_version != null ? 1 : 0

  secret_id = aws_secretsmanager_secret.this.arn

  # Write-only: it is in no plan and no state.
  secret_string_wo = jsonencode(var.value)

  secret_string_wo_version = var.value_version
  region                   = var.region
}

data "aws_secretsmanager_secret_versions" "this" {
  count = var.awaits_value && var.value_version == null ? 1 : 0

  secret_id = aws_secretsmanager_secret.this.arn
  region    = var.region

  lifecycle {
    postcondition {
      condition = anytrue([for one in self.versions : contains(one.version_stages, "AWSCURRENT")])

      error_message = join(
        " ",
        [
          "Secret ${aws_secretsmanager_secret.this.arn} has no value yet, and what is made next needs one.",
          "Put a JSON object into it, and apply again: aws secretsmanager put-secret-value",
          "--secret-id ${aws_secretsmanager_secret.this.arn} --secret-string file://value.json",
        ]
      )
    }
  }
}

resource "aws_iam_role_policy" "this" {
  count = var.rotator_arn != null && var.attach_rotator_policy ? 1 : 0

  role        = local.rotator_name
  policy      = local.rotator_policy
  name_prefix = "AgentCoreIdentity-${local.region}-rotation-${substr(sha256(var.name), 0, 8)}-"
}

resource "aws_kms_grant" "this" {
  count = var.rotator_arn != null ? 1 : 0

  key_id            = var.kms_key_arn == null ? aws_kms_key.this[0].arn : var.kms_key_arn
  grantee_principal = var.rotator_arn
  operations        = ["Decrypt", "GenerateDataKey"]
  region            = var.region

  constraints {
    encryption_context_subset = { SecretARN = aws_secretsmanager_secret.this.arn }
  }
}

resource "aws_lambda_permission" "this" {
  count = var.rotation_function_arn != null ? 1 : 0

  action         = "lambda:InvokeFunction"
  function_name  = var.rotation_function_arn
  principal      = "secretsmanager.amazonaws.com"
  source_account = local.account
  source_arn     = aws_secretsmanager_secret.this.arn
  region         = var.region
}

resource "aws_secretsmanager_secret_rotation" "this" {
  count = var.rotator_arn != null ? 1 : 0

  rotate_immediately                = var.rotate_immediately
  rotation_lambda_arn               = var.rotation_function_arn
  secret_id                         = aws_secretsmanager_secret.this.arn
  region                            = var.region
  external_secret_rotation_role_arn = var.rotation_partner_type == null ? null : var.rotator_arn

  rotation_rules {
    automatically_after_days = var.rotation_days
    schedule_expression      = var.rotation_schedule
    duration                 = var.rotation_duration
  }

  dynamic "external_secret_rotation_metadata" {
    for_each = var.rotation_metadata

    content {
      key   = external_secret_rotation_metadata.key
      value = external_secret_rotation_metadata.value
    }
  }

  depends_on = [
    aws_secretsmanager_secret_version.this,
    data.aws_secretsmanager_secret_versions.this,
    aws_iam_role_policy.this,
    aws_kms_grant.this,
    aws_lambda_permission.this,
  ]
}
