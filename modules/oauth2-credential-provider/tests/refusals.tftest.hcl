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
    vendor = "GogleOauth2"
  }
}

run "refuses_client_id_1" {
  command         = plan
  expect_failures = [var.client_id]

  variables {
    client_id = null
  }
}

run "refuses_client_id_2" {
  command         = plan
  expect_failures = [var.client_id]

  variables {
    client_id = "ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
  }
}

run "refuses_tenant_id_1" {
  command         = plan
  expect_failures = [var.tenant_id]

  variables {
    tenant_id = "https://tenant.example.com/oauth2"
  }
}

run "refuses_tenant_id_2" {
  command         = plan
  expect_failures = [var.tenant_id]

  variables {
    vendor    = "MicrosoftOauth2"
    tenant_id = "ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt"
  }
}

run "refuses_issuer_1" {
  command         = plan
  expect_failures = [var.issuer]

  variables {
    issuer = "https://tenant.example.com/oauth2"
  }
}

run "refuses_issuer_2" {
  command         = plan
  expect_failures = [var.issuer]

  variables {
    vendor = "OktaOauth2"
    issuer = "ftp://idp"
  }
}

run "refuses_authorization_endpoint_1" {
  command         = plan
  expect_failures = [var.authorization_endpoint]

  variables {
    authorization_endpoint = "https://tenant.example.com/oauth2"
  }
}

run "refuses_authorization_endpoint_2" {
  command         = plan
  expect_failures = [var.authorization_endpoint]

  variables {
    vendor                 = "OktaOauth2"
    authorization_endpoint = "ftp://idp"
  }
}

run "refuses_token_endpoint_1" {
  command         = plan
  expect_failures = [var.token_endpoint]

  variables {
    token_endpoint = "https://tenant.example.com/oauth2"
  }
}

run "refuses_token_endpoint_2" {
  command         = plan
  expect_failures = [var.token_endpoint]

  variables {
    vendor         = "OktaOauth2"
    token_endpoint = "ftp://idp"
  }
}

run "refuses_token_endpoint_3" {
  command         = plan
  expect_failures = [var.token_endpoint]

  variables {
    vendor = "OktaOauth2"
  }
}

run "refuses_custom_1" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"
  }
}

run "refuses_custom_2" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    custom = { discovery_url = "https://idp.example.com/.well-known/openid-configuration" }
  }
}

run "refuses_custom_3" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"
    custom = { discovery_url = null }
  }
}

run "refuses_custom_4" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      authorization_server_metadata = {
        issuer                 = "https://idp.example.com"
        authorization_endpoint = "https://idp.example.com/authorize"
        token_endpoint         = "https://idp.example.com/token"
      }
    }
  }
}

run "refuses_custom_5" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"
    custom = { discovery_url = "https://idp" }
  }
}

run "refuses_custom_6" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"
    custom = { discovery_url = "ftp://idp/.well-known/openid-configuration" }
  }
}

run "refuses_custom_7" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = null
      authorization_server_metadata = {
        issuer                 = "ftp://idp"
        authorization_endpoint = "https://idp.example.com/authorize"
        token_endpoint         = "https://idp.example.com/token"
      }
    }
  }
}

run "refuses_custom_8" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = null
      authorization_server_metadata = {
        issuer                 = "https://idp.example.com"
        authorization_endpoint = "ftp://idp"
        token_endpoint         = "https://idp.example.com/token"
      }
    }
  }
}

run "refuses_custom_9" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = null
      authorization_server_metadata = {
        issuer                 = "https://idp.example.com"
        authorization_endpoint = "https://idp.example.com/authorize"
        token_endpoint         = "ftp://idp"
      }
    }
  }
}

run "refuses_custom_10" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = null
      authorization_server_metadata = {
        issuer                      = "https://idp.example.com"
        authorization_endpoint      = "https://idp.example.com/authorize"
        token_endpoint              = "https://idp.example.com/token"
        token_endpoint_auth_methods = []
      }
    }
  }
}

run "refuses_custom_11" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = null
      authorization_server_metadata = {
        issuer                      = "https://idp.example.com"
        authorization_endpoint      = "https://idp.example.com/authorize"
        token_endpoint              = "https://idp.example.com/token"
        token_endpoint_auth_methods = ["none"]
      }
    }
  }
}

run "refuses_custom_12" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url                = "https://idp.example.com/.well-known/openid-configuration"
      client_authentication_method = "NONE"
    }
  }
}

run "refuses_custom_13" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url                = "https://idp.example.com/.well-known/openid-configuration"
      client_authentication_method = "PRIVATE_KEY_JWT"
    }

    secret = null
  }
}

run "refuses_custom_14" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url                = "https://idp.example.com/.well-known/openid-configuration"
      client_authentication_method = "CLIENT_SECRET_POST"
      private_key_jwt              = { kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
    }
  }
}

run "refuses_custom_15" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url   = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = { kms_key_arn = "arn:aws:kms:us-east-1:111122223333:alias/signing" }
    }

    secret = null
  }
}

run "refuses_custom_16" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = {
        kms_key_arn       = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        signing_algorithm = "HS256"
      }
    }

    secret = null
  }
}

run "refuses_custom_17" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = {
        kms_key_arn              = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        additional_header_claims = {}
      }
    }

    secret = null
  }
}

run "refuses_custom_18" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = {
        kms_key_arn              = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        additional_header_claims = { alg = "x" }
      }
    }

    secret = null
  }
}

run "refuses_custom_19" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = {
        kms_key_arn              = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        additional_header_claims = { "my claim" = "x" }
      }
    }

    secret = null
  }
}

run "refuses_custom_20" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = {
        kms_key_arn              = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        additional_header_claims = { claim = "" }
      }
    }

    secret = null
  }
}

run "refuses_custom_21" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = {
        kms_key_arn               = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        additional_payload_claims = {}
      }
    }

    secret = null
  }
}

run "refuses_custom_22" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = {
        kms_key_arn               = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        additional_payload_claims = { iss = "x" }
      }
    }

    secret = null
  }
}

run "refuses_custom_23" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = {
        kms_key_arn               = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        additional_payload_claims = { "my claim" = "x" }
      }
    }

    secret = null
  }
}

run "refuses_custom_24" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = {
        kms_key_arn               = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        additional_payload_claims = { claim = "" }
      }
    }

    secret = null
  }
}

run "refuses_custom_25" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      on_behalf_of  = { grant_type = "PASSWORD" }
    }
  }
}

run "refuses_custom_26" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      on_behalf_of  = { grant_type = "TOKEN_EXCHANGE", actor_token_content = "USER" }
    }
  }
}

run "refuses_custom_27" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      on_behalf_of  = { grant_type = "JWT_AUTHORIZATION_GRANT", actor_token_content = "M2M" }
    }
  }
}

run "refuses_custom_28" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      on_behalf_of  = { grant_type = "TOKEN_EXCHANGE", actor_token_scopes = ["ledger.read"] }
    }
  }
}

run "refuses_custom_29" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url    = "https://idp.example.com/.well-known/openid-configuration"
      private_endpoint = {}
    }
  }
}

run "refuses_custom_30" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url    = "https://idp.example.com/.well-known/openid-configuration"
      private_endpoint = { managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = [] } }
    }
  }
}

run "refuses_custom_31" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_endpoint = {
        managed_vpc = {
          vpc_id          = "vpc-0a1b2c3d4e5f60718"
          subnet_ids      = ["subnet-0a1b2c3d4e5f60718"]
          ip_address_type = "DUAL"
        }
      }
    }
  }
}

run "refuses_custom_32" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_endpoint = {
        managed_vpc = {
          vpc_id             = "vpc-0a1b2c3d4e5f60718"
          subnet_ids         = ["subnet-0a1b2c3d4e5f60718"]
          security_group_ids = ["sg-0", "sg-1", "sg-2", "sg-3", "sg-4", "sg-5"]
        }
      }
    }
  }
}

run "refuses_custom_33" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_endpoint = {
        managed_vpc = {
          vpc_id         = "vpc-0a1b2c3d4e5f60718"
          subnet_ids     = ["subnet-0a1b2c3d4e5f60718"]
          routing_domain = "ab"
        }
      }
    }
  }
}

run "refuses_custom_34" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_endpoint_overrides = [
        {
          domain = "a.example"
          private_endpoint = {
            managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
          }
        },
      ]
    }
  }
}

run "refuses_custom_35" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_endpoint = {
        managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
      }
      private_endpoint_overrides = [
        {
          domain = "domain-0"
          private_endpoint = {
            managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
          }
        },
        {
          domain = "domain-1"
          private_endpoint = {
            managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
          }
        },
        {
          domain = "domain-2"
          private_endpoint = {
            managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
          }
        },
        {
          domain = "domain-3"
          private_endpoint = {
            managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
          }
        },
        {
          domain = "domain-4"
          private_endpoint = {
            managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
          }
        },
        {
          domain = "domain-5"
          private_endpoint = {
            managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
          }
        },
      ]
    }
  }
}

run "refuses_custom_36" {
  command         = plan
  expect_failures = [var.custom]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url = "https://idp.example.com/.well-known/openid-configuration"
      private_endpoint = {
        managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
      }
      private_endpoint_overrides = [
        {
          domain = ""
          private_endpoint = {
            managed_vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718"] }
          }
        },
      ]
    }
  }
}

run "refuses_secret_1" {
  command         = plan
  expect_failures = [var.secret]

  variables {
    secret = null
  }
}

run "refuses_secret_2" {
  command         = plan
  expect_failures = [var.secret]

  variables {
    vendor = "CustomOauth2"

    custom = {
      discovery_url   = "https://idp.example.com/.well-known/openid-configuration"
      private_key_jwt = { kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
    }
  }
}

run "refuses_secret_3" {
  command         = plan
  expect_failures = [var.secret]

  variables {
    secret = {
      secret_arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth"
      json_key   = "client_secret"
    }
  }
}

run "refuses_secret_4" {
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
