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
  name    = "agents"
  targets = { oncall = { kind = "TOPIC", arn = "arn:aws:sns:us-east-1:111122223333:agentcore-identity-oncall" } }
  secrets = { google = { secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf" } }
  readers = { route-planner = "arn:aws:iam::111122223333:role/agents/route-planner" }
}

run "plans" {
  command = plan

  assert {
    condition = alltrue([
      for rule in aws_cloudwatch_event_rule.this : rule.state == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
    ])

    error_message = "Rules must see reads."
  }

  assert {
    condition = strcontains(
      aws_cloudwatch_event_rule.this["unexpected-reader"].event_pattern,
      var.readers["route-planner"]
    )

    error_message = "Only the reader is expected."
  }

  assert {
    condition = strcontains(
      one(aws_cloudwatch_event_target.this["oncall/denied-reader"].input_transformer).input_template,
      "<secret>"
    )

    error_message = "People must be told the secret."
  }

  assert {
    condition     = length(aws_sns_topic.this) == 0
    error_message = "No topic is made unless it is asked for."
  }
}
