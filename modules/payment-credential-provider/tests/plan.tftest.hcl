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

variables {
  name       = "wallet"
  owner      = "payments"
  vendor     = "CoinbaseCDP"
  api_key_id = "checkout"

  api_key_secret = {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
    json_key   = "api_key"
  }

  wallet_secret = {
    secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
    json_key   = "wallet"
  }
}

run "plans" {
  command = plan

  assert {
    condition = join(
      ",",
      [
        for name in ["apiKeySecretSource", "walletSecretSource"] : jsondecode(
          terraform_data.content.triggers_replace.input
        ).providerConfigurationInput.coinbaseCdpConfiguration[name]
      ]
    ) == "EXTERNAL,EXTERNAL"

    error_message = "AgentCore must be told to read the team's own secrets."
  }

  assert {
    condition = jsondecode(
      terraform_data.content.triggers_replace.input
    ).providerConfigurationInput.coinbaseCdpConfiguration.walletSecretConfig.secretId == var.wallet_secret.secret_arn

    error_message = "The reference must be the secret's full ARN."
  }

  assert {
    condition     = join(",", keys(jsondecode(terraform_data.removal.triggers_replace))) == "kind,name,region"
    error_message = "Only name and Region may make another provider."
  }

  assert {
    condition     = output.credential_provider_arn == "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default/paymentcredentialprovider/wallet"
    error_message = "The ARN must be that of a payment credential provider."
  }
}
