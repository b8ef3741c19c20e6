locals {
  # Actions and ARN depend on the kind of provider, and actions on that of the reader, too.
  kinds = {
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
  }

  # The Regions of all providers.
  used_regions = toset(values(local.providers)[*].region)

  # The Chinese endpoints have a domain of their own; which one KMS sees there is not documented.
  via_secrets_manager = {
    for region in local.used_regions : region => {
      aws        = "secretsmanager.${region}.amazonaws.com"
      aws-us-gov = "secretsmanager.${region}.amazonaws.com"
      aws-cn     = ["secretsmanager.${region}.amazonaws.com", "secretsmanager.${region}.amazonaws.com.cn"]
    }
  }

  via_agentcore_identity = {
    for region in local.used_regions : region => {
      aws        = "bedrock-agentcore-identity.${region}.amazonaws.com"
      aws-us-gov = "bedrock-agentcore-identity.${region}.amazonaws.com"
      aws-cn = [
        "bedrock-agentcore-identity.${region}.amazonaws.com",
        "bedrock-agentcore-identity.${region}.amazonaws.com.cn",
      ]
    }
  }

  # By these the Sids of one provider are told from those of others.
  full_names = {
    for key, provider in local.providers : key => "AgentCoreIdentity-${provider.region}-${provider.kind}-${provider.name}"
  }

  # What the policies of one provider's readers have in common.
  policies = {
    for key, provider in local.providers : key => {
      region        = provider.region
      kind          = local.kinds[provider.kind]
      provider_kind = provider.kind
      name          = provider.name
      mark          = substr(sha256(local.full_names[key]), 0, 8)
      policy_name   = local.full_names[key]
      secret_arns = sort(
        distinct([for reference in provider.references : local.planned_secrets[reference.secret].secret_arn])
      )
      encrypted = [
        for name in distinct(provider.references[*].secret) : local.planned_secrets[name]
        if(local.planned_secrets[name].look_up_kms_key ? true : local.planned_secrets[name].kms_key_arn != null)
      ]
      signing_key_arn = provider.signing_key_arn
      token_audiences = provider.token_audiences
    }
  }

  # Each reader of each provider.
  uses = merge(
    [
      for key, provider in local.providers : {
        for name in provider.readers : "${key}/${name}" => merge(
          local.roles[name],
          local.policies[key],
          {
            provider = key
            vault    = "arn:${local.roles[name].partition}:bedrock-agentcore:${provider.region}:${local.roles[name].account}"
          }
        )
      }
    ]...
  )

  roles = {
    for name, reader in local.readers : name => merge(
      reader,
      {
        reader      = name
        reader_kind = reader.kind
        partition   = split(":", reader.role_arn)[1]
        account     = split(":", reader.role_arn)[4]
      }
    )
  }

  # AgentCore asks for the vault, the provider, the workload identity directory and the workload
  # identity, all four.
  planned_documents = tomap({
    for key, use in local.uses : key => jsonencode({
      Version = "2012-10-17"
      Statement = [
        for statement in flatten([
          {
            Sid    = "AgentCoreIdentityUseOf${use.mark}"
            Effect = "Allow"
            Action = use.kind.actions[use.reader_kind]
            Resource = concat(
              [
                "${use.vault}:token-vault/default",
                "${use.vault}:token-vault/default/${use.kind.collection}/${use.name}",
                "${use.vault}:workload-identity-directory/default",
              ],
              [
                for identity in setsubtract(
                  use.workload_identities,
                  length(use.workload_identity_arns) > 0 ? ["*"] : []
                ) : "${use.vault}:workload-identity-directory/default/workload-identity/${identity}"
              ],
              [for arn in use.workload_identity_arns : arn]
            )
          },
          length(use.secret_arns) > 0 ? {
            Sid      = "AgentCoreIdentityReadSecretOf${use.mark}"
            Effect   = "Allow"
            Action   = "secretsmanager:GetSecretValue"
            Resource = use.secret_arns
          } : null,
          [
            for index, secret in use.encrypted : {
              Sid      = "AgentCoreIdentityDecrypt${length(use.encrypted) > 1 ? index + 1 : ""}Of${use.mark}"
              Effect   = "Allow"
              Action   = "kms:Decrypt"
              Resource = [secret.kms_key_arn]
              Condition = {
                StringEquals = {
                  "kms:ViaService"                  = local.via_secrets_manager[use.region][use.partition]
                  "kms:EncryptionContext:SecretARN" = secret.secret_arn
                }
              }
            }
          ],
          use.signing_key_arn != null ? {
            Sid      = "AgentCoreIdentitySignOf${use.mark}"
            Effect   = "Allow"
            Action   = ["kms:DescribeKey", "kms:Sign"]
            Resource = [use.signing_key_arn]
            Condition = {
              StringEquals = { "kms:ViaService" = local.via_agentcore_identity[use.region][use.partition] }
            }
          } : null,
          length(use.token_audiences) > 0 ? {
            Sid      = "AgentCoreIdentityIdentifyOf${use.mark}"
            Effect   = "Allow"
            Action   = "sts:GetWebIdentityToken"
            Resource = "*"
            Condition = {
              "ForAllValues:StringEquals" = { "sts:IdentityTokenAudience" = use.token_audiences }
              Null                        = { "sts:IdentityTokenAudience" = "false" }
            }
          } : null,
        ]) : statement
        if statement != null
      ]
    })
  })

  reader_documents = tomap(
    length(local.made_arns) == 0 ? local.planned_documents : tomap({
      for key, document in local.planned_documents : key => format(
        replace(
          replace(document, "%", "%%"),
          "/arn:[a-z-]+:(?:secretsmanager|kms):[a-z0-9-]+:[0-9]+:(?:secret:|key/)made-[0-9a-f]+(?:-AbCdEf)?/",
          "%s"
        ),
        [
          for one in regexall(
            "arn:[a-z-]+:(?:secretsmanager|kms):[a-z0-9-]+:[0-9]+:(?:secret:|key/)made-[0-9a-f]+(?:-AbCdEf)?",
            document
          ) : local.made_arns[one]
        ]...
      )
    })
  )

  # Inline policies of roles that are not managed elsewhere.
  attached_documents = tomap({
    for key, document in local.reader_documents : key => document
    if local.uses[key].attach_policy && local.uses[key].policy_kind == "INLINE"
  })

  policy_lengths = { for key, document in local.attached_documents : local.uses[key].reader => length(document)... }

  # All inline policies of a role share one quota.
  too_long = [
    for reader, lengths in local.policy_lengths : join(
      " ",
      [
        local.readers[reader].role_arn,
        "gets ${length(lengths) == 1 ? "one inline policy" : "${length(lengths)} inline policies"}",
        "of ${sum(lengths)} characters together, over IAM's 10240 for a role.",
      ]
    )
    if sum(lengths) > 10240
  ]
}

# One policy for each provider and reader.
resource "aws_iam_role_policy" "this" {
  for_each = local.attached_documents

  role        = regex("[^/]+$", var.readers[local.uses[each.key].reader].role_arn)
  policy      = each.value
  name_prefix = "${substr(local.uses[each.key].policy_name, 0, 101)}-"

  lifecycle {
    precondition {
      condition = length(each.value) <= 10240

      error_message = join(
        " ",
        [
          "The policy of ${local.uses[each.key].role_arn} has ${length(each.value)} characters, over IAM's",
          "10240 for all inline policies of a role. Say policy_kind = \"MANAGED\" of the reader, or",
          "attach_policy = false and put the policy document into managed policies.",
        ]
      )
    }
  }
}
