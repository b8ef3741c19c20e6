provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
  kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  grantees    = { route-planner = "arn:aws:iam::111122223333:role/agents/route-planner" }
}

run "refuses_secret_arn_1" {
  command         = plan
  expect_failures = [var.secret_arn]

  variables {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth"
  }
}

run "refuses_kms_key_arn_1" {
  command         = plan
  expect_failures = [var.kms_key_arn]

  variables {
    kms_key_arn = "arn:aws:kms:us-east-1:111122223333:alias/secrets"
  }
}

run "refuses_kms_key_arn_2" {
  command         = plan
  expect_failures = [var.kms_key_arn]

  variables {
    kms_key_arn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}

run "refuses_kms_key_arn_3" {
  command         = plan
  expect_failures = [var.kms_key_arn]

  variables {
    kms_key_arn = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}

run "refuses_grantees_1" {
  command         = plan
  expect_failures = [var.grantees]

  variables {
    grantees = { agent = "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" }
  }
}
