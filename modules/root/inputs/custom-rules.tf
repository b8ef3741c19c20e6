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
          ok    = alltrue([for one in custom.discovery_url[*] : can(regex(local.patterns.discovery_url, one))])
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
          ok = alltrue([
            for one in custom.client_authentication_method[*] : contains(
              ["CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST", "AWS_IAM_ID_TOKEN_JWT", "PRIVATE_KEY_JWT"],
              one
            )
          ])
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
      for name, metadata in local.servers : "oauth2_providers[\"${name}\"].custom.authorization_server_metadata" => [
        {
          at    = ".issuer"
          value = metadata.issuer
          ok    = can(regex(local.patterns.https_url, metadata.issuer))
          words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
        },
        {
          at    = ".authorization_endpoint"
          value = metadata.authorization_endpoint
          ok    = can(regex(local.patterns.https_url, metadata.authorization_endpoint))
          words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
        },
        {
          at    = ".token_endpoint"
          value = metadata.token_endpoint
          ok    = can(regex(local.patterns.https_url, metadata.token_endpoint))
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
      for name, jwt in local.signing : "oauth2_providers[\"${name}\"].custom.private_key_jwt" => [
        {
          at    = ".kms_key_arn"
          value = can(regex(local.patterns.shown_arn, jwt.kms_key_arn)) ? jwt.kms_key_arn : null
          ok    = can(regex(local.patterns.kms_key_arn, jwt.kms_key_arn))
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
          at    = ".additional_header_claims"
          value = join(", ", setintersection(keys(merge(jwt.additional_header_claims, {})), ["alg", "typ"]))
          ok    = length(setintersection(keys(merge(jwt.additional_header_claims, {})), ["alg", "typ"])) == 0
          words = "is set by AgentCore itself. Leave the claim out."
        },
        {
          at = ".additional_header_claims"
          value = join(
            ", ",
            [
              for one in keys(merge(jwt.additional_header_claims, {})) : one
              if !can(regex(local.patterns.claim_name, one))
            ]
          )
          ok = alltrue([
            for one in keys(merge(jwt.additional_header_claims, {})) : can(regex(local.patterns.claim_name, one))
          ])
          words = "is not 1 to 255 letters, digits, \"_\", \".\", \":\", \"#\" or \"-\". Rename the claim."
        },
        {
          at    = ".additional_header_claims"
          value = null
          ok = alltrue([
            for one in values(merge(jwt.additional_header_claims, {})) : length(regexall("(?s).", one)) >= 1 && length(
              regexall("(?s).", one)
            ) <= 2048
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
            setintersection(keys(merge(jwt.additional_payload_claims, {})), ["iss", "sub", "jti", "exp", "iat", "nbf"])
          )
          ok = length(
            setintersection(keys(merge(jwt.additional_payload_claims, {})), ["iss", "sub", "jti", "exp", "iat", "nbf"])
          ) == 0
          words = "is set by AgentCore itself. Leave the claim out."
        },
        {
          at = ".additional_payload_claims"
          value = join(
            ", ",
            [
              for one in keys(merge(jwt.additional_payload_claims, {})) : one
              if !can(regex(local.patterns.claim_name, one))
            ]
          )
          ok = alltrue([
            for one in keys(merge(jwt.additional_payload_claims, {})) : can(regex(local.patterns.claim_name, one))
          ])
          words = "is not 1 to 255 letters, digits, \"_\", \".\", \":\", \"#\" or \"-\". Rename the claim."
        },
        {
          at    = ".additional_payload_claims"
          value = null
          ok = alltrue([
            for one in values(merge(jwt.additional_payload_claims, {})) : length(regexall("(?s).", one)) >= 1 && length(
              regexall("(?s).", one)
            ) <= 2048
          ])
          words = "does not have 1 to 2048 characters. Shorten the claim."
        },
      ]
    },
    {
      for name, exchange in local.exchanges : "oauth2_providers[\"${name}\"].custom.on_behalf_of" => [
        {
          at    = ".grant_type"
          value = exchange.grant_type
          ok    = contains(["TOKEN_EXCHANGE", "JWT_AUTHORIZATION_GRANT"], exchange.grant_type)
          words = "is none of TOKEN_EXCHANGE, JWT_AUTHORIZATION_GRANT. Give one of them."
        },
        {
          at    = ".actor_token_content"
          value = exchange.actor_token_content
          ok = alltrue([
            for one in exchange.actor_token_content[*] : contains(["NONE", "M2M", "AWS_IAM_ID_TOKEN_JWT"], one)
          ])
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
    ]
  })

  vpc_rules = merge(
    {
      for at, vpc in local.vpcs : "${at}.managed_vpc" => [
        {
          at    = ".vpc_id"
          value = vpc.vpc_id
          ok    = can(regex(local.patterns.vpc_id, vpc.vpc_id))
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
          value = join(", ", [for one in vpc.subnet_ids : one if !can(regex(local.patterns.subnet_id, one))])
          ok    = alltrue([for one in vpc.subnet_ids : can(regex(local.patterns.subnet_id, one))])
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
              if !can(regex(local.patterns.security_group_id, one))
            ]
          )
          ok = alltrue([
            for one in coalesce(vpc.security_group_ids, []) : can(regex(local.patterns.security_group_id, one))
          ])
          words = "is not the ID of a security group. Give an ID like sg-0a1b2c3d4e5f60718."
        },
        {
          at    = ".routing_domain"
          value = vpc.routing_domain
          ok = alltrue([
            for one in vpc.routing_domain[*] : length(regexall("(?s).", one)) >= 3 && length(
              regexall("(?s).", one)
            ) <= 255
          ])
          words = "does not have 3 to 255 characters. Give a domain name that the VPC resolves."
        },
      ]
    },
    {
      for at, lattice in local.lattices : "${at}.self_managed_lattice" => [
        {
          at    = ".resource_configuration_identifier"
          value = lattice.resource_configuration_identifier
          ok    = can(regex(local.patterns.resource_configuration, lattice.resource_configuration_identifier))
          words = join(
            " ",
            ["is not the ID or ARN of a resource configuration. Give an ID like rcfg-0a1b2c3d4e5f60718, or its", "ARN."]
          )
        },
      ]
    }
  )
}
