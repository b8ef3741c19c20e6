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
  name = "agents/google"
}

run "plans" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret.this.recovery_window_in_days == 30
    error_message = "The secret must be recoverable."
  }

  assert {
    condition = length([
      for action in jsondecode(aws_kms_key.this[0].policy).Statement[0].Action : action
      if strcontains(action, "crypt") || action == "kms:*"
    ]) == 0

    error_message = "The account must administer the key, and neither encrypt nor decrypt by that."
  }

  assert {
    condition     = length(jsondecode(aws_kms_key.this[0].policy).Statement[1].Condition.StringEquals["kms:ViaService"]) > 0
    error_message = "Values must be written through Secrets Manager alone."
  }

  assert {
    condition     = length(aws_secretsmanager_secret_version.this) == 0
    error_message = "There must be no value."
  }
}
