provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
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
  name = "weather"

  secret = {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
    json_key   = "api_key"
  }
}

run "plans" {
  command = plan

  assert {
    condition     = aws_bedrockagentcore_api_key_credential_provider.this.api_key_secret_source == "EXTERNAL"
    error_message = "AgentCore must be told to read the team's own secret."
  }

  assert {
    condition     = aws_bedrockagentcore_api_key_credential_provider.this.api_key_secret_config[0].secret_id == var.secret.secret_arn
    error_message = "The reference must be the secret's full ARN."
  }

  assert {
    condition     = aws_bedrockagentcore_api_key_credential_provider.this.api_key == null
    error_message = "No value of a secret belongs into Terraform."
  }
}
