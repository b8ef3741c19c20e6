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

module "watch" {
  source = "../../"

  name       = "agents"
  topic_name = "oncall"

  targets = {
    siem = {
      kind       = "QUEUE"
      arn        = "arn:aws:sqs:us-east-1:111122223333:siem"
      severities = ["PAGE", "TICKET"]
    }
  }

  secrets = {
    google = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      readers    = ["route-planner", "fraud-check"]
    }
    weather = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-api-AbCdEf"
      readers    = ["route-planner"]
    }
  }

  kms_key_arns = ["arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"]

  readers = {
    route-planner = "arn:aws:iam::111122223333:role/agents/route-planner"
    fraud-check   = "arn:aws:iam::111122223333:role/agents/fraud-check"
  }

  deployers         = { terraform = "arn:aws:iam::111122223333:role/terraform" }
  rotation_roles    = { google = "arn:aws:iam::111122223333:role/google-rotation" }
  oauth2_providers  = ["google-maps"]
  api_key_providers = ["weather"]
  signals           = { deleted-read = { severity = "PAGE" } }
}

output "topic_arn" {
  description = "For on-call's subscription."
  value       = module.watch.topic_arn
}
