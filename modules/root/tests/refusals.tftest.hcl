provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = module.secret_policy["google"].data.aws_secretsmanager_secret.this
  values = { policy = "" }
}

override_resource {
  target          = module.oauth2_credential_provider["google-maps"].aws_bedrockagentcore_oauth2_credential_provider.this
  override_during = plan

  values = {
    region            = "us-east-1"
    client_secret_arn = [{ secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }]
  }
}

override_resource {
  target          = module.api_key_credential_provider["weather"].aws_bedrockagentcore_api_key_credential_provider.this
  override_during = plan

  values = {
    region             = "us-east-1"
    api_key_secret_arn = [{ secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }]
  }
}

variables {
  secrets = {
    google = {
      secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }

  readers = { route-planner = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" } }

  oauth2_providers = {
    google-maps = {
      vendor    = "GoogleOauth2"
      client_id = "1234567890.apps.googleusercontent.com"
      secret    = "google"
      json_key  = "client_secret"
      readers   = ["route-planner"]
    }
  }

  api_key_providers = {
    weather = {
      secret   = "google"
      json_key = "api_key"
      readers  = ["route-planner"]
    }
  }
}

run "refuses_secrets_1" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        policy_mode = "ALL"
      }
    }
  }
}

run "refuses_secrets_2" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      google = {
        secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        key_access = "ALL"
      }
    }
  }
}

run "refuses_secrets_3" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      google = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }
      again  = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }
    }
  }
}

run "refuses_readers_1" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = { route-planner = { role_arn = "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" } }
  }
}

run "refuses_readers_2" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = {
      route-planner = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" }
      again         = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" }
    }
  }
}

run "refuses_deployers_1" {
  command         = plan
  expect_failures = [var.deployers]

  variables {
    deployers = { terraform = "arn:aws:iam::111122223333:root" }
  }
}

run "refuses_oauth2_providers_1" {
  command         = plan
  expect_failures = [var.oauth2_providers]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "missing"
        json_key  = "client_secret"
      }
    }
  }
}

run "refuses_oauth2_providers_2" {
  command         = plan
  expect_failures = [var.oauth2_providers]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        readers   = ["missing"]
      }
    }
  }
}

run "refuses_oauth2_providers_3" {
  command         = plan
  expect_failures = [var.oauth2_providers]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = null
      }
    }
  }
}

run "refuses_api_key_providers_1" {
  command         = plan
  expect_failures = [var.api_key_providers]

  variables {
    api_key_providers = { one = { secret = "missing", json_key = "api_key" } }
  }
}

run "refuses_api_key_providers_2" {
  command         = plan
  expect_failures = [var.api_key_providers]

  variables {
    api_key_providers = {
      one = {
        secret   = "google"
        json_key = "api_key"
        readers  = ["missing"]
      }
    }
  }
}

run "refuses_payment_providers_1" {
  command         = plan
  expect_failures = [var.payment_providers]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "checkout"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "missing", json_key = "wallet" }
      }
    }
  }
}

run "refuses_payment_providers_2" {
  command         = plan
  expect_failures = [var.payment_providers]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "checkout"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "google", json_key = "wallet" }
        readers        = ["missing"]
      }
    }
  }
}

run "refuses_policy_owner_1" {
  command         = plan
  expect_failures = [var.policy_owner]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        policy_mode = "ADDITIVE"
      }
    }
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

run "refuses_reader_policy_documents_1" {
  command         = plan
  expect_failures = [output.reader_policy_documents]

  variables {
    readers = {
      route-planner = {
        role_arn = "arn:aws:iam::111122223333:role/agents/route-planner"
        workload_identities = [
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-0",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-1",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-2",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-3",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-4",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-5",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-6",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-7",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-8",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-9",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-10",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-11",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-12",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-13",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-14",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-15",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-16",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-17",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-18",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-19",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-20",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-21",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-22",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-23",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-24",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-25",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-26",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-27",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-28",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-29",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-30",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-31",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-32",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-33",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-34",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-35",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-36",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-37",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-38",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-39",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-40",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-41",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-42",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-43",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-44",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-45",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-46",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-47",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-48",
          "identity-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-49",
        ]
      }
    }
  }
}

run "refuses_secret_policy_documents_1" {
  command         = plan
  expect_failures = [output.secret_policy_documents]

  variables {
    readers = { route-planner = { role_arn = "arn:aws:iam::444455556666:role/agents/route-planner" } }
  }
}
