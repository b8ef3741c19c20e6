provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_secretsmanager_secret.this

  values = {
    policy     = ""
    kms_key_id = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}

variables {
  secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
  kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  grantees    = { route-planner = "arn:aws:iam::111122223333:role/agents/route-planner" }
}

run "plans" {
  command = plan

  assert {
    condition     = join(",", aws_kms_grant.this["route-planner"].operations) == "Decrypt"
    error_message = "A grant must allow Decrypt alone."
  }

  assert {
    condition = one(
      aws_kms_grant.this["route-planner"].constraints
    ).encryption_context_subset.SecretARN == var.secret_arn

    error_message = "A grant must be bound to the secret."
  }
}
