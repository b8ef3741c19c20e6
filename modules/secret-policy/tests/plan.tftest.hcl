provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_secretsmanager_secret.this

  values = {
    policy     = ""
    kms_key_id = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}

variables {
  owner      = "agents"
  secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
  readers    = { route-planner = "arn:aws:iam::111122223333:role/agents/route-planner" }
}

run "plans" {
  command = plan

  assert {
    condition = join(
      ",",
      flatten([
        for statement in jsondecode(output.policy_document).Statement : statement.Principal.AWS
        if can(statement.Principal.AWS)
      ])
    ) == "arn:aws:iam::111122223333:role/agents/route-planner"

    error_message = "The readers must be named, and nobody else."
  }

  assert {
    condition = length([
      for statement in jsondecode(output.policy_document).Statement : statement
      if can(statement.Principal.Service)
    ]) == 0

    error_message = "No service must be named."
  }

  assert {
    condition = join(
      ",",
      output.intended_readers.secrets[0].readers
    ) == "arn:aws:iam::111122223333:role/agents/route-planner"

    error_message = "The readers must be stated."
  }

  assert {
    condition     = aws_secretsmanager_secret_policy.this[0].block_public_policy
    error_message = "Public policies must be blocked."
  }
}
