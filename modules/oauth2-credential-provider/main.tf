locals {
  # The block of the AWS provider for each vendor, and the fields it takes beside client_id.
  vendors = {
    AtlassianOauth2  = { config = "atlassian", fields = [] }
    Auth0Oauth2      = { config = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    CognitoOauth2    = { config = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    CustomOauth2     = { config = "custom", fields = [] }
    CyberArkOauth2   = { config = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    DropboxOauth2    = { config = "included", fields = [] }
    FacebookOauth2   = { config = "included", fields = [] }
    FusionAuthOauth2 = { config = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    GithubOauth2     = { config = "github", fields = [] }
    GoogleOauth2     = { config = "google", fields = [] }
    HubspotOauth2    = { config = "included", fields = [] }
    LinkedinOauth2   = { config = "linkedin", fields = [] }
    MicrosoftOauth2  = { config = "microsoft", fields = ["tenant_id"] }
    NotionOauth2     = { config = "included", fields = [] }
    OktaOauth2       = { config = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    OneLoginOauth2   = { config = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    PingOneOauth2    = { config = "included", fields = ["issuer", "authorization_endpoint", "token_endpoint"] }
    RedditOauth2     = { config = "included", fields = [] }
    SalesforceOauth2 = { config = "salesforce", fields = [] }
    SlackOauth2      = { config = "slack", fields = [] }
    SpotifyOauth2    = { config = "included", fields = [] }
    TwitchOauth2     = { config = "included", fields = [] }
    XOauth2          = { config = "included", fields = [] }
    YandexOauth2     = { config = "included", fields = [] }
    ZoomOauth2       = { config = "included", fields = [] }
  }

  vendor = try(local.vendors[var.vendor], { config = "none", fields = [] })

  # A key to sign with implies the method; otherwise the service has a default of its own.
  client_authentication_method = try(
    coalesce(var.custom.client_authentication_method, var.custom.private_key_jwt == null ? null : "PRIVATE_KEY_JWT"),
    null
  )

  needs_secret = !contains(
    ["AWS_IAM_ID_TOKEN_JWT", "PRIVATE_KEY_JWT"],
    coalesce(local.client_authentication_method, "CLIENT_SECRET_BASIC")
  )

  json_keys = [
    for version in ephemeral.aws_secretsmanager_secret_version.this : try(keys(jsondecode(version.secret_string)), [])
  ]

  region = try(
    split(":", coalesce(try(var.secret.secret_arn, null), try(var.custom.private_key_jwt.kms_key_arn, null)))[3],
    ""
  )
}

resource "aws_bedrockagentcore_oauth2_credential_provider" "this" {
  name                       = var.name
  credential_provider_vendor = var.vendor
  tags                       = var.tags

  # One block for the vendor. Secret source and reference always go together, since the AWS
  # provider lets one pass without the other; client_id is the plain one, since client_id_wo is not
  # sent along with an external secret.
  oauth2_provider_config {
    dynamic "atlassian_oauth2_provider_config" {
      for_each = local.vendor.config == "atlassian" ? [1] : []

      content {
        client_id            = var.client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = var.secret.secret_arn
          json_key  = var.secret.json_key
        }
      }
    }

    dynamic "custom_oauth2_provider_config" {
      for_each = var.custom[*]

      content {
        client_id                    = var.client_id
        client_authentication_method = local.client_authentication_method
        client_secret_source         = var.secret == null ? null : "EXTERNAL"

        oauth_discovery {
          discovery_url = custom_oauth2_provider_config.value.discovery_url

          dynamic "authorization_server_metadata" {
            for_each = custom_oauth2_provider_config.value.authorization_server_metadata[*]

            content {
              issuer                      = authorization_server_metadata.value.issuer
              authorization_endpoint      = authorization_server_metadata.value.authorization_endpoint
              token_endpoint              = authorization_server_metadata.value.token_endpoint
              response_types              = authorization_server_metadata.value.response_types
              token_endpoint_auth_methods = authorization_server_metadata.value.token_endpoint_auth_methods
            }
          }
        }

        dynamic "client_secret_config" {
          for_each = var.secret[*]

          content {
            secret_id = client_secret_config.value.secret_arn
            json_key  = client_secret_config.value.json_key
          }
        }

        dynamic "on_behalf_of_token_exchange_config" {
          for_each = custom_oauth2_provider_config.value.on_behalf_of[*]

          content {
            grant_type = on_behalf_of_token_exchange_config.value.grant_type

            dynamic "token_exchange_grant_type_config" {
              for_each = on_behalf_of_token_exchange_config.value.grant_type == "TOKEN_EXCHANGE" ? [1] : []

              content {
                actor_token_content = coalesce(on_behalf_of_token_exchange_config.value.actor_token_content, "NONE")
                actor_token_scopes  = on_behalf_of_token_exchange_config.value.actor_token_scopes
              }
            }
          }
        }

        dynamic "private_endpoint" {
          for_each = custom_oauth2_provider_config.value.private_endpoint[*]

          content {
            dynamic "managed_vpc_resource" {
              for_each = private_endpoint.value.managed_vpc[*]

              content {
                vpc_identifier           = managed_vpc_resource.value.vpc_id
                subnet_ids               = managed_vpc_resource.value.subnet_ids
                endpoint_ip_address_type = managed_vpc_resource.value.ip_address_type
                security_group_ids       = managed_vpc_resource.value.security_group_ids
                routing_domain           = managed_vpc_resource.value.routing_domain
                tags                     = managed_vpc_resource.value.tags
              }
            }

            dynamic "self_managed_lattice_resource" {
              for_each = private_endpoint.value.self_managed_lattice[*]

              content {
                resource_configuration_identifier = self_managed_lattice_resource.value.resource_configuration_identifier
              }
            }
          }
        }

        dynamic "private_endpoint_override" {
          for_each = custom_oauth2_provider_config.value.private_endpoint_overrides

          content {
            domain = private_endpoint_override.value.domain

            private_endpoint {
              dynamic "managed_vpc_resource" {
                for_each = private_endpoint_override.value.private_endpoint.managed_vpc[*]

                content {
                  vpc_identifier           = managed_vpc_resource.value.vpc_id
                  subnet_ids               = managed_vpc_resource.value.subnet_ids
                  endpoint_ip_address_type = managed_vpc_resource.value.ip_address_type
                  security_group_ids       = managed_vpc_resource.value.security_group_ids
                  routing_domain           = managed_vpc_resource.value.routing_domain
                  tags                     = managed_vpc_resource.value.tags
                }
              }

              dynamic "self_managed_lattice_resource" {
                for_each = private_endpoint_override.value.private_endpoint.self_managed_lattice[*]

                content {
                  resource_configuration_identifier = self_managed_lattice_resource.value.resource_configuration_identifier
                }
              }
            }
          }
        }

        dynamic "private_key_jwt_config" {
          for_each = custom_oauth2_provider_config.value.private_key_jwt[*]

          content {
            signing_algorithm         = private_key_jwt_config.value.signing_algorithm
            additional_header_claims  = private_key_jwt_config.value.additional_header_claims
            additional_payload_claims = private_key_jwt_config.value.additional_payload_claims

            private_key_source {
              kms_key_source {
                kms_key_arn = private_key_jwt_config.value.kms_key_arn
              }
            }
          }
        }
      }
    }

    dynamic "github_oauth2_provider_config" {
      for_each = local.vendor.config == "github" ? [1] : []

      content {
        client_id            = var.client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = var.secret.secret_arn
          json_key  = var.secret.json_key
        }
      }
    }

    dynamic "google_oauth2_provider_config" {
      for_each = local.vendor.config == "google" ? [1] : []

      content {
        client_id            = var.client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = var.secret.secret_arn
          json_key  = var.secret.json_key
        }
      }
    }

    dynamic "included_oauth2_provider_config" {
      for_each = local.vendor.config == "included" ? [1] : []

      content {
        client_id              = var.client_id
        issuer                 = var.issuer
        authorization_endpoint = var.authorization_endpoint
        token_endpoint         = var.token_endpoint
        client_secret_source   = "EXTERNAL"

        client_secret_config {
          secret_id = var.secret.secret_arn
          json_key  = var.secret.json_key
        }
      }
    }

    dynamic "linkedin_oauth2_provider_config" {
      for_each = local.vendor.config == "linkedin" ? [1] : []

      content {
        client_id            = var.client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = var.secret.secret_arn
          json_key  = var.secret.json_key
        }
      }
    }

    dynamic "microsoft_oauth2_provider_config" {
      for_each = local.vendor.config == "microsoft" ? [1] : []

      content {
        client_id            = var.client_id
        tenant_id            = var.tenant_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = var.secret.secret_arn
          json_key  = var.secret.json_key
        }
      }
    }

    dynamic "salesforce_oauth2_provider_config" {
      for_each = local.vendor.config == "salesforce" ? [1] : []

      content {
        client_id            = var.client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = var.secret.secret_arn
          json_key  = var.secret.json_key
        }
      }
    }

    dynamic "slack_oauth2_provider_config" {
      for_each = local.vendor.config == "slack" ? [1] : []

      content {
        client_id            = var.client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = var.secret.secret_arn
          json_key  = var.secret.json_key
        }
      }
    }
  }

  lifecycle {
    precondition {
      # Terraform hides messages that come from an ephemeral value, but the names of the keys are
      # no secret: so they are quoted by a function that fails.
      condition = !var.verify_json_key ? true : contains(local.json_keys[0], var.secret.json_key) ? true : parseint(
        nonsensitive(
          "Secret ${var.secret.secret_arn} has no JSON key '${var.secret.json_key}'; ${length(local.json_keys[0]) == 0 ? "its value is no JSON object" : "it has: ${join(", ", distinct([for key in local.json_keys[0] : can(regex("^([a-z]{1,15}([A-Z][a-z]{1,14})*([_.-][a-z]{1,15}){0,5}|[A-Z]{1,15}(_[A-Z]{1,15}){0,5})[0-9]{0,2}$", key)) ? key : "(one that does not look like a name)"]))}"}."
        ),
        10
      ) == 0

      error_message = "Secret ${try(join("", var.secret.secret_arn[*]), "")} has no JSON key '${try(join("", var.secret.json_key[*]), "")}'."
    }

    postcondition {
      condition = var.secret == null ? true : !strcontains(
        try(self.client_secret_arn[0].secret_arn, ""),
        ":secret:bedrock-agentcore-identity!"
      )

      error_message = "Credential provider ${var.name} uses a secret that AgentCore made itself, and AgentCore cannot switch it to your own in place. Apply with -replace for this resource: its callback URL changes and users must consent again."
    }

    postcondition {
      condition     = local.region == "" || self.region == local.region
      error_message = "region \"${local.region}\" of the secret or key is not the AWS provider's, ${self.region}, and AgentCore Identity reads nothing of another Region. Give the credential provider the AWS provider for ${local.region}, or reference a replica in ${self.region}."
    }
  }
}

# Terraform reads the secret while it plans and applies, and keeps its value in no plan and no
# state.
ephemeral "aws_secretsmanager_secret_version" "this" {
  count = var.verify_json_key ? 1 : 0

  secret_id = var.secret.secret_arn
}

# Warns in every plan; nothing here stops one.
check "credential_provider" {
  assert {
    condition = var.secret == null ? true : try(
      aws_bedrockagentcore_oauth2_credential_provider.this.client_secret_arn[0].secret_arn,
      ""
    ) == var.secret.secret_arn

    error_message = "Credential provider ${var.name} reads another secret than ${try(var.secret.secret_arn, "")}: somebody has changed it outside Terraform. Change it back, or apply with -replace=aws_bedrockagentcore_oauth2_credential_provider.this."
  }

  assert {
    condition     = !strcontains(var.name, "_") && length(var.name) <= 50
    error_message = "name \"${var.name}\" holds \"_\" or is longer than 50 characters: the API takes it, but the console and some of AWS's own ARN patterns do not."
  }
}
