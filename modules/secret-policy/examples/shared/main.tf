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

  secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
  readers     = { route-planner = "arn:aws:iam::111122223333:role/agents/route-planner" }
  policy_mode = "ADDITIVE"
  owner       = "agents/google-oauth"
}

output "policy_document" {
  description = "Our statements, as a policy."
  value       = module.google_secret.policy_document
}

output "intended_readers" {
  description = "Who should read: agentcore-identity check compares the plan with it."
  value       = module.google_secret.intended_readers
}
