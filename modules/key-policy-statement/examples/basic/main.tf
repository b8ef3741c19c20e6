terraform {
  required_version = ">= 1.11"
}

module "google_key" {
  source = "../../"

  secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
  kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

  roles = {
    route-planner = "arn:aws:iam::111122223333:role/agents/route-planner"
    fraud-check   = "arn:aws:iam::111122223333:role/agents/fraud-check"
    terraform     = "arn:aws:iam::111122223333:role/terraform"
  }

  owner = "agents/google-oauth"
}

output "sid_prefix" {
  description = "For the team that owns the key."
  value       = module.google_key.sid_prefix
}
