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
    google = {
      secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
    weather = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-api-GhIjKl" }
  }

  readers = {
    route-planner = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" }
    fraud-check   = { role_arn = "arn:aws:iam::111122223333:role/agents/fraud-check" }
  }

  deployers = { terraform = "arn:aws:iam::111122223333:role/terraform" }

  oauth2_providers = {
    google-maps = {
      vendor    = "GoogleOauth2"
      client_id = "1234567890-maps.apps.googleusercontent.com"
      secret    = "google"
      json_key  = "client_secret"
      readers   = ["route-planner", "fraud-check"]
    }
  }

  api_key_providers = {
    weather = {
      secret   = "weather"
      json_key = "api_key"
      readers  = ["route-planner"]
    }
  }

  tags = { team = "payments" }

  watch = {
    name       = "agents"
    topic_name = "oncall"
  }
}

output "callback_url" {
  description = "To register at Google as redirect URI."
  value       = module.agentcore_identity.oauth2_providers["google-maps"].callback_url
}

output "intended_readers" {
  description = "Who should read: agentcore-identity check compares the plan with it."
  value       = module.agentcore_identity.intended_readers
}
