locals {
  # Action and ARN depend on the kind of provider.
  kinds = {
    oauth2  = { action = "bedrock-agentcore:GetResourceOauth2Token", collection = "oauth2credentialprovider" }
    apikey  = { action = "bedrock-agentcore:GetResourceApiKey", collection = "apikeycredentialprovider" }
    payment = { action = "bedrock-agentcore:GetResourcePaymentToken", collection = "paymentcredentialprovider" }
  }

  provider_readers = {
    for key, provider in local.providers : key => { for name in provider.readers : name => var.readers[name] }
  }

  # What is read through each provider, and decrypted for that.
  secret_arns = { for key, secrets in local.provider_secrets : key => sort(distinct(secrets[*].secret_arn)) }

  encrypted = {
    for key, secrets in local.provider_secrets : key => [for secret in secrets : secret if secret.kms_key_arn != null]
  }

  # The Chinese endpoints have a domain of their own; which one KMS sees there is not documented.
  via_secrets_manager = {
    for key, region in local.regions : key => {
      aws        = "secretsmanager.${region}.amazonaws.com"
      aws-us-gov = "secretsmanager.${region}.amazonaws.com"
      aws-cn     = ["secretsmanager.${region}.amazonaws.com", "secretsmanager.${region}.amazonaws.com.cn"]
    }[local.partitions[key]]
  }

  via_agentcore_identity = {
    for key, region in local.regions : key => {
      aws        = "bedrock-agentcore-identity.${region}.amazonaws.com"
      aws-us-gov = "bedrock-agentcore-identity.${region}.amazonaws.com"
      aws-cn = [
        "bedrock-agentcore-identity.${region}.amazonaws.com",
        "bedrock-agentcore-identity.${region}.amazonaws.com.cn",
      ]
    }[local.partitions[key]]
  }

  # IAM shortens nothing: a name that is too long ends in a hash.
  policy_names = {
    for key, name in {
      for key, provider in local.providers : key => "AgentCoreIdentity-${local.regions[key]}-${provider.kind}-${provider.name}"
    } : key => length(name) <= 128 ? name : "${substr(name, 0, 119)}-${substr(sha256(name), 0, 8)}"
  }

  # Each reader of each provider.
  uses = merge(
    [
      for key, provider in local.providers : {
        for name in provider.readers : "${key}/${name}" => {
          provider  = key
          reader    = name
          region    = local.regions[key]
          partition = split(":", var.readers[name].role_arn)[1]
          account   = split(":", var.readers[name].role_arn)[4]
        }
      }
    ]...
  )

  # AgentCore asks for the vault, the provider, the workload identity directory and the workload
  # identity, all four.
  reader_documents = tomap({
    for key, use in local.uses : key => jsonencode({
      Version = "2012-10-17"
      Statement = [
        for statement in flatten([
          {
            Sid    = "AgentCoreIdentityUse"
            Effect = "Allow"
            Action = local.kinds[local.providers[use.provider].kind].action
            Resource = concat(
              [
                "arn:${use.partition}:bedrock-agentcore:${use.region}:${use.account}:token-vault/default",
                "arn:${use.partition}:bedrock-agentcore:${use.region}:${use.account}:token-vault/default/${local.kinds[local.providers[use.provider].kind].collection}/${local.providers[use.provider].name}",
                "arn:${use.partition}:bedrock-agentcore:${use.region}:${use.account}:workload-identity-directory/default",
              ],
              [
                for identity in var.readers[use.reader].workload_identities : "arn:${use.partition}:bedrock-agentcore:${use.region}:${use.account}:workload-identity-directory/default/workload-identity/${identity}"
              ]
            )
          },
          length(local.provider_secrets[use.provider]) > 0 ? {
            Sid      = "AgentCoreIdentityReadSecret"
            Effect   = "Allow"
            Action   = "secretsmanager:GetSecretValue"
            Resource = local.secret_arns[use.provider]
          } : null,
          [
            for index, secret in local.encrypted[use.provider] : {
              Sid      = "AgentCoreIdentityDecrypt${length(local.encrypted[use.provider]) > 1 ? index + 1 : ""}"
              Effect   = "Allow"
              Action   = "kms:Decrypt"
              Resource = [secret.kms_key_arn]
              Condition = {
                StringEquals = {
                  "kms:ViaService"                  = local.via_secrets_manager[use.provider]
                  "kms:EncryptionContext:SecretARN" = secret.secret_arn
                }
              }
            }
          ],
          local.providers[use.provider].signing_key_arn != null ? {
            Sid       = "AgentCoreIdentitySign"
            Effect    = "Allow"
            Action    = ["kms:DescribeKey", "kms:Sign"]
            Resource  = [local.providers[use.provider].signing_key_arn]
            Condition = { StringEquals = { "kms:ViaService" = local.via_agentcore_identity[use.provider] } }
          } : null,
        ]) : statement
        if statement != null
      ]
    })
  })

  # Policies of roles that are not managed elsewhere.
  attached_documents = tomap({
    for key, document in local.reader_documents : key => document
    if var.readers[local.uses[key].reader].attach_policy
  })

  # All inline policies of a role share one quota.
  too_long = {
    for name, lengths in {
      for key, document in local.attached_documents : local.uses[key].reader => length(document)...
    } : name => lengths
    if sum(lengths) > 10240
  }
}

# One policy for each provider and reader.
resource "aws_iam_role_policy" "this" {
  for_each = local.attached_documents

  name   = local.policy_names[local.uses[each.key].provider]
  role   = regex("[^/]+$", var.readers[local.uses[each.key].reader].role_arn)
  policy = each.value

  lifecycle {
    precondition {
      condition     = length(each.value) <= 10240
      error_message = "role_arn \"${var.readers[local.uses[each.key].reader].role_arn}\" gets 1 inline policies of ${length(each.value)} characters together, over IAM's 10240 for a role. Say attach_policy = false and put the policy documents of its grants into managed policies."
    }
  }
}
