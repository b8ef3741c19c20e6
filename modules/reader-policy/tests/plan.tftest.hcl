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

run "plans" {
  command = plan

  assert {
    condition     = aws_iam_role_policy.this["route-planner"].role == "route-planner"
    error_message = "The policy must stand with the reader's role."
  }

  assert {
    condition = join(
      ",",
      flatten([
        for statement in jsondecode(output.policy_documents["route-planner"]).Statement : statement.Resource
        if statement.Action == "secretsmanager:GetSecretValue"
      ])
    ) == "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"

    error_message = "Only this secret may be read."
  }

  assert {
    condition = join(
      ",",
      output.intended_readers.providers["apikey/weather"].readers
    ) == "arn:aws:iam::111122223333:role/agents/route-planner"

    error_message = "The readers must be stated."
  }

  assert {
    condition     = !strcontains(output.policy_documents["route-planner"], "kms:")
    error_message = "Without a customer managed key nothing may be decrypted."
  }
}
