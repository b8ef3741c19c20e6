locals {
  # The keys that the plan has found: of what may not be taken none, which a rule says.
  looked_up_keys = {
    for at, found in var.looked_up : at => strcontains(found.key, "alias/") ? null : (
      startswith(found.key, "arn:")
      ? found.key
      : join(
        ":",
        [
          for index, part in split(":", found.secret_arn) : [part, part, "kms", part, part, "key/${found.key}"][index]
          if index < 6
        ]
      )
    )
  }

  # The inputs with their defaults; nothing while a name or a type is wrong.
  secrets = tomap(
    merge(
      {
        for name, secret in {
          for entry in local.entries : entry.name => {
            secret_arn      = tostring(entry.value.secret_arn)
            kms_key_arn     = tostring(lookup(entry.value, "kms_key_arn", null))
            look_up_kms_key = tobool(lookup(entry.value, "look_up_kms_key", null)) == true
            region          = tostring(lookup(entry.value, "region", null))
            replicas = tomap({
              for name, one in merge(lookup(entry.value, "replicas", null), {}) : name => tostring(one)
            })
            policy_mode       = coalesce(tostring(lookup(entry.value, "policy_mode", null)), "EXCLUSIVE")
            key_access        = tostring(lookup(entry.value, "key_access", null))
            service_principal = tobool(lookup(entry.value, "service_principal", null)) == true
          }
          if entry.input == "secrets" && local.is_shaped
        } :
        name => merge(
          secret,
          {
            kms_key_arn = secret.look_up_kms_key && secret.kms_key_arn == null ? tostring(
              try(local.looked_up_keys[name], null)
            ) : secret.kms_key_arn
          }
        )
      },
      {
        for name, secret in local.agent_secrets : name => {
          secret_arn = join(
            ":",
            [
              "arn",
              var.aws_partition,
              "secretsmanager",
              coalesce(secret.region, var.aws_region),
              var.aws_account,
              "secret:made-${sha256(secret.name)}${join("", [for one in range(max(0, length(secret.name) - 69)) : "0"])}-AbCdEf",
            ]
          )
          kms_key_arn = secret.kms_key_arn == null ? join(
            ":",
            [
              "arn",
              var.aws_partition,
              "kms",
              coalesce(secret.region, var.aws_region),
              var.aws_account,
              "key/made-${substr(sha256(secret.name), 0, 31)}",
            ]
          ) : secret.kms_key_arn
          look_up_kms_key   = false
          region            = secret.region
          replicas          = secret.replicas
          policy_mode       = secret.policy_mode
          key_access        = "GRANT"
          service_principal = secret.service_principal
        }
      }
    )
  )

  agent_secrets = tomap({
    for entry in local.entries : entry.name => {
      name                     = tostring(entry.value.name)
      description              = tostring(lookup(entry.value, "description", null))
      value_version            = tonumber(lookup(entry.value, "value_version", null))
      region                   = tostring(lookup(entry.value, "region", null))
      kms_key_arn              = tostring(lookup(entry.value, "kms_key_arn", null))
      writers                  = tomap({ for name, one in merge(lookup(entry.value, "writers", null), {}) : name => tostring(one) })
      recovery_window_in_days  = coalesce(tonumber(lookup(entry.value, "recovery_window_in_days", null)), 30)
      replicas                 = tomap({ for name, one in merge(lookup(entry.value, "replicas", null), {}) : name => tostring(one) })
      tags                     = tomap({ for name, one in merge(lookup(entry.value, "tags", null), {}) : name => tostring(one) })
      rotator_arn              = tostring(lookup(entry.value, "rotator_arn", null))
      attach_rotator_policy    = tobool(lookup(entry.value, "attach_rotator_policy", null)) != false
      rotation_function_arn    = tostring(lookup(entry.value, "rotation_function_arn", null))
      rotation_makes_passwords = tobool(lookup(entry.value, "rotation_makes_passwords", null)) == true
      rotation_partner_type    = tostring(lookup(entry.value, "rotation_partner_type", null))
      rotation_metadata = tomap({
        for name, one in merge(lookup(entry.value, "rotation_metadata", null), {}) : name => tostring(one)
      })
      rotation_days      = tonumber(lookup(entry.value, "rotation_days", null))
      rotation_schedule  = tostring(lookup(entry.value, "rotation_schedule", null))
      rotation_duration  = tostring(lookup(entry.value, "rotation_duration", null))
      rotate_immediately = tobool(lookup(entry.value, "rotate_immediately", null)) != false
      policy_mode        = coalesce(tostring(lookup(entry.value, "policy_mode", null)), "EXCLUSIVE")
      service_principal  = tobool(lookup(entry.value, "service_principal", null)) == true
    }
    if entry.input == "agent_secrets" && local.is_shaped
  })

  readers = tomap({
    for entry in local.entries : entry.name => {
      role_arn      = tostring(entry.value.role_arn)
      attach_policy = tobool(lookup(entry.value, "attach_policy", null)) != false
      policy_kind   = coalesce(tostring(lookup(entry.value, "policy_kind", null)), "INLINE")
      workload_identities = lookup(entry.value, "workload_identities", null) == null ? toset(["*"]) : toset([
        for one in lookup(entry.value, "workload_identities", null)[*] : tostring(one)
      ])
      workload_identity_arns = toset([
        for one in lookup(entry.value, "workload_identity_arns", null)[*] : tostring(one)
      ])
      kind = coalesce(tostring(lookup(entry.value, "kind", null)), "RUNTIME")
      regions = lookup(entry.value, "regions", null) == null ? null : toset([
        for one in lookup(entry.value, "regions", null)[*] : tostring(one)
      ])
      max_managed_policies = coalesce(tonumber(lookup(entry.value, "max_managed_policies", null)), 10)
    }
    if entry.input == "readers" && local.is_shaped
  })

  oauth2_providers = tomap({
    for entry in local.entries : entry.name => {
      vendor                 = tostring(entry.value.vendor)
      client_id              = tostring(lookup(entry.value, "client_id", null))
      tenant_id              = tostring(lookup(entry.value, "tenant_id", null))
      issuer                 = tostring(lookup(entry.value, "issuer", null))
      authorization_endpoint = tostring(lookup(entry.value, "authorization_endpoint", null))
      token_endpoint         = tostring(lookup(entry.value, "token_endpoint", null))
      secret                 = tostring(lookup(entry.value, "secret", null))
      json_key               = tostring(lookup(entry.value, "json_key", null))
      readers                = toset([for one in lookup(entry.value, "readers", null)[*] : tostring(one)])
      regions                = toset([for one in lookup(entry.value, "regions", null)[*] : tostring(one)])
      verify_json_key        = tobool(lookup(entry.value, "verify_json_key", null)) == true
      tags                   = tomap({ for name, one in merge(lookup(entry.value, "tags", null), {}) : name => tostring(one) })
    }
    if entry.input == "oauth2_providers" && local.is_shaped
  })

  # Identity providers that are no built-in vendor, by the provider's name.
  custom = {
    for entry in local.entries : entry.name => one([
      for custom in entry.value.custom[*] : {
        discovery_url = tostring(lookup(custom, "discovery_url", null))
        authorization_server_metadata = one([
          for authorization_server_metadata in lookup(custom, "authorization_server_metadata", null)[*] : {
            issuer                 = tostring(authorization_server_metadata.issuer)
            authorization_endpoint = tostring(authorization_server_metadata.authorization_endpoint)
            token_endpoint         = tostring(authorization_server_metadata.token_endpoint)
            response_types = lookup(authorization_server_metadata, "response_types", null) == null ? null : toset([
              for one in lookup(authorization_server_metadata, "response_types", null)[*] : tostring(one)
            ])
            token_endpoint_auth_methods = lookup(authorization_server_metadata, "token_endpoint_auth_methods", null) == null ? null : tolist([
              for one in lookup(authorization_server_metadata, "token_endpoint_auth_methods", null)[*] : tostring(one)
            ])
          }
        ])
        client_authentication_method = tostring(lookup(custom, "client_authentication_method", null))
        token_audiences = lookup(custom, "token_audiences", null) == null ? null : toset([
          for one in lookup(custom, "token_audiences", null)[*] : tostring(one)
        ])
        private_key_jwt = one([
          for private_key_jwt in lookup(custom, "private_key_jwt", null)[*] : {
            kms_key_arn       = tostring(private_key_jwt.kms_key_arn)
            signing_algorithm = coalesce(tostring(lookup(private_key_jwt, "signing_algorithm", null)), "RS256")
            additional_header_claims = lookup(private_key_jwt, "additional_header_claims", null) == null ? null : tomap({
              for name, one in lookup(private_key_jwt, "additional_header_claims", null) : name => tostring(one)
            })
            additional_payload_claims = lookup(private_key_jwt, "additional_payload_claims", null) == null ? null : tomap({
              for name, one in lookup(private_key_jwt, "additional_payload_claims", null) : name => tostring(one)
            })
          }
        ])
        on_behalf_of = one([
          for on_behalf_of in lookup(custom, "on_behalf_of", null)[*] : {
            grant_type          = tostring(on_behalf_of.grant_type)
            actor_token_content = tostring(lookup(on_behalf_of, "actor_token_content", null))
            actor_token_scopes = lookup(on_behalf_of, "actor_token_scopes", null) == null ? null : toset([
              for one in lookup(on_behalf_of, "actor_token_scopes", null)[*] : tostring(one)
            ])
          }
        ])
        private_endpoint = one([
          for private_endpoint in lookup(custom, "private_endpoint", null)[*] : {
            managed_vpc = one([
              for managed_vpc in lookup(private_endpoint, "managed_vpc", null)[*] : {
                vpc_id          = tostring(managed_vpc.vpc_id)
                subnet_ids      = toset([for one in managed_vpc.subnet_ids[*] : tostring(one)])
                ip_address_type = coalesce(tostring(lookup(managed_vpc, "ip_address_type", null)), "IPV4")
                security_group_ids = lookup(managed_vpc, "security_group_ids", null) == null ? null : toset([
                  for one in lookup(managed_vpc, "security_group_ids", null)[*] : tostring(one)
                ])
                routing_domain = tostring(lookup(managed_vpc, "routing_domain", null))
                tags = lookup(managed_vpc, "tags", null) == null ? null : tomap({
                  for name, one in lookup(managed_vpc, "tags", null) : name => tostring(one)
                })
              }
            ])
            self_managed_lattice = one([
              for self_managed_lattice in lookup(private_endpoint, "self_managed_lattice", null)[*] : {
                resource_configuration_identifier = tostring(self_managed_lattice.resource_configuration_identifier)
              }
            ])
          }
        ])
        private_endpoint_overrides = [
          for private_endpoint_overrides in lookup(custom, "private_endpoint_overrides", null)[*] : {
            domain = tostring(private_endpoint_overrides.domain)
            private_endpoint = one([
              for private_endpoint in private_endpoint_overrides.private_endpoint[*] : {
                managed_vpc = one([
                  for managed_vpc in lookup(private_endpoint, "managed_vpc", null)[*] : {
                    vpc_id          = tostring(managed_vpc.vpc_id)
                    subnet_ids      = toset([for one in managed_vpc.subnet_ids[*] : tostring(one)])
                    ip_address_type = coalesce(tostring(lookup(managed_vpc, "ip_address_type", null)), "IPV4")
                    security_group_ids = lookup(managed_vpc, "security_group_ids", null) == null ? null : toset([
                      for one in lookup(managed_vpc, "security_group_ids", null)[*] : tostring(one)
                    ])
                    routing_domain = tostring(lookup(managed_vpc, "routing_domain", null))
                    tags = lookup(managed_vpc, "tags", null) == null ? null : tomap({
                      for name, one in lookup(managed_vpc, "tags", null) : name => tostring(one)
                    })
                  }
                ])
                self_managed_lattice = one([
                  for self_managed_lattice in lookup(private_endpoint, "self_managed_lattice", null)[*] : {
                    resource_configuration_identifier = tostring(self_managed_lattice.resource_configuration_identifier)
                  }
                ])
              }
            ])
          }
        ]
      }
    ])
    if entry.input == "oauth2_providers" && local.is_shaped && can(keys(entry.value.custom))
  }

  api_key_providers = tomap({
    for entry in local.entries : entry.name => {
      secret          = tostring(entry.value.secret)
      json_key        = tostring(entry.value.json_key)
      readers         = toset([for one in lookup(entry.value, "readers", null)[*] : tostring(one)])
      regions         = toset([for one in lookup(entry.value, "regions", null)[*] : tostring(one)])
      verify_json_key = tobool(lookup(entry.value, "verify_json_key", null)) == true
      tags            = tomap({ for name, one in merge(lookup(entry.value, "tags", null), {}) : name => tostring(one) })
    }
    if entry.input == "api_key_providers" && local.is_shaped
  })

  payment_providers = {
    for entry in local.entries : entry.name => {
      vendor     = tostring(entry.value.vendor)
      api_key_id = tostring(lookup(entry.value, "api_key_id", null))
      api_key_secret = one([
        for api_key_secret in lookup(entry.value, "api_key_secret", null)[*] : {
          secret   = tostring(api_key_secret.secret)
          json_key = tostring(api_key_secret.json_key)
        }
      ])
      wallet_secret = one([
        for wallet_secret in lookup(entry.value, "wallet_secret", null)[*] : {
          secret   = tostring(wallet_secret.secret)
          json_key = tostring(wallet_secret.json_key)
        }
      ])
      app_id           = tostring(lookup(entry.value, "app_id", null))
      authorization_id = tostring(lookup(entry.value, "authorization_id", null))
      app_secret = one([
        for app_secret in lookup(entry.value, "app_secret", null)[*] : {
          secret   = tostring(app_secret.secret)
          json_key = tostring(app_secret.json_key)
        }
      ])
      authorization_private_key = one([
        for authorization_private_key in lookup(entry.value, "authorization_private_key", null)[*] : {
          secret   = tostring(authorization_private_key.secret)
          json_key = tostring(authorization_private_key.json_key)
        }
      ])
      adopt           = tobool(lookup(entry.value, "adopt", null)) == true
      readers         = toset([for one in lookup(entry.value, "readers", null)[*] : tostring(one)])
      regions         = toset([for one in lookup(entry.value, "regions", null)[*] : tostring(one)])
      verify_json_key = tobool(lookup(entry.value, "verify_json_key", null)) == true
      tags            = tomap({ for name, one in merge(lookup(entry.value, "tags", null), {}) : name => tostring(one) })
    }
    if entry.input == "payment_providers" && local.is_shaped
  }
}
