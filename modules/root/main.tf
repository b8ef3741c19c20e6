# Gives the inputs their defaults, and refuses all that is wrong with them at once.
module "inputs" {
  source = "./inputs"

  owner             = var.owner
  deployers         = var.deployers
  tags              = var.tags
  timeout_seconds   = var.timeout_seconds
  assume_role_arn   = var.assume_role_arn
  secrets           = var.secrets
  agent_secrets     = var.agent_secrets
  readers           = var.readers
  oauth2_providers  = var.oauth2_providers
  api_key_providers = var.api_key_providers
  payment_providers = var.payment_providers

  looked_up = {
    for at, current in data.aws_secretsmanager_secret.looked_up : at => {
      secret_arn = current.arn
      key        = coalesce(current.kms_key_id, "alias/aws/secretsmanager")
    }
  }

  aws_region    = local.region
  aws_partition = one(data.aws_partition.this[*].partition)
  aws_account   = one(data.aws_caller_identity.this[*].account_id)
}

locals {
  region = data.aws_region.this.region

  secrets = merge(
    local.planned_secrets,
    { for name, made in local.agentcore_identity_made : name => merge(local.planned_secrets[name], made) }
  )

  agent_secrets                 = module.inputs.given.agent_secrets
  readers                       = module.inputs.given.readers
  oauth2_providers              = module.inputs.given.oauth2_providers
  api_key_providers             = module.inputs.given.api_key_providers
  payment_providers             = module.inputs.given.payment_providers
  custom                        = module.inputs.given.custom
  oauth2_vendors                = module.inputs.given.oauth2_vendors
  client_authentication_methods = module.inputs.given.client_authentication_methods
  providers                     = module.inputs.given.providers
  partitions                    = module.inputs.given.partitions
  secret_readers                = module.inputs.given.secret_readers
  policy_readers                = module.inputs.given.policy_readers
  key_access                    = module.inputs.given.key_access

  # All secrets as they are known before the apply.
  planned_secrets = module.inputs.given.secrets

  # The secrets that each provider reads.
  provider_secrets = {
    for key, provider in local.providers : key => [
      for name in distinct(provider.references[*].secret) : local.secrets[name]
    ]
  }

  # The secret of each provider that is made in another Region, too.
  agentcore_identity_replicas = {
    for key, secrets in local.provider_secrets : key => secrets[0].secret_arn
    if anytrue(secrets[*].is_replica)
  }
}

data "aws_region" "this" {}

# Where secrets are made.
data "aws_partition" "this" {
  count = length(concat(try(keys(var.agent_secrets), []))) > 0 ? 1 : 0
}

# Nothing else says in which account a payment credential provider is, or a new secret.
data "aws_caller_identity" "this" {
  count = length(concat(try(keys(var.agent_secrets), []), try(keys(var.payment_providers), []))) > 0 ? 1 : 0
}
