provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_resource {
  target          = aws_bedrockagentcore_oauth2_credential_provider.this
  override_during = plan

  values = {
    region            = "us-east-1"
    client_secret_arn = [{ secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" }]
  }
}

variables {
  name      = "google-maps"
  vendor    = "GoogleOauth2"
  client_id = "1234567890.apps.googleusercontent.com"

  secret = {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
    json_key   = "client_secret"
  }
}

run "plans" {
  command = plan

  assert {
    condition = length(aws_bedrockagentcore_oauth2_credential_provider.this.oauth2_provider_config[0].google_oauth2_provider_config) == 1 && length(
      aws_bedrockagentcore_oauth2_credential_provider.this.oauth2_provider_config[0].github_oauth2_provider_config
    ) == 0

    error_message = "The vendor's own block must be chosen, and no other."
  }

  assert {
    condition = nonsensitive(
      aws_bedrockagentcore_oauth2_credential_provider.this.oauth2_provider_config[0].google_oauth2_provider_config[0].client_secret_source
    ) == "EXTERNAL"

    error_message = "AgentCore must be told to read the team's own secret."
  }

  assert {
    condition = nonsensitive(
      aws_bedrockagentcore_oauth2_credential_provider.this.oauth2_provider_config[0].google_oauth2_provider_config[0].client_secret_config[0].secret_id
    ) == var.secret.secret_arn

    error_message = "The reference must be the secret's full ARN."
  }
}
