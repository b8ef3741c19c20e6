provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.this
  values = { account_id = "111122223333" }
}

override_data {
  target = data.aws_secretsmanager_secret.this
  values = { policy = "" }
}

override_resource {
  target          = aws_bedrockagentcore_oauth2_credential_provider.this
  override_during = plan

  values = {
    region            = "us-east-1"
    client_secret_arn = [{ secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }]
  }
}

override_resource {
  target          = aws_bedrockagentcore_api_key_credential_provider.this
  override_during = plan

  values = {
    region             = "us-east-1"
    api_key_secret_arn = [{ secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }]
  }
}

variables {
  owner = "agents"

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

run "refuses_owner_1" {
  command         = plan
  expect_failures = [var.owner]

  variables {
    owner = "team!"
  }
}

run "refuses_secrets_1" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      google = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }
      "a/b"  = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:other-AbCdEf" }
    }
  }
}

run "refuses_secrets_2" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = { google = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth" } }
  }
}

run "refuses_secrets_3" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:111122223333:alias/secrets"
      }
    }
  }
}

run "refuses_secrets_4" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      }
    }
  }
}

run "refuses_secrets_5" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      }
    }
  }
}

run "refuses_secrets_6" {
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

run "refuses_secrets_7" {
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

run "refuses_secrets_8" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      google = {
        secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        key_access = "GRANT"
      }
    }
  }
}

run "refuses_secrets_9" {
  command         = plan
  expect_failures = [var.secrets]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      }
      again = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }
    }
  }
}

run "refuses_readers_1" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = { "a/b" = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" } }
  }
}

run "refuses_readers_2" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = { route-planner = { role_arn = "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" } }
  }
}

run "refuses_readers_3" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = {
      route-planner = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" }
      again-1       = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" }
    }
  }
}

run "refuses_readers_4" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = {
      route-planner = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner", workload_identities = [] }
    }
  }
}

run "refuses_readers_5" {
  command         = plan
  expect_failures = [var.readers]

  variables {
    readers = {
      route-planner = {
        role_arn            = "arn:aws:iam::111122223333:role/agents/route-planner"
        workload_identities = ["my agent"]
      }
    }
  }
}

run "refuses_deployers_1" {
  command         = plan
  expect_failures = [var.deployers]

  variables {
    deployers = { agent = "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" }
  }
}

run "refuses_oauth2_providers_1" {
  command         = plan
  expect_failures = [var.oauth2_providers]

  variables {
    oauth2_providers = {
      "my provider" = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
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
        secret    = "missing"
        json_key  = "client_secret"
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
        json_key  = "client_secret"
        readers   = ["missing"]
      }
    }
  }
}

run "refuses_oauth2_providers_4" {
  command         = plan
  expect_failures = [var.oauth2_providers]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
      }
    }
  }
}

run "refuses_oauth2_providers_5" {
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
    api_key_providers = { "my provider" = { secret = "google", json_key = "api_key" } }
  }
}

run "refuses_api_key_providers_2" {
  command         = plan
  expect_failures = [var.api_key_providers]

  variables {
    api_key_providers = { one = { secret = "missing", json_key = "client_secret" } }
  }
}

run "refuses_api_key_providers_3" {
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
      "my provider" = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "checkout"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "google", json_key = "wallet" }
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
        wallet_secret  = { secret = "missing", json_key = "client_secret" }
      }
    }
  }
}

run "refuses_payment_providers_3" {
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

run "refuses_payment_providers_4" {
  command         = plan
  expect_failures = [var.payment_providers]

  variables {
    payment_providers = {
      one = {
        vendor         = "PayPal"
        api_key_id     = "checkout"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "google", json_key = "wallet" }
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

run "refuses_bedrockagentcore_oauth2_credential_provider_1" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-west-2:111122223333:secret:google-oauth-AbCdEf"
        policy_mode = "NONE"
        key_access  = "NONE"
      }
    }

    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        readers   = ["route-planner"]
      }
    }

    api_key_providers = {}
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_2" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        policy_mode = "NONE"
        key_access  = "NONE"
      }
    }

    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        readers   = ["route-planner"]
        tags = {
          tag-0  = ""
          tag-1  = ""
          tag-2  = ""
          tag-3  = ""
          tag-4  = ""
          tag-5  = ""
          tag-6  = ""
          tag-7  = ""
          tag-8  = ""
          tag-9  = ""
          tag-10 = ""
          tag-11 = ""
          tag-12 = ""
          tag-13 = ""
          tag-14 = ""
          tag-15 = ""
          tag-16 = ""
          tag-17 = ""
          tag-18 = ""
          tag-19 = ""
          tag-20 = ""
          tag-21 = ""
          tag-22 = ""
          tag-23 = ""
          tag-24 = ""
          tag-25 = ""
          tag-26 = ""
          tag-27 = ""
          tag-28 = ""
          tag-29 = ""
          tag-30 = ""
          tag-31 = ""
          tag-32 = ""
          tag-33 = ""
          tag-34 = ""
          tag-35 = ""
          tag-36 = ""
          tag-37 = ""
          tag-38 = ""
          tag-39 = ""
          tag-40 = ""
          tag-41 = ""
          tag-42 = ""
          tag-43 = ""
          tag-44 = ""
          tag-45 = ""
          tag-46 = ""
          tag-47 = ""
          tag-48 = ""
          tag-49 = ""
          tag-50 = ""
        }
      }
    }

    api_key_providers = {}
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_3" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        policy_mode = "NONE"
        key_access  = "NONE"
      }
    }

    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        readers   = ["route-planner"]
        tags      = { "team!" = "" }
      }
    }

    api_key_providers = {}
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_4" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        policy_mode = "NONE"
        key_access  = "NONE"
      }
    }

    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        readers   = ["route-planner"]
        tags      = { team = "a!" }
      }
    }

    api_key_providers = {}
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_5" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        policy_mode = "NONE"
        key_access  = "NONE"
      }
    }

    readers = {
      one = { role_arn = "arn:aws:iam::111122223333:role/agents/route-planner" }
      two = { role_arn = "arn:aws:iam::444455556666:role/agent" }
    }

    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        readers   = ["one", "two"]
      }
    }

    api_key_providers = {}
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_6" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        policy_mode = "NONE"
        key_access  = "NONE"
      }
    }

    readers = { agent = { role_arn = "arn:aws-cn:iam::111122223333:role/agent" } }

    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        readers   = ["agent"]
      }
    }

    api_key_providers = {}
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_7" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        policy_mode = "NONE"
        key_access  = "NONE"
      }
    }

    readers = { agent = { role_arn = "arn:aws:iam::444455556666:role/agent" } }

    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        readers   = ["agent"]
      }
    }

    api_key_providers = {}
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_8" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = null
        secret    = "google"
        json_key  = "client_secret"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_9" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
        secret    = "google"
        json_key  = "client_secret"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_10" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        tenant_id = "https://tenant.example.com/oauth2"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_11" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "MicrosoftOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        tenant_id = "ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_12" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        issuer    = "https://tenant.example.com/oauth2"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_13" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "OktaOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        issuer    = "ftp://idp"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_14" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor                 = "GoogleOauth2"
        client_id              = "client"
        secret                 = "google"
        json_key               = "client_secret"
        authorization_endpoint = "https://tenant.example.com/oauth2"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_15" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor                 = "OktaOauth2"
        client_id              = "client"
        secret                 = "google"
        json_key               = "client_secret"
        authorization_endpoint = "ftp://idp"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_16" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor         = "GoogleOauth2"
        client_id      = "client"
        secret         = "google"
        json_key       = "client_secret"
        token_endpoint = "https://tenant.example.com/oauth2"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_17" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor         = "OktaOauth2"
        client_id      = "client"
        secret         = "google"
        json_key       = "client_secret"
        token_endpoint = "ftp://idp"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_18" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "OktaOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_19" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_20" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom    = { discovery_url = "https://idp.example.com/.well-known/openid-configuration" }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_21" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_22" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = {
            kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_23" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "GoogleOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "oauth.client"
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_24" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom    = { discovery_url = null }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_25" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          authorization_server_metadata = {
            issuer                 = "https://idp.example.com"
            authorization_endpoint = "https://idp.example.com/authorize"
            token_endpoint         = "https://idp.example.com/token"
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_26" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom    = { discovery_url = "https://idp" }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_27" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom    = { discovery_url = "ftp://idp/.well-known/openid-configuration" }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_28" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = null
          authorization_server_metadata = {
            issuer                 = "ftp://idp"
            authorization_endpoint = "https://idp.example.com/authorize"
            token_endpoint         = "https://idp.example.com/token"
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_29" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = null
          authorization_server_metadata = {
            issuer                 = "https://idp.example.com"
            authorization_endpoint = "ftp://idp"
            token_endpoint         = "https://idp.example.com/token"
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_30" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = null
          authorization_server_metadata = {
            issuer                 = "https://idp.example.com"
            authorization_endpoint = "https://idp.example.com/authorize"
            token_endpoint         = "ftp://idp"
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_31" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = null
          authorization_server_metadata = {
            issuer                      = "https://idp.example.com"
            authorization_endpoint      = "https://idp.example.com/authorize"
            token_endpoint              = "https://idp.example.com/token"
            token_endpoint_auth_methods = []
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_32" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = null
          authorization_server_metadata = {
            issuer                      = "https://idp.example.com"
            authorization_endpoint      = "https://idp.example.com/authorize"
            token_endpoint              = "https://idp.example.com/token"
            token_endpoint_auth_methods = ["none"]
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_33" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url                = "https://idp.example.com/.well-known/openid-configuration"
          client_authentication_method = "NONE"
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_34" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url                = "https://idp.example.com/.well-known/openid-configuration"
          client_authentication_method = "PRIVATE_KEY_JWT"
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_35" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url                = "https://idp.example.com/.well-known/openid-configuration"
          client_authentication_method = "CLIENT_SECRET_POST"
          private_key_jwt = {
            kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_36" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url   = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = { kms_key_arn = "arn:aws:kms:us-east-1:111122223333:alias/signing" }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_37" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = {
            kms_key_arn       = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
            signing_algorithm = "HS256"
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_38" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = {
            kms_key_arn              = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
            additional_header_claims = {}
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_39" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = {
            kms_key_arn              = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
            additional_header_claims = { alg = "x" }
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_40" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = {
            kms_key_arn              = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
            additional_header_claims = { "my claim" = "x" }
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_41" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = {
            kms_key_arn              = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
            additional_header_claims = { claim = "" }
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_42" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = {
            kms_key_arn               = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
            additional_payload_claims = {}
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_43" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = {
            kms_key_arn               = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
            additional_payload_claims = { iss = "x" }
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_44" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = {
            kms_key_arn               = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
            additional_payload_claims = { "my claim" = "x" }
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_45" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = null
        json_key  = null
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_key_jwt = {
            kms_key_arn               = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
            additional_payload_claims = { claim = "" }
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_46" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          on_behalf_of  = { grant_type = "PASSWORD" }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_47" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          on_behalf_of  = { grant_type = "TOKEN_EXCHANGE", actor_token_content = "USER" }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_48" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          on_behalf_of  = { grant_type = "JWT_AUTHORIZATION_GRANT", actor_token_content = "M2M" }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_49" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          on_behalf_of  = { grant_type = "TOKEN_EXCHANGE", actor_token_scopes = ["ledger.read"] }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_50" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom    = { discovery_url = "https://idp.example.com/.well-known/openid-configuration", private_endpoint = {} }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_51" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url    = "https://idp.example.com/.well-known/openid-configuration"
          private_endpoint = { managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = [] } }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_52" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_endpoint = {
            managed_vpc = {
              vpc_id          = "vpc-0a1b2c3d4e5f60718"
              subnet_ids      = ["subnet-0a1b2c3d4e5f60718"]
              ip_address_type = "DUAL"
            }
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_53" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_endpoint = {
            managed_vpc = {
              vpc_id             = "vpc-0a1b2c3d4e5f60718"
              subnet_ids         = ["subnet-0a1b2c3d4e5f60718"]
              security_group_ids = ["sg-0", "sg-1", "sg-2", "sg-3", "sg-4", "sg-5"]
            }
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_54" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_endpoint = {
            managed_vpc = {
              vpc_id         = "vpc-0a1b2c3d4e5f60718"
              subnet_ids     = ["subnet-0a1b2c3d4e5f60718"]
              routing_domain = "ab"
            }
          }
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_55" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_endpoint_overrides = [
            {
              domain = "a.example"
              private_endpoint = {
                managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
              }
            },
          ]
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_56" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_endpoint = {
            managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
          }
          private_endpoint_overrides = [
            {
              domain = "domain-0"
              private_endpoint = {
                managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
              }
            },
            {
              domain = "domain-1"
              private_endpoint = {
                managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
              }
            },
            {
              domain = "domain-2"
              private_endpoint = {
                managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
              }
            },
            {
              domain = "domain-3"
              private_endpoint = {
                managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
              }
            },
            {
              domain = "domain-4"
              private_endpoint = {
                managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
              }
            },
            {
              domain = "domain-5"
              private_endpoint = {
                managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
              }
            },
          ]
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_oauth2_credential_provider_57" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_oauth2_credential_provider.this]

  variables {
    oauth2_providers = {
      one = {
        vendor    = "CustomOauth2"
        client_id = "client"
        secret    = "google"
        json_key  = "client_secret"
        custom = {
          discovery_url = "https://idp.example.com/.well-known/openid-configuration"
          private_endpoint = {
            managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
          }
          private_endpoint_overrides = [
            {
              domain = ""
              private_endpoint = {
                managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
              }
            },
          ]
        }
      }
    }
  }
}

run "refuses_bedrockagentcore_api_key_credential_provider_1" {
  command         = plan
  expect_failures = [aws_bedrockagentcore_api_key_credential_provider.this]

  variables {
    api_key_providers = { one = { secret = "google", json_key = "oauth.client" } }
  }
}

run "refuses_terraform_data_payment_content_1" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = null
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "google", json_key = "wallet" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_2" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = "checkout"
        api_key_secret            = null
        wallet_secret             = null
        app_id                    = "app"
        authorization_id          = "authorization"
        app_secret                = { secret = "google", json_key = "app" }
        authorization_private_key = { secret = "google", json_key = "private_key" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_3" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "google", json_key = "wallet" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_4" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "my key"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "google", json_key = "wallet" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_5" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "checkout"
        api_key_secret = null
        wallet_secret  = { secret = "google", json_key = "wallet" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_6" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = { secret = "google", json_key = "api_key" }
        wallet_secret             = null
        app_id                    = "app"
        authorization_id          = "authorization"
        app_secret                = { secret = "google", json_key = "app" }
        authorization_private_key = { secret = "google", json_key = "private_key" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_7" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "checkout"
        api_key_secret = { secret = "google", json_key = "payment.value" }
        wallet_secret  = { secret = "google", json_key = "wallet" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_8" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "checkout"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = null
      }
    }
  }
}

run "refuses_terraform_data_payment_content_9" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = null
        wallet_secret             = { secret = "google", json_key = "wallet" }
        app_id                    = "app"
        authorization_id          = "authorization"
        app_secret                = { secret = "google", json_key = "app" }
        authorization_private_key = { secret = "google", json_key = "private_key" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_10" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "checkout"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "google", json_key = "payment.value" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_11" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      }
      other = { secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:google-oauth-AbCdEf" }
    }

    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "checkout"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "other", json_key = "value" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_12" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = null
        wallet_secret             = null
        app_id                    = null
        authorization_id          = "authorization"
        app_secret                = { secret = "google", json_key = "app" }
        authorization_private_key = { secret = "google", json_key = "private_key" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_13" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "checkout"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "google", json_key = "wallet" }
        app_id         = "app"
      }
    }
  }
}

run "refuses_terraform_data_payment_content_14" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = null
        wallet_secret             = null
        app_id                    = "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
        authorization_id          = "authorization"
        app_secret                = { secret = "google", json_key = "app" }
        authorization_private_key = { secret = "google", json_key = "private_key" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_15" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = null
        wallet_secret             = null
        app_id                    = "app"
        authorization_id          = null
        app_secret                = { secret = "google", json_key = "app" }
        authorization_private_key = { secret = "google", json_key = "private_key" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_16" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor           = "CoinbaseCDP"
        api_key_id       = "checkout"
        api_key_secret   = { secret = "google", json_key = "api_key" }
        wallet_secret    = { secret = "google", json_key = "wallet" }
        authorization_id = "authorization"
      }
    }
  }
}

run "refuses_terraform_data_payment_content_17" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = null
        wallet_secret             = null
        app_id                    = "app"
        authorization_id          = "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
        app_secret                = { secret = "google", json_key = "app" }
        authorization_private_key = { secret = "google", json_key = "private_key" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_18" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = null
        wallet_secret             = null
        app_id                    = "app"
        authorization_id          = "authorization"
        app_secret                = null
        authorization_private_key = { secret = "google", json_key = "private_key" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_19" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor         = "CoinbaseCDP"
        api_key_id     = "checkout"
        api_key_secret = { secret = "google", json_key = "api_key" }
        wallet_secret  = { secret = "google", json_key = "wallet" }
        app_secret     = { secret = "google", json_key = "app" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_20" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = null
        wallet_secret             = null
        app_id                    = "app"
        authorization_id          = "authorization"
        app_secret                = { secret = "google", json_key = "payment.value" }
        authorization_private_key = { secret = "google", json_key = "private_key" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_21" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = null
        wallet_secret             = null
        app_id                    = "app"
        authorization_id          = "authorization"
        app_secret                = { secret = "google", json_key = "app" }
        authorization_private_key = null
      }
    }
  }
}

run "refuses_terraform_data_payment_content_22" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "CoinbaseCDP"
        api_key_id                = "checkout"
        api_key_secret            = { secret = "google", json_key = "api_key" }
        wallet_secret             = { secret = "google", json_key = "wallet" }
        authorization_private_key = { secret = "google", json_key = "private_key" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_23" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = null
        wallet_secret             = null
        app_id                    = "app"
        authorization_id          = "authorization"
        app_secret                = { secret = "google", json_key = "app" }
        authorization_private_key = { secret = "google", json_key = "payment.value" }
      }
    }
  }
}

run "refuses_terraform_data_payment_content_24" {
  command         = plan
  expect_failures = [terraform_data.payment_content]

  variables {
    secrets = {
      google = {
        secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
        kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      }
      other = { secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:google-oauth-AbCdEf" }
    }

    payment_providers = {
      one = {
        vendor                    = "StripePrivy"
        api_key_id                = null
        api_key_secret            = null
        wallet_secret             = null
        app_id                    = "app"
        authorization_id          = "authorization"
        app_secret                = { secret = "google", json_key = "app" }
        authorization_private_key = { secret = "other", json_key = "value" }
      }
    }
  }
}
