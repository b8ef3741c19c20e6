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

module "wallet" {
  source = "../../"

  credential_provider = {
    kind = "payment"
    name = "checkout-wallet"
  }

  secret = {
    secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/coinbase-key-AbCdEf"
    kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  additional_secrets = [
    {
      secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/coinbase-wallet-AbCdEf"
      kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    },
  ]

  readers = { payment-manager = { role_arn = "arn:aws:iam::111122223333:role/payment-manager" } }
}

output "policy_documents" {
  description = "What the role may do."
  value       = module.wallet.policy_documents
}

output "intended_readers" {
  description = "Who should read: agentcore-identity check compares the plan with it."
  value       = module.wallet.intended_readers
}
