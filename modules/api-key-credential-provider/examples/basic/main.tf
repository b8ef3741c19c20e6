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

module "weather" {
  source = "../../"

  name = "weather"

  secret = {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-api-AbCdEf"
    json_key   = "api_key"
  }

  tags = { team = "forecast" }
}

output "credential_provider_arn" {
  description = "For a gateway target."
  value       = module.weather.credential_provider_arn
}
