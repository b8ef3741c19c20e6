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

module "weather" {
  source = "../../"

  credential_provider = {
    kind = "apikey"
    name = "weather"
  }

  secret = {
    secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
    kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  readers = {
    weather-agent = { role_arn = "arn:aws:iam::111122223333:role/weather-agent" }
    forecast-gateway = {
      role_arn            = "arn:aws:iam::111122223333:role/forecast-gateway"
      attach_policy       = false
      workload_identities = ["forecast-*"]
    }
  }
}

output "forecast_gateway_policy" {
  description = "For the team that manages the gateway's role."
  value       = module.weather.policy_documents["forecast-gateway"]
}

output "intended_readers" {
  description = "Who should read: agentcore-identity check compares the plan with it."
  value       = module.weather.intended_readers
}
