locals {
  # What is wrong with each provider, in words, or null for each rule that it keeps.
  oauth2_problems = {
    for name, provider in var.oauth2_providers : name => [
      coalesce(provider.client_id, "none") != "none" || try(
        local.client_authentication_methods[name],
        null
      ) == "AWS_IAM_ID_TOKEN_JWT"
      ? null : "client_id is missing. Give the client ID that the vendor issued; it is not taken from the secret.",
      provider.client_id == null ? null : length(provider.client_id) <= 256
      ? null : "client_id has ${try(length(provider.client_id), 0)} characters, not 1 to 256. Give the client ID that the vendor issued.",
      provider.tenant_id == null ? null : contains(local.vendor_fields[name], "tenant_id")
      ? null : "tenant_id \"${try(join("", provider.tenant_id[*]), "")}\" is no field of ${provider.vendor}. It takes ${coalesce(join(", ", local.vendor_fields[name]), "client_id alone")}.",
      provider.tenant_id == null ? null : length(provider.tenant_id) >= 1 && length(provider.tenant_id) <= 256
      ? null : "tenant_id \"${try(join("", provider.tenant_id[*]), "")}\" has ${try(length(provider.tenant_id), 0)} characters, not 1 to 256. Give the ID or the domain of the Entra tenant.",
      provider.issuer == null ? null : contains(local.vendor_fields[name], "issuer")
      ? null : "issuer \"${try(join("", provider.issuer[*]), "")}\" is no field of ${provider.vendor}. It takes ${coalesce(join(", ", local.vendor_fields[name]), "client_id alone")}.",
      provider.issuer == null ? null : can(regex("^https://[^\\s/]+", provider.issuer))
      ? null : "issuer \"${try(join("", provider.issuer[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2.",
      provider.authorization_endpoint == null ? null : contains(local.vendor_fields[name], "authorization_endpoint")
      ? null : "authorization_endpoint \"${try(join("", provider.authorization_endpoint[*]), "")}\" is no field of ${provider.vendor}. It takes ${coalesce(join(", ", local.vendor_fields[name]), "client_id alone")}.",
      provider.authorization_endpoint == null ? null : can(regex("^https://[^\\s/]+", provider.authorization_endpoint))
      ? null : "authorization_endpoint \"${try(join("", provider.authorization_endpoint[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2.",
      provider.token_endpoint == null ? null : contains(local.vendor_fields[name], "token_endpoint")
      ? null : "token_endpoint \"${try(join("", provider.token_endpoint[*]), "")}\" is no field of ${provider.vendor}. It takes ${coalesce(join(", ", local.vendor_fields[name]), "client_id alone")}.",
      provider.token_endpoint == null ? null : can(regex("^https://[^\\s/]+", provider.token_endpoint))
      ? null : "token_endpoint \"${try(join("", provider.token_endpoint[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2.",
      local.vendor_blocks[name] != "included" || length(local.vendor_fields[name]) == 0 || anytrue([
        provider.issuer != null,
        provider.authorization_endpoint != null,
        provider.token_endpoint != null,
      ])
      ? null : "issuer, authorization_endpoint, token_endpoint are all missing, and ${provider.vendor} cannot know the tenant's address. Give at least one of them.",
      provider.custom != null || provider.vendor != "CustomOauth2"
      ? null : "vendor \"${provider.vendor}\" has fields of its own. Use CustomOauth2 with custom, or one of AtlassianOauth2, Auth0Oauth2, CognitoOauth2, CyberArkOauth2, DropboxOauth2, FacebookOauth2, FusionAuthOauth2, GithubOauth2, GoogleOauth2, HubspotOauth2, LinkedinOauth2, MicrosoftOauth2, NotionOauth2, OktaOauth2, OneLoginOauth2, PingOneOauth2, RedditOauth2, SalesforceOauth2, SlackOauth2, SpotifyOauth2, TwitchOauth2, XOauth2, YandexOauth2, ZoomOauth2.",
      provider.custom == null || provider.vendor == "CustomOauth2"
      ? null : "custom is given, but ${provider.vendor} is a built-in vendor. Leave custom out, or say CustomOauth2.",
      provider.secret != null || !local.needs_secret[name]
      ? null : "client_secret is missing. Reference the secret, for example secret = { secret_arn = \"…\", json_key = \"client_secret\" }.",
      provider.secret == null || local.needs_secret[name]
      ? null : "client_secret is given, but this client proves itself without a secret. Leave client_secret out, or name a client authentication method that uses it.",
      provider.secret == null ? null : can(regex("^[^\\[\\]./$]{1,128}$", provider.json_key))
      ? null : "json_key \"${try(provider.json_key, "")}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object.",
    ]
  }

  # The same for identity providers that are no built-in vendor.
  custom_oauth2_problems = {
    for name, provider in var.oauth2_providers : name => [
      provider.custom == null ? null : anytrue([
        provider.custom.discovery_url != null,
        provider.custom.authorization_server_metadata != null,
      ])
      ? null : "discovery_url and authorization_server_metadata are both missing. Give the discovery URL if the server has one, its metadata otherwise.",
      provider.custom == null ? null : anytrue([
        provider.custom.discovery_url == null,
        provider.custom.authorization_server_metadata == null,
      ])
      ? null : "discovery_url and authorization_server_metadata are both given, and the API takes one. Give the discovery URL if the server has one, its metadata otherwise.",
      try(provider.custom.discovery_url, null) == null ? null : can(
        regex("^.+/\\.well-known/(openid-configuration|oauth-authorization-server)$", provider.custom.discovery_url)
      )
      ? null : "discovery_url \"${try(join("", provider.custom.discovery_url[*]), "")}\" does not end in /.well-known/openid-configuration or /.well-known/oauth-authorization-server. Give the address of the discovery document itself.",
      try(provider.custom.discovery_url, null) == null ? null : can(
        regex("^https://[^\\s/]+", provider.custom.discovery_url)
      )
      ? null : "discovery_url \"${try(join("", provider.custom.discovery_url[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2.",
      try(provider.custom.authorization_server_metadata.issuer, null) == null ? null : can(
        regex("^https://[^\\s/]+", provider.custom.authorization_server_metadata.issuer)
      )
      ? null : "authorization_server_metadata.issuer \"${try(join("", provider.custom.authorization_server_metadata.issuer[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2.",
      try(provider.custom.authorization_server_metadata.authorization_endpoint, null) == null ? null : can(
        regex("^https://[^\\s/]+", provider.custom.authorization_server_metadata.authorization_endpoint)
      )
      ? null : "authorization_server_metadata.authorization_endpoint \"${try(join("", provider.custom.authorization_server_metadata.authorization_endpoint[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2.",
      try(provider.custom.authorization_server_metadata.token_endpoint, null) == null ? null : can(
        regex("^https://[^\\s/]+", provider.custom.authorization_server_metadata.token_endpoint)
      )
      ? null : "authorization_server_metadata.token_endpoint \"${try(join("", provider.custom.authorization_server_metadata.token_endpoint[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2.",
      try(provider.custom.authorization_server_metadata.token_endpoint_auth_methods, null) == null ? null : length(
        provider.custom.authorization_server_metadata.token_endpoint_auth_methods
      ) >= 1 && length(provider.custom.authorization_server_metadata.token_endpoint_auth_methods) <= 2
      ? null : "token_endpoint_auth_methods \"${try(length(provider.custom.authorization_server_metadata.token_endpoint_auth_methods), 0)}\" are not 1 or 2. Name client_secret_post, client_secret_basic or both, or leave the argument out.",
      try(provider.custom.authorization_server_metadata.token_endpoint_auth_methods, null) == null ? null : alltrue([
        for method in provider.custom.authorization_server_metadata.token_endpoint_auth_methods : contains(
          ["client_secret_post", "client_secret_basic"],
          method
        )
      ])
      ? null : "token_endpoint_auth_methods names something other than client_secret_post, client_secret_basic. Name one or both of them.",
      try(provider.custom.client_authentication_method, null) == null ? null : contains(
        ["CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST", "AWS_IAM_ID_TOKEN_JWT", "PRIVATE_KEY_JWT"],
        provider.custom.client_authentication_method
      )
      ? null : "client_authentication_method \"${try(join("", provider.custom.client_authentication_method[*]), "")}\" is none of CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, AWS_IAM_ID_TOKEN_JWT, PRIVATE_KEY_JWT. Name one of them.",
      try(provider.custom.client_authentication_method, null) != "PRIVATE_KEY_JWT" || try(
        provider.custom.private_key_jwt,
        null
      ) != null
      ? null : "private_key_jwt is missing, and PRIVATE_KEY_JWT needs a key to sign with. Give private_key_jwt with the key's ARN.",
      try(provider.custom.private_key_jwt, null) == null || try(
        coalesce(provider.custom.client_authentication_method, "PRIVATE_KEY_JWT"),
        ""
      ) == "PRIVATE_KEY_JWT"
      ? null : "client_authentication_method \"${try(join("", provider.custom.client_authentication_method[*]), "")}\" makes no use of private_key_jwt. Say PRIVATE_KEY_JWT, or leave private_key_jwt out.",
      try(provider.custom.private_key_jwt, null) == null ? null : can(
        regex(
          "^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$",
          provider.custom.private_key_jwt.kms_key_arn
        )
      )
      ? null : "kms_key_arn \"${try(join("", provider.custom.private_key_jwt.kms_key_arn[*]), "")}\" is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.",
      try(provider.custom.private_key_jwt.signing_algorithm, null) == null ? null : contains(
        ["RS256", "PS256", "ES256"],
        provider.custom.private_key_jwt.signing_algorithm
      )
      ? null : "private_key_jwt.signing_algorithm \"${try(join("", provider.custom.private_key_jwt.signing_algorithm[*]), "")}\" is none of RS256, PS256, ES256. Name one of them.",
      try(provider.custom.private_key_jwt.additional_header_claims, null) == null ? null : length(
        provider.custom.private_key_jwt.additional_header_claims
      ) >= 1 && length(provider.custom.private_key_jwt.additional_header_claims) <= 10
      ? null : "additional_header_claims \"${try(length(provider.custom.private_key_jwt.additional_header_claims), 0)}\" are not 1 to 10. Leave the argument out, or drop some.",
      try(provider.custom.private_key_jwt.additional_header_claims, null) == null ? null : alltrue([
        for name in keys(provider.custom.private_key_jwt.additional_header_claims) : !contains(["alg", "typ"], name)
      ])
      ? null : "additional_header_claims \"${try([for name, value in provider.custom.private_key_jwt.additional_header_claims : name if !(!contains(["alg", "typ"], name))][0], "")}\" is set by AgentCore. Leave it out.",
      try(provider.custom.private_key_jwt.additional_header_claims, null) == null ? null : alltrue([
        for name in keys(provider.custom.private_key_jwt.additional_header_claims) : can(
          regex("^[A-Za-z0-9_.:#-]{1,255}$", name)
        )
      ])
      ? null : "additional_header_claims \"${try([for name, value in provider.custom.private_key_jwt.additional_header_claims : name if !(can(regex("^[A-Za-z0-9_.:#-]{1,255}$", name)))][0], "")}\" is not 1 to 255 letters, digits, \"_\", \".\", \":\", \"#\" or \"-\". Rename the claim.",
      try(provider.custom.private_key_jwt.additional_header_claims, null) == null ? null : alltrue([
        for value in values(provider.custom.private_key_jwt.additional_header_claims) : length(value) >= 1 && length(
          value
        ) <= 2048
      ])
      ? null : "additional_header_claims \"${try([for name, value in provider.custom.private_key_jwt.additional_header_claims : name if !(length(value) >= 1 && length(value) <= 2048)][0], "")}\" has a value of ${try([for value in values(provider.custom.private_key_jwt.additional_header_claims) : length(value) if !(length(value) >= 1 && length(value) <= 2048)][0], 0)} characters, not 1 to 2048. Shorten it.",
      try(provider.custom.private_key_jwt.additional_payload_claims, null) == null ? null : length(
        provider.custom.private_key_jwt.additional_payload_claims
      ) >= 1 && length(provider.custom.private_key_jwt.additional_payload_claims) <= 10
      ? null : "additional_payload_claims \"${try(length(provider.custom.private_key_jwt.additional_payload_claims), 0)}\" are not 1 to 10. Leave the argument out, or drop some.",
      try(provider.custom.private_key_jwt.additional_payload_claims, null) == null ? null : alltrue([
        for name in keys(provider.custom.private_key_jwt.additional_payload_claims) : !contains(
          ["iss", "sub", "jti", "exp", "iat", "nbf"],
          name
        )
      ])
      ? null : "additional_payload_claims \"${try([for name, value in provider.custom.private_key_jwt.additional_payload_claims : name if !(!contains(["iss", "sub", "jti", "exp", "iat", "nbf"], name))][0], "")}\" is set by AgentCore. Leave it out.",
      try(provider.custom.private_key_jwt.additional_payload_claims, null) == null ? null : alltrue([
        for name in keys(provider.custom.private_key_jwt.additional_payload_claims) : can(
          regex("^[A-Za-z0-9_.:#-]{1,255}$", name)
        )
      ])
      ? null : "additional_payload_claims \"${try([for name, value in provider.custom.private_key_jwt.additional_payload_claims : name if !(can(regex("^[A-Za-z0-9_.:#-]{1,255}$", name)))][0], "")}\" is not 1 to 255 letters, digits, \"_\", \".\", \":\", \"#\" or \"-\". Rename the claim.",
      try(provider.custom.private_key_jwt.additional_payload_claims, null) == null ? null : alltrue([
        for value in values(provider.custom.private_key_jwt.additional_payload_claims) : length(value) >= 1 && length(
          value
        ) <= 2048
      ])
      ? null : "additional_payload_claims \"${try([for name, value in provider.custom.private_key_jwt.additional_payload_claims : name if !(length(value) >= 1 && length(value) <= 2048)][0], "")}\" has a value of ${try([for value in values(provider.custom.private_key_jwt.additional_payload_claims) : length(value) if !(length(value) >= 1 && length(value) <= 2048)][0], 0)} characters, not 1 to 2048. Shorten it.",
      try(provider.custom.on_behalf_of.grant_type, null) == null ? null : contains(
        ["TOKEN_EXCHANGE", "JWT_AUTHORIZATION_GRANT"],
        provider.custom.on_behalf_of.grant_type
      )
      ? null : "on_behalf_of.grant_type \"${try(join("", provider.custom.on_behalf_of.grant_type[*]), "")}\" is none of TOKEN_EXCHANGE, JWT_AUTHORIZATION_GRANT. Name one of them.",
      try(provider.custom.on_behalf_of.actor_token_content, null) == null ? null : contains(
        ["NONE", "M2M", "AWS_IAM_ID_TOKEN_JWT"],
        provider.custom.on_behalf_of.actor_token_content
      )
      ? null : "on_behalf_of.actor_token_content \"${try(join("", provider.custom.on_behalf_of.actor_token_content[*]), "")}\" is none of NONE, M2M, AWS_IAM_ID_TOKEN_JWT. Name one of them.",
      try(
        provider.custom.on_behalf_of.actor_token_content,
        null
      ) == null ? null : provider.custom.on_behalf_of.grant_type == "TOKEN_EXCHANGE"
      ? null : "actor_token_content \"${try(join("", provider.custom.on_behalf_of.actor_token_content[*]), "")}\" has no meaning for ${try(join("", provider.custom.on_behalf_of.grant_type[*]), "")}. Leave it out, or say TOKEN_EXCHANGE.",
      try(
        provider.custom.on_behalf_of.actor_token_scopes,
        null
      ) == null ? null : provider.custom.on_behalf_of.actor_token_content == "M2M"
      ? null : "actor_token_scopes \"${try(join(" ", provider.custom.on_behalf_of.actor_token_scopes), "")}\" belongs to an actor token of M2M. Say actor_token_content = \"M2M\", or leave the scopes out.",
      alltrue([
        for endpoint in concat(
          try(provider.custom.private_endpoint[*], []),
          try(provider.custom.private_endpoint_overrides[*].private_endpoint, [])
        ) : (endpoint.managed_vpc == null) != (endpoint.self_managed_lattice == null)
      ])
      ? null : "private_endpoint names both or neither of managed_vpc and self_managed_lattice. Name the one through which AgentCore reaches the identity provider.",
      alltrue([
        for vpc in [
          for endpoint in concat(
            try(provider.custom.private_endpoint[*], []),
            try(provider.custom.private_endpoint_overrides[*].private_endpoint, [])
          ) : endpoint.managed_vpc
          if endpoint.managed_vpc != null
        ] : length(vpc.subnet_ids) > 0
      ])
      ? null : "subnet_ids is empty. Name at least one subnet of the VPC.",
      alltrue([
        for vpc in [
          for endpoint in concat(
            try(provider.custom.private_endpoint[*], []),
            try(provider.custom.private_endpoint_overrides[*].private_endpoint, [])
          ) : endpoint.managed_vpc
          if endpoint.managed_vpc != null
        ] : contains(["IPV4", "IPV6"], vpc.ip_address_type)
      ])
      ? null : "ip_address_type is none of IPV4, IPV6. Name one of them.",
      alltrue([
        for vpc in [
          for endpoint in concat(
            try(provider.custom.private_endpoint[*], []),
            try(provider.custom.private_endpoint_overrides[*].private_endpoint, [])
          ) : endpoint.managed_vpc
          if endpoint.managed_vpc != null
        ] : length(coalesce(vpc.security_group_ids, [])) <= 5
      ])
      ? null : "security_group_ids \"${max(0, [for vpc in [for endpoint in concat(try(provider.custom.private_endpoint[*], []), try(provider.custom.private_endpoint_overrides[*].private_endpoint, [])) : endpoint.managed_vpc if endpoint.managed_vpc != null] : length(coalesce(vpc.security_group_ids, []))]...)}\" is more than 5. Name fewer security groups.",
      alltrue([
        for vpc in [
          for endpoint in concat(
            try(provider.custom.private_endpoint[*], []),
            try(provider.custom.private_endpoint_overrides[*].private_endpoint, [])
          ) : endpoint.managed_vpc
          if endpoint.managed_vpc != null
        ] : vpc.routing_domain == null ? true : length(vpc.routing_domain) >= 3 && length(vpc.routing_domain) <= 255
      ])
      ? null : "routing_domain \"${join(", ", compact([for vpc in [for endpoint in concat(try(provider.custom.private_endpoint[*], []), try(provider.custom.private_endpoint_overrides[*].private_endpoint, [])) : endpoint.managed_vpc if endpoint.managed_vpc != null] : vpc.routing_domain]))}\" has ${join(", ", [for vpc in [for endpoint in concat(try(provider.custom.private_endpoint[*], []), try(provider.custom.private_endpoint_overrides[*].private_endpoint, [])) : endpoint.managed_vpc if endpoint.managed_vpc != null] : length(vpc.routing_domain) if vpc.routing_domain != null])} characters, not 3 to 255. Give a domain name that the VPC resolves.",
      try(length(provider.custom.private_endpoint_overrides), 0) == 0 || try(
        provider.custom.private_endpoint,
        null
      ) != null
      ? null : "private_endpoint_overrides needs private_endpoint, which is missing. Give the endpoint that all other domains use.",
      try(length(provider.custom.private_endpoint_overrides), 0) <= 5
      ? null : "private_endpoint_overrides \"${try(length(provider.custom.private_endpoint_overrides), 0)}\" is more than 5. Leave some out: their domains use private_endpoint.",
      alltrue([
        for domain in try(provider.custom.private_endpoint_overrides[*].domain, []) : length(domain) >= 1 && length(
          domain
        ) <= 253
      ])
      ? null : "domain \"${try(join(", ", provider.custom.private_endpoint_overrides[*].domain), "")}\" has ${try(join(", ", [for one in provider.custom.private_endpoint_overrides : length(one.domain)]), "")} characters, not 1 to 253. Give one domain name of the identity provider.",
    ]
    if provider.custom != null
  }
}
