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

  values = {
    policy     = ""
    kms_key_id = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
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

run "plans" {
  command = plan

  assert {
    condition     = join(",", sort(keys(output.reader_policy_documents))) == "apikey/weather,oauth2/google-maps"
    error_message = "One policy for each provider and reader."
  }

  assert {
    condition = join(
      ",",
      output.intended_readers.providers["oauth2/google-maps"].readers
    ) == "arn:aws:iam::111122223333:role/agents/route-planner"

    error_message = "The readers must be stated."
  }

  assert {
    condition     = join(",", keys(output.secret_policy_documents)) == "google"
    error_message = "One policy for the secret."
  }
}
