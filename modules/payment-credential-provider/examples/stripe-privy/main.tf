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

module "privy" {
  source = "../../"

  name             = "checkout-privy"
  owner            = "payments"
  vendor           = "StripePrivy"
  app_id           = "checkout-app"
  authorization_id = "checkout-authorization"

  app_secret = {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/privy-app-AbCdEf"
    json_key   = "app_secret"
  }

  authorization_private_key = {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/privy-signing-AbCdEf"
    json_key   = "private_key"
  }

  assume_role_arn = "arn:aws:iam::111122223333:role/terraform"
}

output "credential_provider_arn" {
  description = "The ARN of the provider."
  value       = module.privy.credential_provider_arn
}
