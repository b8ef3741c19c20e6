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
  region = "us-east-1"
}

module "agentcore_identity" {
  source = "../../"

  owner = "agents"

  secrets = {
    wallet = {
      secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/wallet-AbCdEf"
      kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      policy_mode = "ADDITIVE"
      key_access  = "KEY_POLICY"
    }
  }

  readers   = { payment-manager = { role_arn = "arn:aws:iam::111122223333:role/payment-manager" } }
  deployers = { terraform = "arn:aws:iam::111122223333:role/terraform" }

  payment_providers = {
    wallet = {
      vendor         = "CoinbaseCDP"
      api_key_id     = "checkout"
      api_key_secret = { secret = "wallet", json_key = "api_key" }
      wallet_secret  = { secret = "wallet", json_key = "wallet" }
      readers        = ["payment-manager"]
    }
  }
}

output "wallet_arn" {
  description = "For the payment manager."
  value       = module.agentcore_identity.payment_providers.wallet.arn
}

output "intended_readers" {
  description = "Who should read: agentcore-identity check compares the plan with it."
  value       = module.agentcore_identity.intended_readers
}
