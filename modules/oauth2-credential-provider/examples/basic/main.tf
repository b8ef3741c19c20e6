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

module "google_maps" {
  source = "../../"

  name      = "google-maps"
  vendor    = "GoogleOauth2"
  client_id = "1234567890-maps.apps.googleusercontent.com"

  secret = {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
    json_key   = "client_secret"
  }

  tags = { team = "payments" }
}

output "callback_url" {
  description = "To register at Google as redirect URI."
  value       = module.google_maps.callback_url
}
