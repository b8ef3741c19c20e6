variable "name" {
  description = "The name by which agents ask for the credential: 1 to 128 letters, digits, \"-\" and \"_\", unique in account and Region. Better without \"_\" and of at most 50 characters, which is what the console and some ARN patterns of AWS take. Another name makes another provider."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,128}$", var.name))
    error_message = "name \"${var.name}\" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."
  }
}

variable "vendor" {
  description = "The identity provider, by the API's name for it: AtlassianOauth2, Auth0Oauth2, CognitoOauth2, CustomOauth2, CyberArkOauth2, DropboxOauth2, FacebookOauth2, FusionAuthOauth2, GithubOauth2, GoogleOauth2, HubspotOauth2, LinkedinOauth2, MicrosoftOauth2, NotionOauth2, OktaOauth2, OneLoginOauth2, PingOneOauth2, RedditOauth2, SalesforceOauth2, SlackOauth2, SpotifyOauth2, TwitchOauth2, XOauth2, YandexOauth2, ZoomOauth2. Another vendor makes another provider."
  type        = string
  nullable    = false

  validation {
    condition     = contains(keys(local.vendors), var.vendor)
    error_message = "vendor \"${var.vendor}\" is no vendor of AgentCore Identity. Use CustomOauth2 with custom, or one of AtlassianOauth2, Auth0Oauth2, CognitoOauth2, CyberArkOauth2, DropboxOauth2, FacebookOauth2, FusionAuthOauth2, GithubOauth2, GoogleOauth2, HubspotOauth2, LinkedinOauth2, MicrosoftOauth2, NotionOauth2, OktaOauth2, OneLoginOauth2, PingOneOauth2, RedditOauth2, SalesforceOauth2, SlackOauth2, SpotifyOauth2, TwitchOauth2, XOauth2, YandexOauth2, ZoomOauth2."
  }
}

variable "client_id" {
  description = "The client ID that the vendor issued. It is no secret: Terraform keeps it in its state. Required, except for a custom vendor whose client proves itself by an IAM token; by default there is none."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = coalesce(var.client_id, "none") != "none" || try(
      local.client_authentication_method,
      null
    ) == "AWS_IAM_ID_TOKEN_JWT"

    error_message = "client_id is missing. Give the client ID that the vendor issued; it is not taken from the secret."
  }

  validation {
    condition     = var.client_id == null ? true : length(var.client_id) <= 256
    error_message = "client_id has ${try(length(var.client_id), 0)} characters, not 1 to 256. Give the client ID that the vendor issued."
  }
}

variable "tenant_id" {
  description = "The Entra tenant of MicrosoftOauth2, by ID or domain. By default the service resolves the tenant."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.tenant_id == null ? true : contains(local.vendor.fields, "tenant_id")
    error_message = "tenant_id \"${try(join("", var.tenant_id[*]), "")}\" is no field of ${var.vendor}. It takes ${coalesce(join(", ", local.vendor.fields), "client_id alone")}."
  }

  validation {
    condition     = var.tenant_id == null ? true : length(var.tenant_id) >= 1 && length(var.tenant_id) <= 256
    error_message = "tenant_id \"${try(join("", var.tenant_id[*]), "")}\" has ${try(length(var.tenant_id), 0)} characters, not 1 to 256. Give the ID or the domain of the Entra tenant."
  }
}

variable "issuer" {
  description = "The issuer of the tenant's tokens, an https URL. Vendors that each customer has at an address of its own take it, and need at least one of the three; by default it is not sent."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.issuer == null ? true : contains(local.vendor.fields, "issuer")
    error_message = "issuer \"${try(join("", var.issuer[*]), "")}\" is no field of ${var.vendor}. It takes ${coalesce(join(", ", local.vendor.fields), "client_id alone")}."
  }

  validation {
    condition     = var.issuer == null ? true : can(regex("^https://[^\\s/]+", var.issuer))
    error_message = "issuer \"${try(join("", var.issuer[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2."
  }
}

variable "authorization_endpoint" {
  description = "The tenant's authorization endpoint, an https URL. Vendors that each customer has at an address of its own take it, and need at least one of the three; by default it is not sent."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.authorization_endpoint == null ? true : contains(local.vendor.fields, "authorization_endpoint")
    error_message = "authorization_endpoint \"${try(join("", var.authorization_endpoint[*]), "")}\" is no field of ${var.vendor}. It takes ${coalesce(join(", ", local.vendor.fields), "client_id alone")}."
  }

  validation {
    condition     = var.authorization_endpoint == null ? true : can(regex("^https://[^\\s/]+", var.authorization_endpoint))
    error_message = "authorization_endpoint \"${try(join("", var.authorization_endpoint[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2."
  }
}

variable "token_endpoint" {
  description = "The tenant's token endpoint, an https URL. Vendors that each customer has at an address of its own take it, and need at least one of the three; by default it is not sent."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.token_endpoint == null ? true : contains(local.vendor.fields, "token_endpoint")
    error_message = "token_endpoint \"${try(join("", var.token_endpoint[*]), "")}\" is no field of ${var.vendor}. It takes ${coalesce(join(", ", local.vendor.fields), "client_id alone")}."
  }

  validation {
    condition     = var.token_endpoint == null ? true : can(regex("^https://[^\\s/]+", var.token_endpoint))
    error_message = "token_endpoint \"${try(join("", var.token_endpoint[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2."
  }

  validation {
    condition = local.vendor.config != "included" || length(local.vendor.fields) == 0 || anytrue([
      var.issuer != null,
      var.authorization_endpoint != null,
      var.token_endpoint != null,
    ])

    error_message = "issuer, authorization_endpoint, token_endpoint are all missing, and ${var.vendor} cannot know the tenant's address. Give at least one of them."
  }
}

variable "custom" {
  description = "An identity provider that is no built-in vendor, for CustomOauth2. By default there is none."

  type = object({
    # The address of the discovery document. Give this or authorization_server_metadata.
    discovery_url = optional(string)
    # The server's addresses, if it has no discovery document.
    authorization_server_metadata = optional(
      object({
        # The issuer, an https URL.
        issuer = string
        # The authorization endpoint, an https URL.
        authorization_endpoint = string
        # The token endpoint, an https URL.
        token_endpoint = string
        # Response types that the server supports; by default not sent.
        response_types = optional(set(string))
        # How the token endpoint accepts a client secret: client_secret_post, client_secret_basic
        # or both; by default not sent.
        token_endpoint_auth_methods = optional(list(string))
      })
    )
    # How the client proves itself: CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, AWS_IAM_ID_TOKEN_JWT,
    # PRIVATE_KEY_JWT. By default PRIVATE_KEY_JWT if private_key_jwt is given, otherwise the
    # service's own, CLIENT_SECRET_BASIC.
    client_authentication_method = optional(string)
    # A client that proves itself by assertions signed in KMS: there is no secret at all.
    private_key_jwt = optional(
      object({
        # An asymmetric KMS key for SIGN_VERIFY, in the credential provider's Region.
        kms_key_arn = string
        # How assertions are signed: RS256, PS256, ES256; it must fit the key.
        signing_algorithm = optional(string, "RS256")
        # Further claims, 1 to 10; alg, typ are set by AgentCore. By default there are none.
        additional_header_claims = optional(map(string))
        # Further claims, 1 to 10; iss, sub, jti, exp, iat, nbf are set by AgentCore. By default
        # there are none.
        additional_payload_claims = optional(map(string))
      })
    )
    # How an agent exchanges a user's token for one that lets it act for the user; by default not
    # at all.
    on_behalf_of = optional(
      object({
        # The kind of exchange: TOKEN_EXCHANGE, JWT_AUTHORIZATION_GRANT.
        grant_type = string
        # Which token stands for the agent: NONE, M2M, AWS_IAM_ID_TOKEN_JWT; for TOKEN_EXCHANGE
        # only, where the default is NONE.
        actor_token_content = optional(string)
        # Scopes of the agent's own token; for M2M only.
        actor_token_scopes = optional(set(string))
      })
    )
    # How AgentCore reaches the identity provider if it is not on the internet: managed_vpc or
    # self_managed_lattice.
    private_endpoint = optional(
      object({
        # An endpoint that AgentCore manages in a VPC of yours.
        managed_vpc = optional(
          object({
            # The VPC from which the identity provider is reached.
            vpc_id = string
            # Subnets of the VPC, at least one.
            subnet_ids = set(string)
            # The kind of addresses: IPV4, IPV6.
            ip_address_type = optional(string, "IPV4")
            # Security groups of the endpoint, at most 5; by default the VPC's own.
            security_group_ids = optional(set(string))
            # A domain that the VPC resolves, 3 to 255 characters; by default the identity
            # provider's own.
            routing_domain = optional(string)
            # Tags of what AgentCore makes in the VPC; by default none.
            tags = optional(map(string))
          })
        )
        # A VPC Lattice resource configuration that you manage.
        self_managed_lattice = optional(
          object({
            # The resource configuration, by ID or ARN.
            resource_configuration_identifier = string
          })
        )
      })
    )
    # Other ways to single domains of the identity provider, at most 5.
    private_endpoint_overrides = optional(
      list(
        object({
          # The domain, 1 to 253 characters.
          domain = string
          # How AgentCore reaches it.
          private_endpoint = object({
            # An endpoint that AgentCore manages in a VPC of yours.
            managed_vpc = optional(
              object({
                # The VPC from which the identity provider is reached.
                vpc_id = string
                # Subnets of the VPC, at least one.
                subnet_ids = set(string)
                # The kind of addresses: IPV4, IPV6.
                ip_address_type = optional(string, "IPV4")
                # Security groups of the endpoint, at most 5; by default the VPC's own.
                security_group_ids = optional(set(string))
                # A domain that the VPC resolves, 3 to 255 characters; by default the identity
                # provider's own.
                routing_domain = optional(string)
                # Tags of what AgentCore makes in the VPC; by default none.
                tags = optional(map(string))
              })
            )
            # A VPC Lattice resource configuration that you manage.
            self_managed_lattice = optional(
              object({
                # The resource configuration, by ID or ARN.
                resource_configuration_identifier = string
              })
            )
          })
        })
      ),
      []
    )
  })

  default  = null
  nullable = true

  validation {
    condition     = var.custom != null || var.vendor != "CustomOauth2"
    error_message = "vendor \"${var.vendor}\" has fields of its own. Use CustomOauth2 with custom, or one of AtlassianOauth2, Auth0Oauth2, CognitoOauth2, CyberArkOauth2, DropboxOauth2, FacebookOauth2, FusionAuthOauth2, GithubOauth2, GoogleOauth2, HubspotOauth2, LinkedinOauth2, MicrosoftOauth2, NotionOauth2, OktaOauth2, OneLoginOauth2, PingOneOauth2, RedditOauth2, SalesforceOauth2, SlackOauth2, SpotifyOauth2, TwitchOauth2, XOauth2, YandexOauth2, ZoomOauth2."
  }

  validation {
    condition     = var.custom == null || var.vendor == "CustomOauth2"
    error_message = "custom is given, but ${var.vendor} is a built-in vendor. Leave custom out, or say CustomOauth2."
  }

  validation {
    condition = var.custom == null ? true : anytrue([
      var.custom.discovery_url != null,
      var.custom.authorization_server_metadata != null,
    ])

    error_message = "discovery_url and authorization_server_metadata are both missing. Give the discovery URL if the server has one, its metadata otherwise."
  }

  validation {
    condition = var.custom == null ? true : anytrue([
      var.custom.discovery_url == null,
      var.custom.authorization_server_metadata == null,
    ])

    error_message = "discovery_url and authorization_server_metadata are both given, and the API takes one. Give the discovery URL if the server has one, its metadata otherwise."
  }

  validation {
    condition = try(var.custom.discovery_url, null) == null ? true : can(
      regex("^.+/\\.well-known/(openid-configuration|oauth-authorization-server)$", var.custom.discovery_url)
    )

    error_message = "discovery_url \"${try(join("", var.custom.discovery_url[*]), "")}\" does not end in /.well-known/openid-configuration or /.well-known/oauth-authorization-server. Give the address of the discovery document itself."
  }

  validation {
    condition = try(var.custom.discovery_url, null) == null ? true : can(
      regex("^https://[^\\s/]+", var.custom.discovery_url)
    )

    error_message = "discovery_url \"${try(join("", var.custom.discovery_url[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2."
  }

  validation {
    condition = try(var.custom.authorization_server_metadata.issuer, null) == null ? true : can(
      regex("^https://[^\\s/]+", var.custom.authorization_server_metadata.issuer)
    )

    error_message = "authorization_server_metadata.issuer \"${try(join("", var.custom.authorization_server_metadata.issuer[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2."
  }

  validation {
    condition = try(var.custom.authorization_server_metadata.authorization_endpoint, null) == null ? true : can(
      regex("^https://[^\\s/]+", var.custom.authorization_server_metadata.authorization_endpoint)
    )

    error_message = "authorization_server_metadata.authorization_endpoint \"${try(join("", var.custom.authorization_server_metadata.authorization_endpoint[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2."
  }

  validation {
    condition = try(var.custom.authorization_server_metadata.token_endpoint, null) == null ? true : can(
      regex("^https://[^\\s/]+", var.custom.authorization_server_metadata.token_endpoint)
    )

    error_message = "authorization_server_metadata.token_endpoint \"${try(join("", var.custom.authorization_server_metadata.token_endpoint[*]), "")}\" is no https URL. Give the full address, for example https://idp.example.com/oauth2."
  }

  validation {
    condition = try(var.custom.authorization_server_metadata.token_endpoint_auth_methods, null) == null ? true : length(
      var.custom.authorization_server_metadata.token_endpoint_auth_methods
    ) >= 1 && length(var.custom.authorization_server_metadata.token_endpoint_auth_methods) <= 2

    error_message = "token_endpoint_auth_methods \"${try(length(var.custom.authorization_server_metadata.token_endpoint_auth_methods), 0)}\" are not 1 or 2. Name client_secret_post, client_secret_basic or both, or leave the argument out."
  }

  validation {
    condition = try(var.custom.authorization_server_metadata.token_endpoint_auth_methods, null) == null ? true : alltrue([
      for method in var.custom.authorization_server_metadata.token_endpoint_auth_methods : contains(
        ["client_secret_post", "client_secret_basic"],
        method
      )
    ])

    error_message = "token_endpoint_auth_methods names something other than client_secret_post, client_secret_basic. Name one or both of them."
  }

  validation {
    condition = try(var.custom.client_authentication_method, null) == null ? true : contains(
      ["CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST", "AWS_IAM_ID_TOKEN_JWT", "PRIVATE_KEY_JWT"],
      var.custom.client_authentication_method
    )

    error_message = "client_authentication_method \"${try(join("", var.custom.client_authentication_method[*]), "")}\" is none of CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, AWS_IAM_ID_TOKEN_JWT, PRIVATE_KEY_JWT. Name one of them."
  }

  validation {
    condition = try(var.custom.client_authentication_method, null) != "PRIVATE_KEY_JWT" || try(
      var.custom.private_key_jwt,
      null
    ) != null

    error_message = "private_key_jwt is missing, and PRIVATE_KEY_JWT needs a key to sign with. Give private_key_jwt with the key's ARN."
  }

  validation {
    condition = try(var.custom.private_key_jwt, null) == null || try(
      coalesce(var.custom.client_authentication_method, "PRIVATE_KEY_JWT"),
      ""
    ) == "PRIVATE_KEY_JWT"

    error_message = "client_authentication_method \"${try(join("", var.custom.client_authentication_method[*]), "")}\" makes no use of private_key_jwt. Say PRIVATE_KEY_JWT, or leave private_key_jwt out."
  }

  validation {
    condition = try(var.custom.private_key_jwt, null) == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$",
        var.custom.private_key_jwt.kms_key_arn
      )
    )

    error_message = "kms_key_arn \"${try(join("", var.custom.private_key_jwt.kms_key_arn[*]), "")}\" is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition = try(var.custom.private_key_jwt.signing_algorithm, null) == null ? true : contains(
      ["RS256", "PS256", "ES256"],
      var.custom.private_key_jwt.signing_algorithm
    )

    error_message = "private_key_jwt.signing_algorithm \"${try(join("", var.custom.private_key_jwt.signing_algorithm[*]), "")}\" is none of RS256, PS256, ES256. Name one of them."
  }

  validation {
    condition = try(var.custom.private_key_jwt.additional_header_claims, null) == null ? true : length(
      var.custom.private_key_jwt.additional_header_claims
    ) >= 1 && length(var.custom.private_key_jwt.additional_header_claims) <= 10

    error_message = "additional_header_claims \"${try(length(var.custom.private_key_jwt.additional_header_claims), 0)}\" are not 1 to 10. Leave the argument out, or drop some."
  }

  validation {
    condition = try(var.custom.private_key_jwt.additional_header_claims, null) == null ? true : alltrue([
      for name in keys(var.custom.private_key_jwt.additional_header_claims) : !contains(["alg", "typ"], name)
    ])

    error_message = "additional_header_claims \"${try([for name, value in var.custom.private_key_jwt.additional_header_claims : name if !(!contains(["alg", "typ"], name))][0], "")}\" is set by AgentCore. Leave it out."
  }

  validation {
    condition = try(var.custom.private_key_jwt.additional_header_claims, null) == null ? true : alltrue([
      for name in keys(var.custom.private_key_jwt.additional_header_claims) : can(
        regex("^[A-Za-z0-9_.:#-]{1,255}$", name)
      )
    ])

    error_message = "additional_header_claims \"${try([for name, value in var.custom.private_key_jwt.additional_header_claims : name if !(can(regex("^[A-Za-z0-9_.:#-]{1,255}$", name)))][0], "")}\" is not 1 to 255 letters, digits, \"_\", \".\", \":\", \"#\" or \"-\". Rename the claim."
  }

  validation {
    condition = try(var.custom.private_key_jwt.additional_header_claims, null) == null ? true : alltrue([
      for value in values(var.custom.private_key_jwt.additional_header_claims) : length(value) >= 1 && length(
        value
      ) <= 2048
    ])

    error_message = "additional_header_claims \"${try([for name, value in var.custom.private_key_jwt.additional_header_claims : name if !(length(value) >= 1 && length(value) <= 2048)][0], "")}\" has a value of ${try([for value in values(var.custom.private_key_jwt.additional_header_claims) : length(value) if !(length(value) >= 1 && length(value) <= 2048)][0], 0)} characters, not 1 to 2048. Shorten it."
  }

  validation {
    condition = try(var.custom.private_key_jwt.additional_payload_claims, null) == null ? true : length(
      var.custom.private_key_jwt.additional_payload_claims
    ) >= 1 && length(var.custom.private_key_jwt.additional_payload_claims) <= 10

    error_message = "additional_payload_claims \"${try(length(var.custom.private_key_jwt.additional_payload_claims), 0)}\" are not 1 to 10. Leave the argument out, or drop some."
  }

  validation {
    condition = try(var.custom.private_key_jwt.additional_payload_claims, null) == null ? true : alltrue([
      for name in keys(var.custom.private_key_jwt.additional_payload_claims) : !contains(
        ["iss", "sub", "jti", "exp", "iat", "nbf"],
        name
      )
    ])

    error_message = "additional_payload_claims \"${try([for name, value in var.custom.private_key_jwt.additional_payload_claims : name if !(!contains(["iss", "sub", "jti", "exp", "iat", "nbf"], name))][0], "")}\" is set by AgentCore. Leave it out."
  }

  validation {
    condition = try(var.custom.private_key_jwt.additional_payload_claims, null) == null ? true : alltrue([
      for name in keys(var.custom.private_key_jwt.additional_payload_claims) : can(
        regex("^[A-Za-z0-9_.:#-]{1,255}$", name)
      )
    ])

    error_message = "additional_payload_claims \"${try([for name, value in var.custom.private_key_jwt.additional_payload_claims : name if !(can(regex("^[A-Za-z0-9_.:#-]{1,255}$", name)))][0], "")}\" is not 1 to 255 letters, digits, \"_\", \".\", \":\", \"#\" or \"-\". Rename the claim."
  }

  validation {
    condition = try(var.custom.private_key_jwt.additional_payload_claims, null) == null ? true : alltrue([
      for value in values(var.custom.private_key_jwt.additional_payload_claims) : length(value) >= 1 && length(
        value
      ) <= 2048
    ])

    error_message = "additional_payload_claims \"${try([for name, value in var.custom.private_key_jwt.additional_payload_claims : name if !(length(value) >= 1 && length(value) <= 2048)][0], "")}\" has a value of ${try([for value in values(var.custom.private_key_jwt.additional_payload_claims) : length(value) if !(length(value) >= 1 && length(value) <= 2048)][0], 0)} characters, not 1 to 2048. Shorten it."
  }

  validation {
    condition = try(var.custom.on_behalf_of.grant_type, null) == null ? true : contains(
      ["TOKEN_EXCHANGE", "JWT_AUTHORIZATION_GRANT"],
      var.custom.on_behalf_of.grant_type
    )

    error_message = "on_behalf_of.grant_type \"${try(join("", var.custom.on_behalf_of.grant_type[*]), "")}\" is none of TOKEN_EXCHANGE, JWT_AUTHORIZATION_GRANT. Name one of them."
  }

  validation {
    condition = try(var.custom.on_behalf_of.actor_token_content, null) == null ? true : contains(
      ["NONE", "M2M", "AWS_IAM_ID_TOKEN_JWT"],
      var.custom.on_behalf_of.actor_token_content
    )

    error_message = "on_behalf_of.actor_token_content \"${try(join("", var.custom.on_behalf_of.actor_token_content[*]), "")}\" is none of NONE, M2M, AWS_IAM_ID_TOKEN_JWT. Name one of them."
  }

  validation {
    condition = try(
      var.custom.on_behalf_of.actor_token_content,
      null
    ) == null ? true : var.custom.on_behalf_of.grant_type == "TOKEN_EXCHANGE"

    error_message = "actor_token_content \"${try(join("", var.custom.on_behalf_of.actor_token_content[*]), "")}\" has no meaning for ${try(join("", var.custom.on_behalf_of.grant_type[*]), "")}. Leave it out, or say TOKEN_EXCHANGE."
  }

  validation {
    condition = try(
      var.custom.on_behalf_of.actor_token_scopes,
      null
    ) == null ? true : var.custom.on_behalf_of.actor_token_content == "M2M"

    error_message = "actor_token_scopes \"${try(join(" ", var.custom.on_behalf_of.actor_token_scopes), "")}\" belongs to an actor token of M2M. Say actor_token_content = \"M2M\", or leave the scopes out."
  }

  validation {
    condition = alltrue([
      for endpoint in concat(
        try(var.custom.private_endpoint[*], []),
        try(var.custom.private_endpoint_overrides[*].private_endpoint, [])
      ) : (endpoint.managed_vpc == null) != (endpoint.self_managed_lattice == null)
    ])

    error_message = "private_endpoint names both or neither of managed_vpc and self_managed_lattice. Name the one through which AgentCore reaches the identity provider."
  }

  validation {
    condition = alltrue([
      for vpc in [
        for endpoint in concat(
          try(var.custom.private_endpoint[*], []),
          try(var.custom.private_endpoint_overrides[*].private_endpoint, [])
        ) : endpoint.managed_vpc
        if endpoint.managed_vpc != null
      ] : length(vpc.subnet_ids) > 0
    ])

    error_message = "subnet_ids is empty. Name at least one subnet of the VPC."
  }

  validation {
    condition = alltrue([
      for vpc in [
        for endpoint in concat(
          try(var.custom.private_endpoint[*], []),
          try(var.custom.private_endpoint_overrides[*].private_endpoint, [])
        ) : endpoint.managed_vpc
        if endpoint.managed_vpc != null
      ] : contains(["IPV4", "IPV6"], vpc.ip_address_type)
    ])

    error_message = "ip_address_type is none of IPV4, IPV6. Name one of them."
  }

  validation {
    condition = alltrue([
      for vpc in [
        for endpoint in concat(
          try(var.custom.private_endpoint[*], []),
          try(var.custom.private_endpoint_overrides[*].private_endpoint, [])
        ) : endpoint.managed_vpc
        if endpoint.managed_vpc != null
      ] : length(coalesce(vpc.security_group_ids, [])) <= 5
    ])

    error_message = "security_group_ids \"${max(0, [for vpc in [for endpoint in concat(try(var.custom.private_endpoint[*], []), try(var.custom.private_endpoint_overrides[*].private_endpoint, [])) : endpoint.managed_vpc if endpoint.managed_vpc != null] : length(coalesce(vpc.security_group_ids, []))]...)}\" is more than 5. Name fewer security groups."
  }

  validation {
    condition = alltrue([
      for vpc in [
        for endpoint in concat(
          try(var.custom.private_endpoint[*], []),
          try(var.custom.private_endpoint_overrides[*].private_endpoint, [])
        ) : endpoint.managed_vpc
        if endpoint.managed_vpc != null
      ] : vpc.routing_domain == null ? true : length(vpc.routing_domain) >= 3 && length(vpc.routing_domain) <= 255
    ])

    error_message = "routing_domain \"${join(", ", compact([for vpc in [for endpoint in concat(try(var.custom.private_endpoint[*], []), try(var.custom.private_endpoint_overrides[*].private_endpoint, [])) : endpoint.managed_vpc if endpoint.managed_vpc != null] : vpc.routing_domain]))}\" has ${join(", ", [for vpc in [for endpoint in concat(try(var.custom.private_endpoint[*], []), try(var.custom.private_endpoint_overrides[*].private_endpoint, [])) : endpoint.managed_vpc if endpoint.managed_vpc != null] : length(vpc.routing_domain) if vpc.routing_domain != null])} characters, not 3 to 255. Give a domain name that the VPC resolves."
  }

  validation {
    condition = try(length(var.custom.private_endpoint_overrides), 0) == 0 || try(
      var.custom.private_endpoint,
      null
    ) != null

    error_message = "private_endpoint_overrides needs private_endpoint, which is missing. Give the endpoint that all other domains use."
  }

  validation {
    condition     = try(length(var.custom.private_endpoint_overrides), 0) <= 5
    error_message = "private_endpoint_overrides \"${try(length(var.custom.private_endpoint_overrides), 0)}\" is more than 5. Leave some out: their domains use private_endpoint."
  }

  validation {
    condition = alltrue([
      for domain in try(var.custom.private_endpoint_overrides[*].domain, []) : length(domain) >= 1 && length(
        domain
      ) <= 253
    ])

    error_message = "domain \"${try(join(", ", var.custom.private_endpoint_overrides[*].domain), "")}\" has ${try(join(", ", [for one in var.custom.private_endpoint_overrides : length(one.domain)]), "")} characters, not 1 to 253. Give one domain name of the identity provider."
  }
}

variable "secret" {
  description = "The secret that holds the client secret. Required, except for a custom vendor whose client proves itself without one; by default there is none."

  type = object({
    # The full ARN of the secret, with its 6-character suffix.
    secret_arn = string
    # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
    json_key = string
  })

  default  = null
  nullable = true

  validation {
    condition     = var.secret != null || !local.needs_secret
    error_message = "client_secret is missing. Reference the secret, for example secret = { secret_arn = \"…\", json_key = \"client_secret\" }."
  }

  validation {
    condition     = var.secret == null || local.needs_secret
    error_message = "client_secret is given, but this client proves itself without a secret. Leave client_secret out, or name a client authentication method that uses it."
  }

  validation {
    condition = var.secret == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
        var.secret.secret_arn
      )
    )

    error_message = "secret_arn \"${try(var.secret.secret_arn, "")}\" is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf."
  }

  validation {
    condition     = var.secret == null ? true : can(regex("^[^\\[\\]./$]{1,128}$", var.secret.json_key))
    error_message = "json_key \"${try(var.secret.json_key, "")}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object."
  }
}

variable "verify_json_key" {
  description = "Whether Terraform reads the secret while it plans and applies, and stops if the JSON key is not there. The value is never stored; the role that runs Terraform needs to read the secret. By default it is not read."
  type        = bool
  default     = false
  nullable    = false
}

variable "tags" {
  description = "Tags of the credential provider, at most 50. By default it has the AWS provider's default tags only."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.tags) <= 50
    error_message = "tags \"${length(var.tags)}\" are more than 50. Drop some."
  }

  validation {
    condition = alltrue([
      for key in keys(var.tags) : length(key) >= 1 && length(key) <= 128 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", key))
    ])

    error_message = "tags \"${join(", ", [for key in keys(var.tags) : key if !(length(key) >= 1 && length(key) <= 128 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", key)))])}\" is not 1 to 128 characters that AgentCore takes. Use letters, digits, spaces and any of \"._:/=+@-\"."
  }

  validation {
    condition = alltrue([
      for value in values(var.tags) : length(value) <= 256 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", value))
    ])

    error_message = "tags \"${join(", ", [for key, value in var.tags : key if !(length(value) <= 256 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", value)))])}\" has a value that is not 0 to 256 characters that AgentCore takes. Use letters, digits, spaces and any of \"._:/=+@-\"."
  }
}
