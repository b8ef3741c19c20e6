variables {
  secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
  kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  roles       = { route-planner = "arn:aws:iam::111122223333:role/agents/route-planner" }
  owner       = "agents/google-oauth"
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

run "refuses_roles_1" {
  command         = plan
  expect_failures = [var.roles]

  variables {
    roles = { agent = "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" }
  }
}

run "refuses_roles_2" {
  command         = plan
  expect_failures = [var.roles]

  variables {
    roles = {}
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
