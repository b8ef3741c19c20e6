terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.66.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

module "agentcore_identity" {
  source = "../../"

  owner   = "ledger"
  readers = { ledger-agent = { role_arn = "arn:aws:iam::111122223333:role/ledger-agent" } }

  oauth2_providers = {
    bank-idp = {
      vendor    = "CustomOauth2"
      client_id = "ledger-agent"
      custom = {
        discovery_url = "https://idp.bank.example/.well-known/openid-configuration"
        private_key_jwt = {
          kms_key_arn              = "arn:aws:kms:eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe"
          signing_algorithm        = "PS256"
          additional_header_claims = { kid = "2026-06" }
        }
        on_behalf_of = {
          grant_type          = "TOKEN_EXCHANGE"
          actor_token_content = "M2M"
          actor_token_scopes  = ["ledger.read"]
        }
        private_endpoint = {
          managed_vpc = {
            vpc_id     = "vpc-0a1b2c3d4e5f60718"
            subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"]
          }
        }
      }
      readers = ["ledger-agent"]
    }
  }
}

output "callback_url" {
  description = "To register at the identity provider as redirect URI."
  value       = module.agentcore_identity.oauth2_providers["bank-idp"].callback_url
}

output "intended_readers" {
  description = "Who should read: agentcore-identity check compares the plan with it."
  value       = module.agentcore_identity.intended_readers
}
