module "inputs" {
  source = "./inputs"

  credential_provider = var.credential_provider
  readers             = var.readers
  secret              = var.secret
  additional_secrets  = var.additional_secrets
  signing_key_arn     = var.signing_key_arn
  token_audiences     = var.token_audiences
}

locals {
  # Where the provider stands: with its secret, or with its signing key, or where the AWS provider
  # works.
  region = try(
    split(":", try(coalesce(try(module.inputs.secret.secret_arn, null), var.signing_key_arn), null))[3],
    data.aws_region.this[0].region
  )

  partition = coalesce(module.inputs.partition, try(split(":", values(module.inputs.readers)[0].role_arn)[1], "aws"))
  name      = "AgentCoreIdentity-${local.region}-${module.inputs.credential_provider.kind}-${module.inputs.credential_provider.name}"

  # Sids that no other provider's policy has, so that documents can be put together.
  mark = substr(sha256(local.name), 0, 8)

  kind = {
    oauth2 = {
      actions = {
        RUNTIME = "bedrock-agentcore:GetResourceOauth2Token"
        GATEWAY = [
          "bedrock-agentcore:GetResourceOauth2Token",
          "bedrock-agentcore:GetWorkloadAccessToken",
          "bedrock-agentcore:GetWorkloadAccessTokenForJWT",
        ]
        HARNESS = [
          "bedrock-agentcore:GetResourceOauth2Token",
          "bedrock-agentcore:GetWorkloadAccessToken",
          "bedrock-agentcore:GetWorkloadAccessTokenForJWT",
        ]
        CONSENT_PORTAL = [
          "bedrock-agentcore:CompleteResourceTokenAuth",
          "bedrock-agentcore:GetOauth2CredentialProvider",
          "bedrock-agentcore:GetResourceOauth2Token",
          "bedrock-agentcore:GetWorkloadAccessTokenForJWT",
          "bedrock-agentcore:ListOauth2CredentialProviders",
        ]
      }
      collection = "oauth2credentialprovider"
    }
    apikey = {
      actions = {
        RUNTIME = "bedrock-agentcore:GetResourceApiKey"
        GATEWAY = [
          "bedrock-agentcore:GetResourceApiKey",
          "bedrock-agentcore:GetWorkloadAccessToken",
          "bedrock-agentcore:GetWorkloadAccessTokenForJWT",
        ]
        HARNESS = [
          "bedrock-agentcore:GetResourceApiKey",
          "bedrock-agentcore:GetWorkloadAccessToken",
          "bedrock-agentcore:GetWorkloadAccessTokenForJWT",
        ]
      }
      collection = "apikeycredentialprovider"
    }
    payment = {
      actions = {
        RUNTIME = "bedrock-agentcore:GetResourcePaymentToken"
        PAYMENT_MANAGER = [
          "bedrock-agentcore:CreateWorkloadIdentity",
          "bedrock-agentcore:DeleteWorkloadIdentity",
          "bedrock-agentcore:GetResourcePaymentToken",
          "bedrock-agentcore:GetWorkloadAccessToken",
        ]
      }
      collection = "paymentcredentialprovider"
    }
  }[module.inputs.credential_provider.kind]

  secrets     = module.inputs.secrets
  secret_arns = sort(distinct(local.secrets[*].secret_arn))
  encrypted   = [for secret in local.secrets : secret if secret.kms_key_arn != null]

  # The Chinese endpoints have a domain of their own; which one KMS sees there is not documented.
  via_secrets_manager = {
    aws        = "secretsmanager.${local.region}.amazonaws.com"
    aws-us-gov = "secretsmanager.${local.region}.amazonaws.com"
    aws-cn     = ["secretsmanager.${local.region}.amazonaws.com", "secretsmanager.${local.region}.amazonaws.com.cn"]
  }[local.partition]

  via_agentcore_identity = {
    aws        = "bedrock-agentcore-identity.${local.region}.amazonaws.com"
    aws-us-gov = "bedrock-agentcore-identity.${local.region}.amazonaws.com"
    aws-cn = [
      "bedrock-agentcore-identity.${local.region}.amazonaws.com",
      "bedrock-agentcore-identity.${local.region}.amazonaws.com.cn",
    ]
  }[local.partition]

  readers = {
    for name, reader in module.inputs.readers : name => merge(
      reader,
      {
        partition = split(":", reader.role_arn)[1]
        vault     = "arn:${split(":", reader.role_arn)[1]}:bedrock-agentcore:${local.region}:${split(":", reader.role_arn)[4]}"
      }
    )
  }

  # AgentCore asks for the vault, the provider, the workload identity directory and the workload
  # identity, all four.
  policies = {
    for name, reader in local.readers : name => jsonencode({
      Version = "2012-10-17"
      Statement = [
        for statement in flatten([
          {
            Sid    = "AgentCoreIdentityUseOf${local.mark}"
            Effect = "Allow"
            Action = local.kind.actions[reader.kind]
            Resource = concat(
              [
                "${reader.vault}:token-vault/default",
                "${reader.vault}:token-vault/default/${local.kind.collection}/${module.inputs.credential_provider.name}",
                "${reader.vault}:workload-identity-directory/default",
              ],
              [
                for identity in setsubtract(
                  reader.workload_identities,
                  length(reader.workload_identity_arns) > 0 ? ["*"] : []
                ) : "${reader.vault}:workload-identity-directory/default/workload-identity/${identity}"
              ],
              [for arn in reader.workload_identity_arns : arn]
            )
          },
          length(local.secrets) > 0 ? {
            Sid      = "AgentCoreIdentityReadSecretOf${local.mark}"
            Effect   = "Allow"
            Action   = "secretsmanager:GetSecretValue"
            Resource = local.secret_arns
          } : null,
          [
            for index, secret in local.encrypted : {
              Sid      = "AgentCoreIdentityDecrypt${length(local.encrypted) > 1 ? index + 1 : ""}Of${local.mark}"
              Effect   = "Allow"
              Action   = "kms:Decrypt"
              Resource = [secret.kms_key_arn]
              Condition = {
                StringEquals = {
                  "kms:ViaService"                  = local.via_secrets_manager
                  "kms:EncryptionContext:SecretARN" = secret.secret_arn
                }
              }
            }
          ],
          var.signing_key_arn != null ? {
            Sid       = "AgentCoreIdentitySignOf${local.mark}"
            Effect    = "Allow"
            Action    = ["kms:DescribeKey", "kms:Sign"]
            Resource  = [var.signing_key_arn]
            Condition = { StringEquals = { "kms:ViaService" = local.via_agentcore_identity } }
          } : null,
          length(var.token_audiences) > 0 ? {
            Sid      = "AgentCoreIdentityIdentifyOf${local.mark}"
            Effect   = "Allow"
            Action   = "sts:GetWebIdentityToken"
            Resource = "*"
            Condition = {
              "ForAllValues:StringEquals" = { "sts:IdentityTokenAudience" = var.token_audiences }
              Null                        = { "sts:IdentityTokenAudience" = "false" }
            }
          } : null,
        ]) : statement
        if statement != null
      ]
    })
  }
}

# Only a client without a secret and without a signing key has no other Region.
data "aws_region" "this" {
  count = module.inputs.secret == null && var.signing_key_arn == null ? 1 : 0
}

resource "aws_iam_role_policy" "this" {
  for_each = {
    for name, reader in module.inputs.readers : name => reader
    if reader.attach_policy && reader.policy_kind == "INLINE"
  }

  role        = regex("[^/]+$", each.value.role_arn)
  policy      = local.policies[each.key]
  name_prefix = "${substr(local.name, 0, 101)}-"

  lifecycle {
    precondition {
      condition = length(local.policies[each.key]) <= 10240

      error_message = join(
        " ",
        [
          "The policy of ${each.value.role_arn} has ${length(local.policies[each.key])} characters, over",
          "IAM's 10240 for all inline policies of a role. Say policy_kind = \"MANAGED\" of the reader, or",
          "attach_policy = false and put the policy document into managed policies.",
        ]
      )
    }
  }
}

resource "aws_iam_policy" "managed" {
  for_each = {
    for name, reader in module.inputs.readers : name => reader
    if reader.attach_policy && reader.policy_kind == "MANAGED"
  }

  name_prefix = "${substr(local.name, 0, 101)}-"
  path        = "/agentcore-identity/"
  policy      = local.policies[each.key]

  lifecycle {
    create_before_destroy = true

    precondition {
      condition = length(local.policies[each.key]) <= 6144

      error_message = join(
        " ",
        [
          "The policy of ${each.value.role_arn} has ${length(local.policies[each.key])} characters, over",
          "IAM's 6144 for a managed policy. Name fewer workload_identities: one that ends in \"*\" stands for",
          "many.",
        ]
      )
    }
  }
}

resource "aws_iam_role_policy_attachment" "managed" {
  for_each = aws_iam_policy.managed

  role       = regex("[^/]+$", module.inputs.readers[each.key].role_arn)
  policy_arn = each.value.arn

  lifecycle {
    create_before_destroy = true
  }
}
