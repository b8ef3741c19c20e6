locals {
  # Whose the statements and objects are: the mark that they bear at AWS. Two workspaces are two
  # owners.
  owner = "${var.owner}/${terraform.workspace}"

  region    = split(":", var.secret_arn)[3]
  partition = split(":", var.secret_arn)[1]
  roles     = sort(distinct(values(var.roles)))

  # The Chinese endpoints have a domain of their own; which one KMS sees there is not documented.
  via_secrets_manager = {
    aws        = "secretsmanager.${local.region}.amazonaws.com"
    aws-us-gov = "secretsmanager.${local.region}.amazonaws.com"
    aws-cn     = ["secretsmanager.${local.region}.amazonaws.com", "secretsmanager.${local.region}.amazonaws.com.cn"]
  }[local.partition]

  # Decrypt alone, only when Secrets Manager asks, and only for this secret.
  statements = [
    {
      Sid    = "AgentCoreIdentityDecrypt"
      Effect = "Allow"
      Action = "kms:Decrypt"
      Condition = {
        StringEquals = {
          "kms:ViaService"                  = local.via_secrets_manager
          "kms:EncryptionContext:SecretARN" = var.secret_arn
        }
      }
      Principal = { AWS = local.roles }
      Resource  = "*"
    },
  ]

  # Which object is meant: another one is made anew, and nothing else is.
  object = {
    kind     = "keyPolicy"
    region   = local.region
    keyId    = var.kms_key_arn
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
  input = jsonencode(merge(local.object, local.call, { statements = local.statements }))
}

# Has the duty to remove the statement in the key policy, and stays in the module when its
# instances go.
resource "terraform_data" "removal" {
  input            = jsonencode(merge(local.object, local.call))
  triggers_replace = jsonencode(local.object)

  provisioner "local-exec" {
    when        = destroy
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "remove"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = self.input }
  }
}

# Is replaced at every change, and applies it in place.
resource "terraform_data" "content" {
  triggers_replace = {
    input   = local.input
    removal = terraform_data.removal.id
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
  triggers_replace = { content = terraform_data.content.id }

  provisioner "local-exec" {
    interpreter = ["node", "${path.module}/../../assets/agentcore-identity-bridge.cjs"]
    command     = "apply"
    environment = { AGENTCORE_IDENTITY_BRIDGE_INPUT = local.input }
  }
}
