terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.66.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

module "wallet" {
  source = "../../"

  name       = "checkout-wallet"
  owner      = "payments"
  vendor     = "CoinbaseCDP"
  api_key_id = "checkout"

  api_key_secret = {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/wallet-AbCdEf"
    json_key   = "api_key"
  }

  wallet_secret = {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/wallet-AbCdEf"
    json_key   = "wallet"
  }

  tags = { team = "payments" }
}

output "credential_provider_arn" {
  description = "The ARN of the wallet's provider."
  value       = module.wallet.credential_provider_arn
}
