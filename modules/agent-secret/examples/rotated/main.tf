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

ephemeral "aws_secretsmanager_random_password" "api_key" {
  password_length = 48
}

module "weather_key" {
  source = "../../"

  name                  = "agents/route-planner/weather"
  value                 = { api_key = ephemeral.aws_secretsmanager_random_password.api_key.random_password }
  value_version         = 1
  rotator_arn           = "arn:aws:iam::111122223333:role/rotate-client-secret"
  rotation_function_arn = "arn:aws:lambda:us-east-1:111122223333:function:rotate-client-secret"
  rotation_days         = 30
}

output "secret_arn" {
  description = "For the module that lets agents read it."
  value       = module.weather_key.secret_arn
}
