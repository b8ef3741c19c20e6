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

run "refuses_name_1" {
  command         = plan
  expect_failures = [var.name]

  variables {
    name = "my provider"
  }
}

run "refuses_vendor_1" {
  command         = plan
  expect_failures = [var.vendor]

  variables {
    vendor = "PayPal"
  }
}

run "refuses_api_key_id_1" {
  command         = plan
  expect_failures = [var.api_key_id]

  variables {
    api_key_id = null
  }
}

run "refuses_api_key_id_2" {
  command         = plan
  expect_failures = [var.api_key_id]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = "checkout"
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "app"
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_api_key_id_3" {
  command         = plan
  expect_failures = [var.api_key_id]

  variables {
    api_key_id = "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
  }
}

run "refuses_api_key_id_4" {
  command         = plan
  expect_failures = [var.api_key_id]

  variables {
    api_key_id = "my key"
  }
}

run "refuses_api_key_secret_1" {
  command         = plan
  expect_failures = [var.api_key_secret]

  variables {
    api_key_secret = null
  }
}

run "refuses_api_key_secret_2" {
  command         = plan
  expect_failures = [var.api_key_secret]

  variables {
    vendor     = "StripePrivy"
    api_key_id = null

    api_key_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "api_key"
    }

    wallet_secret    = null
    app_id           = "app"
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_api_key_secret_3" {
  command         = plan
  expect_failures = [var.api_key_secret]

  variables {
    api_key_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth"
      json_key   = "value"
    }
  }
}

run "refuses_api_key_secret_4" {
  command         = plan
  expect_failures = [var.api_key_secret]

  variables {
    api_key_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "payment.value"
    }
  }
}

run "refuses_wallet_secret_1" {
  command         = plan
  expect_failures = [var.wallet_secret]

  variables {
    wallet_secret = null
  }
}

run "refuses_wallet_secret_2" {
  command         = plan
  expect_failures = [var.wallet_secret]

  variables {
    vendor         = "StripePrivy"
    api_key_id     = null
    api_key_secret = null

    wallet_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "wallet"
    }

    app_id           = "app"
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_wallet_secret_3" {
  command         = plan
  expect_failures = [var.wallet_secret]

  variables {
    wallet_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth"
      json_key   = "value"
    }
  }
}

run "refuses_wallet_secret_4" {
  command         = plan
  expect_failures = [var.wallet_secret]

  variables {
    wallet_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "payment.value"
    }
  }
}

run "refuses_wallet_secret_5" {
  command         = plan
  expect_failures = [var.wallet_secret]

  variables {
    wallet_secret = {
      secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "value"
    }
  }
}

run "refuses_app_id_1" {
  command         = plan
  expect_failures = [var.app_id]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = null
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_app_id_2" {
  command         = plan
  expect_failures = [var.app_id]

  variables {
    app_id = "app"
  }
}

run "refuses_app_id_3" {
  command         = plan
  expect_failures = [var.app_id]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_authorization_id_1" {
  command         = plan
  expect_failures = [var.authorization_id]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "app"
    authorization_id = null

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_authorization_id_2" {
  command         = plan
  expect_failures = [var.authorization_id]

  variables {
    authorization_id = "authorization"
  }
}

run "refuses_authorization_id_3" {
  command         = plan
  expect_failures = [var.authorization_id]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "app"
    authorization_id = "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_app_secret_1" {
  command         = plan
  expect_failures = [var.app_secret]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "app"
    authorization_id = "authorization"
    app_secret       = null

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_app_secret_2" {
  command         = plan
  expect_failures = [var.app_secret]

  variables {
    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }
  }
}

run "refuses_app_secret_3" {
  command         = plan
  expect_failures = [var.app_secret]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "app"
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth"
      json_key   = "value"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_app_secret_4" {
  command         = plan
  expect_failures = [var.app_secret]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "app"
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "payment.value"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_authorization_private_key_1" {
  command         = plan
  expect_failures = [var.authorization_private_key]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "app"
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = null
  }
}

run "refuses_authorization_private_key_2" {
  command         = plan
  expect_failures = [var.authorization_private_key]

  variables {
    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "private_key"
    }
  }
}

run "refuses_authorization_private_key_3" {
  command         = plan
  expect_failures = [var.authorization_private_key]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "app"
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth"
      json_key   = "value"
    }
  }
}

run "refuses_authorization_private_key_4" {
  command         = plan
  expect_failures = [var.authorization_private_key]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "app"
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "payment.value"
    }
  }
}

run "refuses_authorization_private_key_5" {
  command         = plan
  expect_failures = [var.authorization_private_key]

  variables {
    vendor           = "StripePrivy"
    api_key_id       = null
    api_key_secret   = null
    wallet_secret    = null
    app_id           = "app"
    authorization_id = "authorization"

    app_secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "app"
    }

    authorization_private_key = {
      secret_arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:google-oauth-AbCdEf"
      json_key   = "value"
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

run "refuses_owner_1" {
  command         = plan
  expect_failures = [var.owner]

  variables {
    owner = "team!"
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
