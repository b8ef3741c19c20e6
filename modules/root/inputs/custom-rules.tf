locals {
  custom_rules = merge(
    {
      for name, custom in local.custom : "oauth2_providers[\"${name}\"].custom" => [
        {
          at    = ""
          value = null
          ok    = custom.discovery_url != null || custom.authorization_server_metadata != null
          words = join(
            " ",
            [
              "has neither discovery_url nor authorization_server_metadata. Give the discovery URL if the server",
              "has one, its metadata otherwise.",
            ]
          )
        },
        {
          at    = ""
          value = null
          ok    = custom.discovery_url == null || custom.authorization_server_metadata == null
          words = "has both discovery_url and authorization_server_metadata. Leave one of them out."
        },
        {
          at    = ".discovery_url"
          value = custom.discovery_url
          ok = custom.discovery_url == null ? true : can(
            regex(
              join(
                " ",
                [
                  "^https://[^ \\t\\n\\v\\f\\r/][^",
                  "\\t\\n\\v\\f\\r]*/[.]well-known/(?:openid-configuration|oauth-authorization-server)$",
                ]
              ),
              custom.discovery_url
            )
          )
          words = join(
            " ",
            [
              "is no https URL that ends in /.well-known/openid-configuration or",
              "/.well-known/oauth-authorization-server. Give the address of the discovery document itself.",
            ]
          )
        },
        {
          at    = ".client_authentication_method"
          value = custom.client_authentication_method
          ok = custom.client_authentication_method == null ? true : contains(
            ["CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST", "AWS_IAM_ID_TOKEN_JWT", "PRIVATE_KEY_JWT"],
            custom.client_authentication_method
          )
          words = join(
            " ",
            [
              "is none of CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, AWS_IAM_ID_TOKEN_JWT, PRIVATE_KEY_JWT. Give",
              "one of them.",
            ]
          )
        },
        {
          at    = ".private_key_jwt"
          value = null
          ok = coalesce(
            custom.client_authentication_method,
            "none"
          ) != "PRIVATE_KEY_JWT" || custom.private_key_jwt != null
          words = join(
            " ",
            [
              "is missing, and PRIVATE_KEY_JWT signs with its key. Give private_key_jwt = { kms_key_arn = \"…\"",
              "}, or another client_authentication_method.",
            ]
          )
        },
        {
          at    = ".client_authentication_method"
          value = custom.client_authentication_method
          ok = custom.private_key_jwt == null || coalesce(
            custom.client_authentication_method,
            "PRIVATE_KEY_JWT"
          ) == "PRIVATE_KEY_JWT"
          words = "does not go with private_key_jwt. Leave it out, or leave private_key_jwt out."
        },
        {
          at    = ".private_endpoint"
          value = null
          ok    = length(custom.private_endpoint_overrides) == 0 || custom.private_endpoint != null
          words = join(
            " ",
            [
              "is missing, and private_endpoint_overrides are exceptions from it. Give private_endpoint, or leave",
              "the overrides out.",
            ]
          )
        },
        {
          at    = ".private_endpoint_overrides"
          value = null
          ok    = length(custom.private_endpoint_overrides) <= 5
          words = "is more than 5. Leave some out: their domains use privateEndpoint."
        },
      ]
    },
    {
      for name, metadata in { for name, custom in local.custom : name => custom.authorization_server_metadata if custom.authorization_server_metadata != null } : "oauth2_providers[\"${name}\"].custom.authorization_server_metadata" => [
        {
          at    = ".issuer"
          value = metadata.issuer
          ok    = can(regex("^https://[^ \\t\\n\\v\\f\\r/]", metadata.issuer))
          words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
        },
        {
          at    = ".authorization_endpoint"
          value = metadata.authorization_endpoint
          ok    = can(regex("^https://[^ \\t\\n\\v\\f\\r/]", metadata.authorization_endpoint))
          words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
        },
        {
          at    = ".token_endpoint"
          value = metadata.token_endpoint
          ok    = can(regex("^https://[^ \\t\\n\\v\\f\\r/]", metadata.token_endpoint))
          words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
        },
        {
          at    = ".token_endpoint_auth_methods"
          value = null
          ok = metadata.token_endpoint_auth_methods == null ? true : length(
            metadata.token_endpoint_auth_methods
          ) >= 1 && length(metadata.token_endpoint_auth_methods) <= 2
          words = "are not 1 or 2. Name client_secret_post, client_secret_basic or both, or leave the argument out."
        },
        {
          at = ".token_endpoint_auth_methods"
          value = join(
            ", ",
            [
              for one in coalesce(metadata.token_endpoint_auth_methods, []) : one
              if !contains(["client_secret_post", "client_secret_basic"], one)
            ]
          )
          ok = alltrue([
            for one in coalesce(metadata.token_endpoint_auth_methods, []) : contains(
              ["client_secret_post", "client_secret_basic"],
              one
            )
          ])
          words = "is none of client_secret_post, client_secret_basic. Give one of them."
        },
      ]
    },
    {
      for name, jwt in { for name, custom in local.custom : name => custom.private_key_jwt if custom.private_key_jwt != null } : "oauth2_providers[\"${name}\"].custom.private_key_jwt" => [
        {
          at    = ".kms_key_arn"
          value = can(regex("^arn:", jwt.kms_key_arn)) ? jwt.kms_key_arn : null
          ok    = can(regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", jwt.kms_key_arn))
          words = join(
            " ",
            [
              "is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example",
              "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.",
            ]
          )
        },
        {
          at    = ".signing_algorithm"
          value = jwt.signing_algorithm
          ok    = contains(["RS256", "PS256", "ES256"], jwt.signing_algorithm)
          words = "is none of RS256, PS256, ES256. Give one of them."
        },
        {
          at    = ".additional_header_claims"
          value = null
          ok = jwt.additional_header_claims == null ? true : length(jwt.additional_header_claims) >= 1 && length(
            jwt.additional_header_claims
          ) <= 10
          words = "are not 1 to 10. Leave the argument out, or drop some."
        },
        {
          at = ".additional_header_claims"
          value = join(
            ", ",
            setintersection(
              keys(jwt.additional_header_claims == null ? {} : jwt.additional_header_claims),
              ["alg", "typ"]
            )
          )
          ok = length(
            setintersection(
              keys(jwt.additional_header_claims == null ? {} : jwt.additional_header_claims),
              ["alg", "typ"]
            )
          ) == 0
          words = "is set by AgentCore itself. Leave the claim out."
        },
        {
          at = ".additional_header_claims"
          value = join(
            ", ",
            [
              for one in keys(jwt.additional_header_claims == null ? {} : jwt.additional_header_claims) : one
              if !can(regex("^[A-Za-z0-9_.:#-]{1,255}$", one))
            ]
          )
          ok = alltrue([
            for one in keys(jwt.additional_header_claims == null ? {} : jwt.additional_header_claims) : can(
              regex("^[A-Za-z0-9_.:#-]{1,255}$", one)
            )
          ])
          words = "is not 1 to 255 letters, digits, \"_\", \".\", \":\", \"#\" or \"-\". Rename the claim."
        },
        {
          at    = ".additional_header_claims"
          value = null
          ok = alltrue([
            for one in values(jwt.additional_header_claims == null ? {} : jwt.additional_header_claims) : length(
              regexall("(?s).", one)
            ) >= 1 && length(regexall("(?s).", one)) <= 2048
          ])
          words = "does not have 1 to 2048 characters. Shorten the claim."
        },
        {
          at    = ".additional_payload_claims"
          value = null
          ok = jwt.additional_payload_claims == null ? true : length(jwt.additional_payload_claims) >= 1 && length(
            jwt.additional_payload_claims
          ) <= 10
          words = "are not 1 to 10. Leave the argument out, or drop some."
        },
        {
          at = ".additional_payload_claims"
          value = join(
            ", ",
            setintersection(
              keys(jwt.additional_payload_claims == null ? {} : jwt.additional_payload_claims),
              ["iss", "sub", "jti", "exp", "iat", "nbf"]
            )
          )
          ok = length(
            setintersection(
              keys(jwt.additional_payload_claims == null ? {} : jwt.additional_payload_claims),
              ["iss", "sub", "jti", "exp", "iat", "nbf"]
            )
          ) == 0
          words = "is set by AgentCore itself. Leave the claim out."
        },
        {
          at = ".additional_payload_claims"
          value = join(
            ", ",
            [
              for one in keys(jwt.additional_payload_claims == null ? {} : jwt.additional_payload_claims) : one
              if !can(regex("^[A-Za-z0-9_.:#-]{1,255}$", one))
            ]
          )
          ok = alltrue([
            for one in keys(jwt.additional_payload_claims == null ? {} : jwt.additional_payload_claims) : can(
              regex("^[A-Za-z0-9_.:#-]{1,255}$", one)
            )
          ])
          words = "is not 1 to 255 letters, digits, \"_\", \".\", \":\", \"#\" or \"-\". Rename the claim."
        },
        {
          at    = ".additional_payload_claims"
          value = null
          ok = alltrue([
            for one in values(jwt.additional_payload_claims == null ? {} : jwt.additional_payload_claims) : length(
              regexall("(?s).", one)
            ) >= 1 && length(regexall("(?s).", one)) <= 2048
          ])
          words = "does not have 1 to 2048 characters. Shorten the claim."
        },
      ]
    },
    {
      for name, exchange in { for name, custom in local.custom : name => custom.on_behalf_of if custom.on_behalf_of != null } : "oauth2_providers[\"${name}\"].custom.on_behalf_of" => [
        {
          at    = ".grant_type"
          value = exchange.grant_type
          ok    = contains(["TOKEN_EXCHANGE", "JWT_AUTHORIZATION_GRANT"], exchange.grant_type)
          words = "is none of TOKEN_EXCHANGE, JWT_AUTHORIZATION_GRANT. Give one of them."
        },
        {
          at    = ".actor_token_content"
          value = exchange.actor_token_content
          ok = exchange.actor_token_content == null ? true : contains(
            ["NONE", "M2M", "AWS_IAM_ID_TOKEN_JWT"],
            exchange.actor_token_content
          )
          words = "is none of NONE, M2M, AWS_IAM_ID_TOKEN_JWT. Give one of them."
        },
        {
          at    = ".actor_token_content"
          value = exchange.actor_token_content
          ok    = exchange.actor_token_content == null || exchange.grant_type == "TOKEN_EXCHANGE"
          words = "goes with TOKEN_EXCHANGE only. Leave it out, or say grant_type = \"TOKEN_EXCHANGE\"."
        },
        {
          at    = ".actor_token_scopes"
          value = null
          ok    = exchange.actor_token_scopes == null || coalesce(exchange.actor_token_content, "NONE") == "M2M"
          words = "go with actor_token_content = \"M2M\" only. Leave them out, or say so."
        },
        {
          at = ".actor_token_scopes"
          value = join(
            ", ",
            [
              for one in coalesce(exchange.actor_token_scopes, []) : one
              if !(length(regexall("(?s).", one)) >= 1 && length(regexall("(?s).", one)) <= 128)
            ]
          )
          ok = alltrue([
            for one in coalesce(exchange.actor_token_scopes, []) : length(regexall("(?s).", one)) >= 1 && length(
              regexall("(?s).", one)
            ) <= 128
          ])
          words = "does not have 1 to 128 characters. Give one scope, as the identity provider names it."
        },
      ]
    }
  )

  endpoint_rules = merge(
    [
      for name, custom in local.custom : {
        for index, override in custom.private_endpoint_overrides : "oauth2_providers[\"${name}\"].custom.private_endpoint_overrides[${index}]" => [
          {
            at    = ".domain"
            value = override.domain
            ok    = length(regexall("(?s).", override.domain)) >= 1 && length(regexall("(?s).", override.domain)) <= 253
            words = "does not have 1 to 253 characters. Give one domain name of the identity provider."
          },
        ]
      }
    ]...
  )

  private_endpoint_rules = merge({
    for at, endpoint in local.endpoints : at => [
      {
        at    = ""
        value = null
        ok    = (endpoint.managed_vpc == null) != (endpoint.self_managed_lattice == null)
        words = join(
          " ",
          [
            "names both or neither of managed_vpc and self_managed_lattice. Name the one through which",
            "AgentCore reaches the identity provider.",
          ]
        )
      },
      {
        at    = ".self_managed_lattice.resource_configuration_identifier"
        value = endpoint.self_managed_lattice.resource_configuration_identifier
        ok = !(endpoint.self_managed_lattice != null) ? true : can(
          regex(
            "^(?:arn:[a-z0-9-]+:vpc-lattice:[a-zA-Z0-9-]+:[0-9]{12}:resourceconfiguration/)?rcfg-[0-9a-z]{17}$",
            endpoint.self_managed_lattice.resource_configuration_identifier
          )
        )
        words = join(
          " ",
          ["is not the ID or ARN of a resource configuration. Give an ID like rcfg-0a1b2c3d4e5f60718, or its", "ARN."]
        )
      },
    ]
  })

  vpc_rules = merge({
    for at, vpc in { for at, endpoint in local.endpoints : at => endpoint.managed_vpc if endpoint.managed_vpc != null } : "${at}.managed_vpc" => [
      {
        at    = ".vpc_id"
        value = vpc.vpc_id
        ok    = can(regex("^vpc-(?:[0-9a-z]{8}|[0-9a-z]{17})$", vpc.vpc_id))
        words = "is not the ID of a VPC. Give an ID like vpc-0a1b2c3d4e5f60718."
      },
      {
        at    = ".subnet_ids"
        value = null
        ok    = length(vpc.subnet_ids) > 0
        words = "is empty. Name at least one subnet of the VPC."
      },
      {
        at    = ".subnet_ids"
        value = join(", ", [for one in vpc.subnet_ids : one if !can(regex("^subnet-[0-9a-zA-Z]{8,17}$", one))])
        ok    = alltrue([for one in vpc.subnet_ids : can(regex("^subnet-[0-9a-zA-Z]{8,17}$", one))])
        words = "is not the ID of a subnet. Give an ID like subnet-0a1b2c3d4e5f60718."
      },
      {
        at    = ".ip_address_type"
        value = vpc.ip_address_type
        ok    = contains(["IPV4", "IPV6"], vpc.ip_address_type)
        words = "is none of IPV4, IPV6. Give one of them."
      },
      {
        at    = ".security_group_ids"
        value = null
        ok    = vpc.security_group_ids == null ? true : length(vpc.security_group_ids) <= 5
        words = "is more than 5. Name fewer security groups."
      },
      {
        at = ".security_group_ids"
        value = join(
          ", ",
          [
            for one in coalesce(vpc.security_group_ids, []) : one
            if !can(regex("^sg-(?:[0-9a-z]{8}|[0-9a-z]{17})$", one))
          ]
        )
        ok = alltrue([
          for one in coalesce(vpc.security_group_ids, []) : can(regex("^sg-(?:[0-9a-z]{8}|[0-9a-z]{17})$", one))
        ])
        words = "is not the ID of a security group. Give an ID like sg-0a1b2c3d4e5f60718."
      },
      {
        at    = ".routing_domain"
        value = vpc.routing_domain
        ok = vpc.routing_domain == null ? true : length(regexall("(?s).", vpc.routing_domain)) >= 3 && length(
          regexall("(?s).", vpc.routing_domain)
        ) <= 255
        words = "does not have 3 to 255 characters. Give a domain name that the VPC resolves."
      },
    ]
  })
}
