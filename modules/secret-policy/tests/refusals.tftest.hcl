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
  values = { policy = "" }
}

variables {
  owner      = "agents"
  secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
  readers    = { route-planner = "arn:aws:iam::111122223333:role/agents/route-planner" }
}

run "refuses_secret_arn_1" {
  command         = plan
  expect_failures = [var.secret_arn]

  variables {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth"
  }
}

run "refuses_readers_1" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = { agent = "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" }
  }
}

run "refuses_readers_2" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers   = {}
    deployers = {}
  }
}

run "refuses_deployers_1" {
  command         = plan
  expect_failures = [var.deployers]

  variables {
    deployers = { agent = "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" }
  }
}

run "refuses_policy_mode_1" {
  command         = plan
  expect_failures = [var.policy_mode]

  variables {
    policy_mode = "ALL"
  }
}

run "refuses_owner_1" {
  command         = plan
  expect_failures = [var.owner]

  variables {
    owner = "team!"
  }
}

run "refuses_timeout_seconds_1" {
  command         = plan
  expect_failures = [var.timeout_seconds]

  variables {
    timeout_seconds = 0
  }
}

run "refuses_assume_role_arn_1" {
  command         = plan
  expect_failures = [var.assume_role_arn]

  variables {
    assume_role_arn = "arn:aws:sts::111122223333:federated-user/terraform"
  }
}
