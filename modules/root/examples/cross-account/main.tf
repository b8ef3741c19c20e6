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

provider "aws" {
  alias  = "vault"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/secret-sharing"
  }
}

module "agentcore_identity" {
  source = "../../"

  owner = "agents"

  secrets = {
    slack = {
      secret_arn  = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3"
      kms_key_arn = "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee"
      policy_mode = "NONE"
      key_access  = "NONE"
    }
  }

  readers = { support-agent = { role_arn = "arn:aws:iam::111122223333:role/support-agent" } }

  oauth2_providers = {
    slack = {
      vendor    = "SlackOauth2"
      client_id = "1234567890.0987654321"
      secret    = "slack"
      json_key  = "client_secret"
      readers   = ["support-agent"]
    }
  }
}

module "vault_secret_policy" {
  source = "../../../secret-policy"

  providers  = { aws = aws.vault }
  owner      = "vault"
  secret_arn = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3"
  readers    = { support-agent = "arn:aws:iam::111122223333:role/support-agent" }
}

module "vault_kms_grant" {
  source = "../../../kms-grant"

  providers   = { aws = aws.vault }
  secret_arn  = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3"
  kms_key_arn = "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee"
  grantees    = { support-agent = "arn:aws:iam::111122223333:role/support-agent" }
}

output "callback_url" {
  description = "To register at Slack as redirect URI."
  value       = module.agentcore_identity.oauth2_providers.slack.callback_url
}

output "intended_readers" {
  description = "Who should read: agentcore-identity check compares the plan with it."
  value       = module.agentcore_identity.intended_readers
}
