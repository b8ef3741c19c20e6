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

run "refuses_name_1" {
  command         = plan
  expect_failures = [var.name]

  variables {
    name = "my provider"
  }
}

run "refuses_secret_1" {
  command         = plan
  expect_failures = [var.secret]

  variables {
    secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth"
      json_key   = "api_key"
    }
  }
}

run "refuses_secret_2" {
  command         = plan
  expect_failures = [var.secret]

  variables {
    secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "oauth.client"
    }
  }
}

run "refuses_tags_1" {
  command         = plan
  expect_failures = [var.tags]

  variables {
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

run "refuses_tags_2" {
  command         = plan
  expect_failures = [var.tags]

  variables {
    tags = { "team!" = "" }
  }
}

run "refuses_tags_3" {
  command         = plan
  expect_failures = [var.tags]

  variables {
    tags = { team = "a!" }
  }
}
