locals {
  custom_rules = flatten([
    [
      for name, custom in local.custom : [
        [
          for ok in [custom.discovery_url != null || custom.authorization_server_metadata != null] : {
            at    = "oauth2_providers[\"${name}\"].custom"
            value = null
            words = join(
              " ",
              [
                "has neither discovery_url nor authorization_server_metadata. Give the discovery URL if the server",
                "has one, its metadata otherwise.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [custom.discovery_url == null || custom.authorization_server_metadata == null] : {
            at    = "oauth2_providers[\"${name}\"].custom"
            value = null
            words = "has both discovery_url and authorization_server_metadata. Leave one of them out."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in custom.discovery_url[*] : can(regex(local.patterns.discovery_url, one))])] : {
            at    = "oauth2_providers[\"${name}\"].custom.discovery_url"
            value = custom.discovery_url
            words = join(
              " ",
              [
                "is no https URL that ends in /.well-known/openid-configuration or",
                "/.well-known/oauth-authorization-server. Give the address of the discovery document itself.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in custom.client_authentication_method[*] : contains(
                ["CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST", "AWS_IAM_ID_TOKEN_JWT", "PRIVATE_KEY_JWT"],
                one
              )
            ]),
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.client_authentication_method"
            value = custom.client_authentication_method
            words = join(
              " ",
              [
                "is none of CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, AWS_IAM_ID_TOKEN_JWT, PRIVATE_KEY_JWT. Give",
                "one of them.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            coalesce(custom.client_authentication_method, "none") != "PRIVATE_KEY_JWT" || custom.private_key_jwt != null,
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.private_key_jwt"
            value = null
            words = join(
              " ",
              [
                "is missing, and PRIVATE_KEY_JWT signs with its key. Give private_key_jwt = { kms_key_arn = \"…\"",
                "}, or another client_authentication_method.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            custom.private_key_jwt == null || coalesce(
              custom.client_authentication_method,
              "PRIVATE_KEY_JWT"
            ) == "PRIVATE_KEY_JWT",
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.client_authentication_method"
            value = custom.client_authentication_method
            words = "does not go with private_key_jwt. Leave it out, or leave private_key_jwt out."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [length(custom.private_endpoint_overrides) == 0 || custom.private_endpoint != null] : {
            at    = "oauth2_providers[\"${name}\"].custom.private_endpoint"
            value = null
            words = join(
              " ",
              [
                "is missing, and private_endpoint_overrides are exceptions from it. Give private_endpoint, or leave",
                "the overrides out.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [length(custom.private_endpoint_overrides) <= 5] : {
            at    = "oauth2_providers[\"${name}\"].custom.private_endpoint_overrides"
            value = null
            words = "is more than 5. Leave some out: their domains use privateEndpoint."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            custom.token_audiences == null ? true : length(custom.token_audiences) >= 1 && length(
              custom.token_audiences
            ) <= 10,
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.token_audiences"
            value = null
            words = join(
              " ",
              [
                "are not 1 to 10. Name those that AgentCore asks for, or leave the argument out and give the role",
                "its permission yourself.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in coalesce(custom.token_audiences, []) : length(regexall("(?s).", one)) >= 1 && length(
                regexall("(?s).", one)
              ) <= 1000
            ]),
          ] :
          {
            at = "oauth2_providers[\"${name}\"].custom.token_audiences"
            value = join(
              ", ",
              [
                for one in coalesce(custom.token_audiences, []) : one
                if !(length(regexall("(?s).", one)) >= 1 && length(regexall("(?s).", one)) <= 1000)
              ]
            )
            words = "does not have 1 to 1000 characters. Give the audience that the token names, often an https URL."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            custom.token_audiences == null || coalesce(
              custom.client_authentication_method,
              "none"
            ) == "AWS_IAM_ID_TOKEN_JWT",
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.token_audiences"
            value = null
            words = join(
              " ",
              [
                "are given, and the client proves itself otherwise. Say client_authentication_method =",
                "\"AWS_IAM_ID_TOKEN_JWT\", or leave them out.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
    [
      for name, metadata in local.servers : [
        [
          for ok in [can(regex(local.patterns.https_url, metadata.issuer))] : {
            at    = "oauth2_providers[\"${name}\"].custom.authorization_server_metadata.issuer"
            value = metadata.issuer
            words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [can(regex(local.patterns.https_url, metadata.authorization_endpoint))] : {
            at    = "oauth2_providers[\"${name}\"].custom.authorization_server_metadata.authorization_endpoint"
            value = metadata.authorization_endpoint
            words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [can(regex(local.patterns.https_url, metadata.token_endpoint))] : {
            at    = "oauth2_providers[\"${name}\"].custom.authorization_server_metadata.token_endpoint"
            value = metadata.token_endpoint
            words = "is no https URL. Give the full address, for example https://idp.example.com/oauth2."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            metadata.token_endpoint_auth_methods == null ? true : length(
              metadata.token_endpoint_auth_methods
            ) >= 1 && length(metadata.token_endpoint_auth_methods) <= 2,
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.authorization_server_metadata.token_endpoint_auth_methods"
            value = null
            words = "are not 1 or 2. Name client_secret_post, client_secret_basic or both, or leave the argument out."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in coalesce(metadata.token_endpoint_auth_methods, []) : contains(
                ["client_secret_post", "client_secret_basic"],
                one
              )
            ]),
          ] :
          {
            at = "oauth2_providers[\"${name}\"].custom.authorization_server_metadata.token_endpoint_auth_methods"
            value = join(
              ", ",
              [
                for one in coalesce(metadata.token_endpoint_auth_methods, []) : one
                if !contains(["client_secret_post", "client_secret_basic"], one)
              ]
            )
            words = "is none of client_secret_post, client_secret_basic. Give one of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
    [
      for name, jwt in local.signing : [
        [
          for ok in [can(regex(local.patterns.kms_key_arn, jwt.kms_key_arn))] : {
            at    = "oauth2_providers[\"${name}\"].custom.private_key_jwt.kms_key_arn"
            value = can(regex(local.patterns.shown_arn, jwt.kms_key_arn)) ? jwt.kms_key_arn : null
            words = join(
              " ",
              [
                "is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example",
                "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [contains(["RS256", "PS256", "ES256"], jwt.signing_algorithm)] : {
            at    = "oauth2_providers[\"${name}\"].custom.private_key_jwt.signing_algorithm"
            value = jwt.signing_algorithm
            words = "is none of RS256, PS256, ES256. Give one of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            jwt.additional_header_claims == null ? true : length(jwt.additional_header_claims) >= 1 && length(
              jwt.additional_header_claims
            ) <= 10,
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.private_key_jwt.additional_header_claims"
            value = null
            words = "are not 1 to 10. Leave the argument out, or drop some."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [length(setintersection(keys(merge(jwt.additional_header_claims, {})), ["alg", "typ"])) == 0] : {
            at    = "oauth2_providers[\"${name}\"].custom.private_key_jwt.additional_header_claims"
            value = join(", ", setintersection(keys(merge(jwt.additional_header_claims, {})), ["alg", "typ"]))
            words = "is set by AgentCore itself. Leave the claim out."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in keys(merge(jwt.additional_header_claims, {})) : can(regex(local.patterns.claim_name, one))
            ]),
          ] :
          {
            at = "oauth2_providers[\"${name}\"].custom.private_key_jwt.additional_header_claims"
            value = join(
              ", ",
              [
                for one in keys(merge(jwt.additional_header_claims, {})) : one
                if !can(regex(local.patterns.claim_name, one))
              ]
            )
            words = "is not 1 to 255 letters, digits, \"_\", \".\", \":\", \"#\" or \"-\". Rename the claim."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in values(merge(jwt.additional_header_claims, {})) : length(
                regexall("(?s).", one)
              ) >= 1 && length(regexall("(?s).", one)) <= 2048
            ]),
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.private_key_jwt.additional_header_claims"
            value = null
            words = "does not have 1 to 2048 characters. Shorten the claim."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            jwt.additional_payload_claims == null ? true : length(jwt.additional_payload_claims) >= 1 && length(
              jwt.additional_payload_claims
            ) <= 10,
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.private_key_jwt.additional_payload_claims"
            value = null
            words = "are not 1 to 10. Leave the argument out, or drop some."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            length(
              setintersection(
                keys(merge(jwt.additional_payload_claims, {})),
                ["iss", "sub", "jti", "exp", "iat", "nbf"]
              )
            ) == 0,
          ] :
          {
            at = "oauth2_providers[\"${name}\"].custom.private_key_jwt.additional_payload_claims"
            value = join(
              ", ",
              setintersection(
                keys(merge(jwt.additional_payload_claims, {})),
                ["iss", "sub", "jti", "exp", "iat", "nbf"]
              )
            )
            words = "is set by AgentCore itself. Leave the claim out."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in keys(merge(jwt.additional_payload_claims, {})) : can(regex(local.patterns.claim_name, one))
            ]),
          ] :
          {
            at = "oauth2_providers[\"${name}\"].custom.private_key_jwt.additional_payload_claims"
            value = join(
              ", ",
              [
                for one in keys(merge(jwt.additional_payload_claims, {})) : one
                if !can(regex(local.patterns.claim_name, one))
              ]
            )
            words = "is not 1 to 255 letters, digits, \"_\", \".\", \":\", \"#\" or \"-\". Rename the claim."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in values(merge(jwt.additional_payload_claims, {})) : length(
                regexall("(?s).", one)
              ) >= 1 && length(regexall("(?s).", one)) <= 2048
            ]),
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.private_key_jwt.additional_payload_claims"
            value = null
            words = "does not have 1 to 2048 characters. Shorten the claim."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
    [
      for name, exchange in local.exchanges : [
        [
          for ok in [contains(["TOKEN_EXCHANGE", "JWT_AUTHORIZATION_GRANT"], exchange.grant_type)] : {
            at    = "oauth2_providers[\"${name}\"].custom.on_behalf_of.grant_type"
            value = exchange.grant_type
            words = "is none of TOKEN_EXCHANGE, JWT_AUTHORIZATION_GRANT. Give one of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in exchange.actor_token_content[*] : contains(["NONE", "M2M", "AWS_IAM_ID_TOKEN_JWT"], one)
            ]),
          ] :
          {
            at    = "oauth2_providers[\"${name}\"].custom.on_behalf_of.actor_token_content"
            value = exchange.actor_token_content
            words = "is none of NONE, M2M, AWS_IAM_ID_TOKEN_JWT. Give one of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [exchange.actor_token_content == null || exchange.grant_type == "TOKEN_EXCHANGE"] : {
            at    = "oauth2_providers[\"${name}\"].custom.on_behalf_of.actor_token_content"
            value = exchange.actor_token_content
            words = "goes with TOKEN_EXCHANGE only. Leave it out, or say grant_type = \"TOKEN_EXCHANGE\"."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [exchange.actor_token_scopes == null || coalesce(exchange.actor_token_content, "NONE") == "M2M"] : {
            at    = "oauth2_providers[\"${name}\"].custom.on_behalf_of.actor_token_scopes"
            value = null
            words = "go with actor_token_content = \"M2M\" only. Leave them out, or say so."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in coalesce(exchange.actor_token_scopes, []) : length(regexall("(?s).", one)) >= 1 && length(
                regexall("(?s).", one)
              ) <= 128
            ]),
          ] :
          {
            at = "oauth2_providers[\"${name}\"].custom.on_behalf_of.actor_token_scopes"
            value = join(
              ", ",
              [
                for one in coalesce(exchange.actor_token_scopes, []) : one
                if !(length(regexall("(?s).", one)) >= 1 && length(regexall("(?s).", one)) <= 128)
              ]
            )
            words = "does not have 1 to 128 characters. Give one scope, as the identity provider names it."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
  ])

  endpoint_rules = flatten([
    [
      for name, custom in local.custom : [
        for index, override in custom.private_endpoint_overrides : [
          [
            for ok in [
              length(regexall("(?s).", override.domain)) >= 1 && length(regexall("(?s).", override.domain)) <= 253,
            ] :
            {
              at    = "oauth2_providers[\"${name}\"].custom.private_endpoint_overrides[${index}].domain"
              value = override.domain
              words = "does not have 1 to 253 characters. Give one domain name of the identity provider."
            }
            if !can(length([[true][ok ? 0 : 1]]))
          ],
        ]
      ]
    ],
  ])

  private_endpoint_rules = flatten([
    [
      for at, endpoint in local.endpoints : [
        [
          for ok in [(endpoint.managed_vpc == null) != (endpoint.self_managed_lattice == null)] : {
            at    = at
            value = null
            words = join(
              " ",
              [
                "names both or neither of managed_vpc and self_managed_lattice. Name the one through which",
                "AgentCore reaches the identity provider.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
  ])

  vpc_rules = flatten([
    [
      for at, vpc in local.vpcs : [
        [
          for ok in [can(regex(local.patterns.vpc_id, vpc.vpc_id))] : {
            at    = "${at}.managed_vpc.vpc_id"
            value = vpc.vpc_id
            words = "is not the ID of a VPC. Give an ID like vpc-0a1b2c3d4e5f60718."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [length(vpc.subnet_ids) >= 1] : {
            at    = "${at}.managed_vpc.subnet_ids"
            value = null
            words = "is empty. Name at least one subnet of the VPC."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in vpc.subnet_ids : can(regex(local.patterns.subnet_id, one))])] : {
            at    = "${at}.managed_vpc.subnet_ids"
            value = join(", ", [for one in vpc.subnet_ids : one if !can(regex(local.patterns.subnet_id, one))])
            words = "is not the ID of a subnet. Give an ID like subnet-0a1b2c3d4e5f60718."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [contains(["IPV4", "IPV6"], vpc.ip_address_type)] : {
            at    = "${at}.managed_vpc.ip_address_type"
            value = vpc.ip_address_type
            words = "is none of IPV4, IPV6. Give one of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [vpc.security_group_ids == null ? true : length(vpc.security_group_ids) <= 5] : {
            at    = "${at}.managed_vpc.security_group_ids"
            value = null
            words = "is more than 5. Name fewer security groups."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in coalesce(vpc.security_group_ids, []) : can(regex(local.patterns.security_group_id, one))
            ]),
          ] :
          {
            at = "${at}.managed_vpc.security_group_ids"
            value = join(
              ", ",
              [
                for one in coalesce(vpc.security_group_ids, []) : one
                if !can(regex(local.patterns.security_group_id, one))
              ]
            )
            words = "is not the ID of a security group. Give an ID like sg-0a1b2c3d4e5f60718."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in vpc.routing_domain[*] : length(regexall("(?s).", one)) >= 3 && length(
                regexall("(?s).", one)
              ) <= 255
            ]),
          ] :
          {
            at    = "${at}.managed_vpc.routing_domain"
            value = vpc.routing_domain
            words = "does not have 3 to 255 characters. Give a domain name that the VPC resolves."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
    [
      for at, lattice in local.lattices : [
        [
          for ok in [can(regex(local.patterns.resource_configuration, lattice.resource_configuration_identifier))] : {
            at    = "${at}.self_managed_lattice.resource_configuration_identifier"
            value = lattice.resource_configuration_identifier
            words = join(
              " ",
              [
                "is not the ID or ARN of a resource configuration. Give an ID like rcfg-0a1b2c3d4e5f60718, or its",
                "ARN.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
  ])
}
