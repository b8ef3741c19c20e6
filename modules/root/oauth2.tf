locals {
  # The block for each provider.
  vendor_blocks = tomap({ for name, vendor in local.oauth2_vendors : name => vendor.block })

  # The secret of each, if it has one.
  oauth2_secret_arns = {
    for name, provider in local.oauth2_providers : name => one([
      for secret in provider.secret[*] : local.secrets[secret].secret_arn
    ])
  }

  # Providers that AgentCore has made a secret for.
  managed_secrets = flatten([
    for name, provider in aws_bedrockagentcore_oauth2_credential_provider.this : [
      [
        for ok in [
          !strcontains(try(provider.client_secret_arn[0].secret_arn, ""), ":secret:bedrock-agentcore-identity!"),
        ] :
        join(
          " ",
          [
            "Credential provider ${local.oauth2_providers[name].name} uses a secret that AgentCore made itself,",
            "and AgentCore cannot switch it to your own in place. Replace the provider, whose callback URL",
            "changes and whose users must consent again: terraform apply",
            "-replace='module.NAME.aws_bedrockagentcore_oauth2_credential_provider.this[\"${name}\"]' (NAME:",
            "what your configuration calls this module)",
          ]
        )
        if !can(length([[true][ok ? 0 : 1]]))
      ],
    ]
    if local.oauth2_providers[name].secret != null
  ])
}

resource "aws_bedrockagentcore_oauth2_credential_provider" "this" {
  for_each = local.vendor_blocks

  name                       = local.oauth2_providers[each.key].name
  credential_provider_vendor = local.oauth2_providers[each.key].vendor
  tags                       = local.providers["oauth2/${each.key}"].tags
  region                     = local.providers["oauth2/${each.key}"].region

  # One block for the vendor. Secret source and reference always go together, since the AWS
  # provider lets one pass without the other; client_id is the plain one, since client_id_wo is not
  # sent along with an external secret.
  oauth2_provider_config {
    dynamic "atlassian_oauth2_provider_config" {
      for_each = each.value == "atlassian" ? [1] : []

      content {
        client_id            = local.oauth2_providers[each.key].client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = try(
            local.agentcore_identity_replicas["oauth2/${each.key}"],
            var.secrets[var.oauth2_providers[each.key].secret].secret_arn,
            local.agentcore_identity_made[var.oauth2_providers[each.key].secret].secret_arn
          )

          json_key = local.oauth2_providers[each.key].json_key
        }
      }
    }

    dynamic "custom_oauth2_provider_config" {
      for_each = lookup(local.custom, each.key, null)[*]

      content {
        client_id                    = local.oauth2_providers[each.key].client_id
        client_authentication_method = local.client_authentication_methods[each.key]
        client_secret_source         = local.oauth2_providers[each.key].secret == null ? null : "EXTERNAL"

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
          for_each = local.oauth2_providers[each.key].secret[*]

          content {
            secret_id = try(
              local.agentcore_identity_replicas["oauth2/${each.key}"],
              var.secrets[client_secret_config.value].secret_arn,
              local.agentcore_identity_made[client_secret_config.value].secret_arn
            )

            json_key = local.oauth2_providers[each.key].json_key
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
      for_each = each.value == "github" ? [1] : []

      content {
        client_id            = local.oauth2_providers[each.key].client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = try(
            local.agentcore_identity_replicas["oauth2/${each.key}"],
            var.secrets[var.oauth2_providers[each.key].secret].secret_arn,
            local.agentcore_identity_made[var.oauth2_providers[each.key].secret].secret_arn
          )

          json_key = local.oauth2_providers[each.key].json_key
        }
      }
    }

    dynamic "google_oauth2_provider_config" {
      for_each = each.value == "google" ? [1] : []

      content {
        client_id            = local.oauth2_providers[each.key].client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = try(
            local.agentcore_identity_replicas["oauth2/${each.key}"],
            var.secrets[var.oauth2_providers[each.key].secret].secret_arn,
            local.agentcore_identity_made[var.oauth2_providers[each.key].secret].secret_arn
          )

          json_key = local.oauth2_providers[each.key].json_key
        }
      }
    }

    dynamic "included_oauth2_provider_config" {
      for_each = each.value == "included" ? [1] : []

      content {
        client_id              = local.oauth2_providers[each.key].client_id
        issuer                 = local.oauth2_providers[each.key].issuer
        authorization_endpoint = local.oauth2_providers[each.key].authorization_endpoint
        token_endpoint         = local.oauth2_providers[each.key].token_endpoint
        client_secret_source   = "EXTERNAL"

        client_secret_config {
          secret_id = try(
            local.agentcore_identity_replicas["oauth2/${each.key}"],
            var.secrets[var.oauth2_providers[each.key].secret].secret_arn,
            local.agentcore_identity_made[var.oauth2_providers[each.key].secret].secret_arn
          )

          json_key = local.oauth2_providers[each.key].json_key
        }
      }
    }

    dynamic "linkedin_oauth2_provider_config" {
      for_each = each.value == "linkedin" ? [1] : []

      content {
        client_id            = local.oauth2_providers[each.key].client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = try(
            local.agentcore_identity_replicas["oauth2/${each.key}"],
            var.secrets[var.oauth2_providers[each.key].secret].secret_arn,
            local.agentcore_identity_made[var.oauth2_providers[each.key].secret].secret_arn
          )

          json_key = local.oauth2_providers[each.key].json_key
        }
      }
    }

    dynamic "microsoft_oauth2_provider_config" {
      for_each = each.value == "microsoft" ? [1] : []

      content {
        client_id            = local.oauth2_providers[each.key].client_id
        tenant_id            = local.oauth2_providers[each.key].tenant_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = try(
            local.agentcore_identity_replicas["oauth2/${each.key}"],
            var.secrets[var.oauth2_providers[each.key].secret].secret_arn,
            local.agentcore_identity_made[var.oauth2_providers[each.key].secret].secret_arn
          )

          json_key = local.oauth2_providers[each.key].json_key
        }
      }
    }

    dynamic "salesforce_oauth2_provider_config" {
      for_each = each.value == "salesforce" ? [1] : []

      content {
        client_id            = local.oauth2_providers[each.key].client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = try(
            local.agentcore_identity_replicas["oauth2/${each.key}"],
            var.secrets[var.oauth2_providers[each.key].secret].secret_arn,
            local.agentcore_identity_made[var.oauth2_providers[each.key].secret].secret_arn
          )

          json_key = local.oauth2_providers[each.key].json_key
        }
      }
    }

    dynamic "slack_oauth2_provider_config" {
      for_each = each.value == "slack" ? [1] : []

      content {
        client_id            = local.oauth2_providers[each.key].client_id
        client_secret_source = "EXTERNAL"

        client_secret_config {
          secret_id = try(
            local.agentcore_identity_replicas["oauth2/${each.key}"],
            var.secrets[var.oauth2_providers[each.key].secret].secret_arn,
            local.agentcore_identity_made[var.oauth2_providers[each.key].secret].secret_arn
          )

          json_key = local.oauth2_providers[each.key].json_key
        }
      }
    }
  }

  lifecycle {
    precondition {
      # Terraform hides messages that come from an ephemeral value, but the names of the keys are
      # no secret: so they are quoted by a function that fails.
      condition = alltrue([
        for wanted in lookup(local.wanted_json_keys, "oauth2/${each.key}", []) : contains(local.json_keys[wanted.secret], wanted.json_key) ? true : parseint(
          nonsensitive(
            join(
              " ",
              [
                "Secret ${wanted.secret_arn} has no JSON key",
                "'${wanted.json_key}'; ${local.found_json_keys[wanted.secret]}.",
              ]
            )
          ),
          10
        ) == 0
      ])

      error_message = join(
        "\n",
        [
          for wanted in lookup(
            local.wanted_json_keys,
            "oauth2/${each.key}",
            []
          ) : "Secret ${wanted.secret_arn} must have the JSON key '${wanted.json_key}'."
        ]
      )
    }
  }
}
