provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  credential_provider = {
    kind = "apikey"
    name = "weather"
  }

  secret  = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }
  readers = { route-planner = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" } }
}

run "refuses_credential_provider_1" {
  command         = plan
  expect_failures = [var.credential_provider]

  variables {
    credential_provider = {
      kind = "cookie"
      name = "weather"
    }
  }
}

run "refuses_credential_provider_2" {
  command         = plan
  expect_failures = [var.credential_provider]

  variables {
    credential_provider = {
      kind = "apikey"
      name = "my provider"
    }
  }
}

run "refuses_readers_1" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = { agent = { role_arn = "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" } }
  }
}

run "refuses_readers_2" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = {
      one = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" }
      two = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" }
    }
  }
}

run "refuses_readers_3" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    secret = {
      secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }

    readers = {
      one = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" }
      two = { role_arn = "arn:aws:iam::444455556666:role/agent" }
    }
  }
}

run "refuses_readers_4" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = { agent = { role_arn = "arn:aws-cn:iam::111122223333:role/agent" } }
  }
}

run "refuses_readers_5" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    secret  = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }
    readers = { agent = { role_arn = "arn:aws:iam::444455556666:role/agent" } }
  }
}

run "refuses_readers_6" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = { agent = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner", workload_identities = [] } }
  }
}

run "refuses_readers_7" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = {
      agent = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner", workload_identities = ["my agent"] }
    }
  }
}

run "refuses_secret_1" {
  command         = plan
  expect_failures = [var.secret]

  variables {
    secret = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth" }
  }
}

run "refuses_secret_2" {
  command         = plan
  expect_failures = [var.secret]

  variables {
    secret = {
      secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      kms_key_arn = "arn:aws:kms:us-east-1:111122223333:alias/secrets"
    }
  }
}

run "refuses_secret_3" {
  command         = plan
  expect_failures = [var.secret]

  variables {
    secret = {
      secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      kms_key_arn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

run "refuses_additional_secrets_1" {
  command         = plan
  expect_failures = [var.additional_secrets]

  variables {
    additional_secrets = [{ secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth" }]
  }
}

run "refuses_additional_secrets_2" {
  command         = plan
  expect_failures = [var.additional_secrets]

  variables {
    additional_secrets = [
      {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:wallet-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:111122223333:alias/secrets"
      },
    ]
  }
}

run "refuses_additional_secrets_3" {
  command         = plan
  expect_failures = [var.additional_secrets]

  variables {
    additional_secrets = [
      {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:wallet-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      },
    ]
  }
}

run "refuses_additional_secrets_4" {
  command         = plan
  expect_failures = [var.additional_secrets]

  variables {
    secret             = null
    additional_secrets = [{ secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:wallet-AbCdEf" }]
  }
}

run "refuses_additional_secrets_5" {
  command         = plan
  expect_failures = [var.additional_secrets]

  variables {
    additional_secrets = [{ secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:google-oauth-AbCdEf" }]
  }
}

run "refuses_signing_key_arn_1" {
  command         = plan
  expect_failures = [var.signing_key_arn]

  variables {
    signing_key_arn = "arn:aws:kms:us-east-1:111122223333:alias/signing"
  }
}
