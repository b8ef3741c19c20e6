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

module "vault_key" {
  source = "../../"

  providers   = { aws = aws.vault }
  secret_arn  = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3"
  kms_key_arn = "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee"
  grantees    = { support-agent = "arn:aws:iam::111122223333:role/support-agent" }
}

output "grant_ids" {
  description = "The grants, by the grantee's name."
  value       = module.vault_key.grant_ids
}
