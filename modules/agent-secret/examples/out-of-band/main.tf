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

module "google_secret" {
  source = "../../"

  name     = "agents/route-planner/google"
  writers  = { terraform = "arn:aws:iam::111122223333:role/terraform" }
  replicas = { eu-west-1 = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  tags     = { team = "travel" }
}

output "secret_arn" {
  description = "For the module that lets agents read it."
  value       = module.google_secret.secret_arn
}
