variable "owner" {
  description = "Whose the statements and objects of this module are: 1 to 128 letters, digits, spaces and any of \"._:/=+@-\". Together with the name of Terraform's workspace it marks at AWS what is this module's, and nothing else is changed or removed. Give each configuration, and each instance of the module, a name that no other has."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.owner) >= 1 && length(var.owner) <= 128 && can(regex("^[A-Za-z0-9 ._:/=+@-]+$", var.owner))
    error_message = "owner \"${var.owner}\" is not 1 to 128 letters, digits, spaces and any of \"._:/=+@-\". Give a name that no other configuration has: it marks at AWS what is this one's."
  }
}

variable "secrets" {
  description = "Secrets that the team owns, by a name of your choice. Nothing of them is created or changed but their policies, as the fields say."

  type = map(
    object({
      # The full ARN of the secret, with its 6-character suffix.
      secret_arn = string
      # The customer managed key that encrypts it; by default the AWS managed key
      # aws/secretsmanager.
      kms_key_arn = optional(string)
      # Who writes the secret's resource policy. EXCLUSIVE, the default: this module owns the whole
      # policy and refuses to overwrite foreign statements. ADDITIVE: a program adds our statements
      # and takes them away again; those of others stay as they are, byte for byte. NONE: it is
      # written elsewhere, or not needed; the module then only offers the document.
      policy_mode = optional(string, "EXCLUSIVE")
      # How roles may decrypt. GRANT, the default if kms_key_arn is given: by a KMS grant for each
      # role; say it if the key is made in the same apply. KEY_POLICY: a program adds a statement
      # to the key's policy; those of others stay as they are, byte for byte. NONE: the key policy
      # is written elsewhere.
      key_access = optional(string)
      # Whether the secret policy also lets AgentCore's service principal read on behalf of the
      # roles' accounts. AWS's announcement asks for it, but it is neither needed nor enough:
      # AgentCore reads with the permissions of the calling role, and was denied where only the
      # service principal was allowed.
      service_principal = optional(bool, false)
    })
  )

  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.secrets) : !strcontains(name, "/")])
    error_message = "secrets \"${join(", ", [for name in keys(var.secrets) : name if strcontains(name, "/")])}\" hold a slash, which parts the names in the addresses of resources. Name them without."
  }

  validation {
    condition = alltrue([
      for secret in values(var.secrets) : can(
        regex(
          "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
          secret.secret_arn
        )
      )
    ])

    error_message = join(
      "\n",
      [
        for secret in values(
          var.secrets
        ) : "secret_arn \"${secret.secret_arn}\" is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf."
        if !(
          can(
            regex(
              "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
              secret.secret_arn
            )
          )
        )
      ]
    )
  }

  validation {
    condition = alltrue([
      for secret in values(var.secrets) : secret.kms_key_arn == null ? true : can(
        regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", secret.kms_key_arn)
      )
    ])

    error_message = join(
      "\n",
      [
        for secret in values(
          var.secrets
        ) : "kms_key_arn \"${secret.kms_key_arn}\" is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
        if !(
          secret.kms_key_arn == null
          ? true
          : can(regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", secret.kms_key_arn))
        )
      ]
    )
  }

  validation {
    condition = alltrue([
      for secret in values(var.secrets) : secret.kms_key_arn == null ? true : try(
        split(":", secret.kms_key_arn)[3],
        ""
      ) == try(split(":", secret.secret_arn)[3], "")
    ])

    error_message = join(
      "\n",
      [
        for secret in values(
          var.secrets
        ) : "kms_key_arn \"${secret.kms_key_arn}\" is in ${try(split(":", secret.kms_key_arn)[3], "")}, but the secret is in ${try(split(":", secret.secret_arn)[3], "")}. Name the key that encrypts the secret in its own Region."
        if !(
          secret.kms_key_arn == null
          ? true
          : try(split(":", secret.kms_key_arn)[3], "") == try(split(":", secret.secret_arn)[3], "")
        )
      ]
    )
  }

  validation {
    condition = alltrue([
      for secret in values(var.secrets) : secret.kms_key_arn == null ? true : coalesce(
        secret.key_access,
        "GRANT"
      ) != "GRANT" || try(split(":", secret.kms_key_arn)[4], "") == try(split(":", secret.secret_arn)[4], "")
    ])

    error_message = join(
      "\n",
      [
        for secret in values(
          var.secrets
        ) : "kms_key_arn \"${secret.kms_key_arn}\" is in account ${try(split(":", secret.kms_key_arn)[4], "")}, but the secret is in ${try(split(":", secret.secret_arn)[4], "")}. Say key_access = \"NONE\" and grant the readers in the key's account."
        if !(
          secret.kms_key_arn == null
          ? true
          : coalesce(secret.key_access, "GRANT") != "GRANT" || try(split(":", secret.kms_key_arn)[4], "") == try(
            split(":", secret.secret_arn)[4],
            ""
          )
        )
      ]
    )
  }

  validation {
    condition = alltrue([
      for secret in values(var.secrets) : contains(["EXCLUSIVE", "ADDITIVE", "NONE"], secret.policy_mode)
    ])

    error_message = "policy_mode of a secret is none of EXCLUSIVE, ADDITIVE, NONE. Name one of them."
  }

  validation {
    condition = alltrue([
      for secret in values(var.secrets) : contains(["GRANT", "KEY_POLICY", "NONE"], coalesce(secret.key_access, "NONE"))
    ])

    error_message = "key_access of a secret is none of GRANT, KEY_POLICY, NONE. Name one of them."
  }

  validation {
    condition = alltrue([
      for secret in values(var.secrets) : coalesce(secret.key_access, "NONE") == "NONE" || secret.kms_key_arn != null
    ])

    error_message = "key_access of a secret is given, but its kms_key_arn is not. Name the key, or leave key_access out: with the AWS managed key aws/secretsmanager there is nothing to grant."
  }

  validation {
    condition = length(
      toset([for secret in values(var.secrets) : secret.secret_arn if secret.policy_mode == "EXCLUSIVE"])
    ) == length([for secret in values(var.secrets) : secret.secret_arn if secret.policy_mode == "EXCLUSIVE"])

    error_message = "secrets hold one secret twice with policy_mode = \"EXCLUSIVE\"; the two would overwrite each other. Name it once, or say policy_mode = \"NONE\" for the others."
  }
}

variable "readers" {
  description = "Roles that obtain credentials at run time, by a name of your choice."

  type = map(
    object({
      # The ARN of the IAM role, path included.
      role_arn = string
      # Whether the policy is attached to the role; otherwise it is only offered as a document.
      attach_policy = optional(bool, true)
      # Workload identities through which the role may obtain credentials; each may end in *.
      workload_identities = optional(set(string), ["*"])
    })
  )

  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.readers) : !strcontains(name, "/")])
    error_message = "readers \"${join(", ", [for name in keys(var.readers) : name if strcontains(name, "/")])}\" hold a slash, which parts the names in the addresses of resources. Name them without."
  }

  validation {
    condition = alltrue([
      for value in values(var.readers)[*].role_arn : can(
        regex(
          "^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]{1,64}$",
          value
        )
      )
    ])

    error_message = "role_arn \"${try([for value in values(var.readers)[*].role_arn : value if !can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]{1,64}$", value))][0], "")}\" is not the ARN of one IAM role: no wildcard, account, user or session may read a secret. Give the ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime."
  }

  validation {
    condition     = length(toset(values(var.readers)[*].role_arn)) == length(values(var.readers)[*].role_arn)
    error_message = "readers name one role twice. Name each role once."
  }

  validation {
    condition     = alltrue([for reader in values(var.readers) : length(reader.workload_identities) > 0])
    error_message = "workload_identities is empty, so the reader could obtain nothing. Name at least one workload identity, or leave it out for \"*\"."
  }

  validation {
    condition = alltrue([
      for name in setunion([], values(var.readers)[*].workload_identities...) : can(
        regex("^[A-Za-z0-9_.-]{3,255}$|^[A-Za-z0-9_.-]{0,255}\\*$", name)
      )
    ])

    error_message = "workload_identities \"${join(", ", [for name in setunion([], values(var.readers)[*].workload_identities...) : name if !can(regex("^[A-Za-z0-9_.-]{3,255}$|^[A-Za-z0-9_.-]{0,255}\\*$", name))])}\" is not 3 to 255 letters, digits, \"_\", \".\" and \"-\", or the beginning of such a name and \"*\". Give the name of the workload identity, not its ARN."
  }
}

variable "deployers" {
  description = "Roles that run Terraform, which AgentCore asks for the secrets, too: IAM role ARNs by a name of your choice. A single one is named in the KMS grants as the role that retires them, and needs no kms:RevokeGrant. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for value in values(var.deployers) : can(
        regex(
          "^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]{1,64}$",
          value
        )
      )
    ])

    error_message = "role_arn \"${try([for value in values(var.deployers) : value if !can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]{1,64}$", value))][0], "")}\" is not the ARN of one IAM role: no wildcard, account, user or session may read a secret. Give the ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime."
  }
}

variable "oauth2_providers" {
  description = "OAuth2 credential providers, by name. By default there are none."

  type = map(
    object({
      # The identity provider, by the API's name for it: AtlassianOauth2, Auth0Oauth2,
      # CognitoOauth2, CustomOauth2, CyberArkOauth2, DropboxOauth2, FacebookOauth2,
      # FusionAuthOauth2, GithubOauth2, GoogleOauth2, HubspotOauth2, LinkedinOauth2,
      # MicrosoftOauth2, NotionOauth2, OktaOauth2, OneLoginOauth2, PingOneOauth2, RedditOauth2,
      # SalesforceOauth2, SlackOauth2, SpotifyOauth2, TwitchOauth2, XOauth2, YandexOauth2,
      # ZoomOauth2. Another vendor makes another provider.
      vendor = string
      # The client ID that the vendor issued. It is no secret: Terraform keeps it in its state.
      # Required, except for a custom vendor whose client proves itself by an IAM token; by default
      # there is none.
      client_id = optional(string)
      # The Entra tenant of MicrosoftOauth2, by ID or domain. By default the service resolves the
      # tenant.
      tenant_id = optional(string)
      # The issuer of the tenant's tokens, an https URL. Vendors that each customer has at an
      # address of its own take it, and need at least one of the three; by default it is not sent.
      issuer = optional(string)
      # The tenant's authorization endpoint, an https URL. Vendors that each customer has at an
      # address of its own take it, and need at least one of the three; by default it is not sent.
      authorization_endpoint = optional(string)
      # The tenant's token endpoint, an https URL. Vendors that each customer has at an address of
      # its own take it, and need at least one of the three; by default it is not sent.
      token_endpoint = optional(string)
      # An identity provider that is no built-in vendor, for CustomOauth2. By default there is
      # none.
      custom = optional(
        object({
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
              # How the token endpoint accepts a client secret: client_secret_post,
              # client_secret_basic or both; by default not sent.
              token_endpoint_auth_methods = optional(list(string))
            })
          )
          # How the client proves itself: CLIENT_SECRET_BASIC, CLIENT_SECRET_POST,
          # AWS_IAM_ID_TOKEN_JWT, PRIVATE_KEY_JWT. By default PRIVATE_KEY_JWT if private_key_jwt is
          # given, otherwise the service's own, CLIENT_SECRET_BASIC.
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
              # Further claims, 1 to 10; iss, sub, jti, exp, iat, nbf are set by AgentCore. By
              # default there are none.
              additional_payload_claims = optional(map(string))
            })
          )
          # How an agent exchanges a user's token for one that lets it act for the user; by default
          # not at all.
          on_behalf_of = optional(
            object({
              # The kind of exchange: TOKEN_EXCHANGE, JWT_AUTHORIZATION_GRANT.
              grant_type = string
              # Which token stands for the agent: NONE, M2M, AWS_IAM_ID_TOKEN_JWT; for
              # TOKEN_EXCHANGE only, where the default is NONE.
              actor_token_content = optional(string)
              # Scopes of the agent's own token; for M2M only.
              actor_token_scopes = optional(set(string))
            })
          )
          # How AgentCore reaches the identity provider if it is not on the internet: managed_vpc
          # or self_managed_lattice.
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
                      # A domain that the VPC resolves, 3 to 255 characters; by default the
                      # identity provider's own.
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
      )
      # The name of its secret in secrets; none for a custom vendor whose client proves itself
      # without one.
      secret = optional(string)
      # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
      json_key = optional(string)
      # Names of the roles in readers that may use the provider; by default none.
      readers = optional(set(string), [])
      # Whether Terraform reads the secret while it plans, and stops if the JSON key is not there.
      verify_json_key = optional(bool, false)
      # Tags beside those of all providers.
      tags = optional(map(string), {})
    })
  )

  default  = {}
  nullable = false

  validation {
    condition = alltrue([for name, provider in var.oauth2_providers : can(regex("^[A-Za-z0-9_-]{1,128}$", name))])

    error_message = join(
      "\n",
      [
        for name, provider in var.oauth2_providers : "name \"${name}\" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."
        if !(can(regex("^[A-Za-z0-9_-]{1,128}$", name)))
      ]
    )
  }

  validation {
    condition = length(
      setsubtract(
        [for provider in values(var.oauth2_providers) : provider.secret if provider.secret != null],
        keys(var.secrets)
      )
    ) == 0

    error_message = "oauth2_providers reference secrets that secrets does not hold: ${join(", ", setsubtract([for provider in values(var.oauth2_providers) : provider.secret if provider.secret != null], keys(var.secrets)))}. Add them, or correct the names."
  }

  validation {
    condition = length(
      setsubtract(flatten([for provider in values(var.oauth2_providers) : tolist(provider.readers)]), keys(var.readers))
    ) == 0

    error_message = "oauth2_providers name readers that readers does not hold: ${join(", ", setsubtract(flatten([for provider in values(var.oauth2_providers) : tolist(provider.readers)]), keys(var.readers)))}. Add them, or correct the names."
  }

  validation {
    condition = alltrue([for name, provider in var.oauth2_providers : contains(keys(local.vendors), provider.vendor)])

    error_message = join(
      "\n",
      [
        for name, provider in var.oauth2_providers : "vendor \"${provider.vendor}\" is no vendor of AgentCore Identity. Use CustomOauth2 with custom, or one of AtlassianOauth2, Auth0Oauth2, CognitoOauth2, CyberArkOauth2, DropboxOauth2, FacebookOauth2, FusionAuthOauth2, GithubOauth2, GoogleOauth2, HubspotOauth2, LinkedinOauth2, MicrosoftOauth2, NotionOauth2, OktaOauth2, OneLoginOauth2, PingOneOauth2, RedditOauth2, SalesforceOauth2, SlackOauth2, SpotifyOauth2, TwitchOauth2, XOauth2, YandexOauth2, ZoomOauth2."
        if !(contains(keys(local.vendors), provider.vendor))
      ]
    )
  }

  validation {
    condition = alltrue([
      for provider in values(var.oauth2_providers) : (provider.secret == null) == (provider.json_key == null)
    ])

    error_message = "oauth2_providers name secret without json_key, or json_key without secret. Give both or neither."
  }
}

variable "api_key_providers" {
  description = "API key credential providers, by name. By default there are none."

  type = map(
    object({
      # The name of its secret in secrets.
      secret = string
      # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
      json_key = string
      # Names of the roles in readers that may use the provider; by default none.
      readers = optional(set(string), [])
      # Whether Terraform reads the secret while it plans, and stops if the JSON key is not there.
      verify_json_key = optional(bool, false)
      # Tags beside those of all providers.
      tags = optional(map(string), {})
    })
  )

  default  = {}
  nullable = false

  validation {
    condition = alltrue([for name, provider in var.api_key_providers : can(regex("^[A-Za-z0-9_-]{1,128}$", name))])

    error_message = join(
      "\n",
      [
        for name, provider in var.api_key_providers : "name \"${name}\" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."
        if !(can(regex("^[A-Za-z0-9_-]{1,128}$", name)))
      ]
    )
  }

  validation {
    condition = length(
      setsubtract(
        [for provider in values(var.api_key_providers) : provider.secret if provider.secret != null],
        keys(var.secrets)
      )
    ) == 0

    error_message = "api_key_providers reference secrets that secrets does not hold: ${join(", ", setsubtract([for provider in values(var.api_key_providers) : provider.secret if provider.secret != null], keys(var.secrets)))}. Add them, or correct the names."
  }

  validation {
    condition = length(
      setsubtract(
        flatten([for provider in values(var.api_key_providers) : tolist(provider.readers)]),
        keys(var.readers)
      )
    ) == 0

    error_message = "api_key_providers name readers that readers does not hold: ${join(", ", setsubtract(flatten([for provider in values(var.api_key_providers) : tolist(provider.readers)]), keys(var.readers)))}. Add them, or correct the names."
  }
}

variable "payment_providers" {
  description = "Payment credential providers, by name. By default there are none."

  type = map(
    object({
      # The payment provider, by the API's name for it: CoinbaseCDP or StripePrivy. The API changes
      # no provider's vendor: another one needs another name.
      vendor = string
      # For CoinbaseCDP: the ID of the API key, 1 to 512 letters, digits, "-" and "_". It is no
      # secret.
      api_key_id = optional(string)
      # For CoinbaseCDP: where the API key's secret is.
      api_key_secret = optional(
        object({
          # The name of its secret in secrets.
          secret = string
          # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
          json_key = string
        })
      )
      # For CoinbaseCDP: where the wallet secret is; it may be another JSON key of the same secret.
      wallet_secret = optional(
        object({
          # The name of its secret in secrets.
          secret = string
          # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
          json_key = string
        })
      )
      # For StripePrivy: the ID of the app, 1 to 512 characters. It is no secret.
      app_id = optional(string)
      # For StripePrivy: the ID of the authorization key, 1 to 512 characters. It is no secret.
      authorization_id = optional(string)
      # For StripePrivy: where the app's secret is.
      app_secret = optional(
        object({
          # The name of its secret in secrets.
          secret = string
          # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
          json_key = string
        })
      )
      # For StripePrivy: where the authorization key's private key is; it may be another JSON key
      # of the same secret.
      authorization_private_key = optional(
        object({
          # The name of its secret in secrets.
          secret = string
          # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
          json_key = string
        })
      )
      # Whether the program takes over a credential provider of this name that bears another
      # owner's mark, or none. It is marked and corrected in place.
      adopt = optional(bool, false)
      # Names of the roles in readers that may use the provider; by default none.
      readers = optional(set(string), [])
      # Whether Terraform reads the secret while it plans, and stops if the JSON key is not there.
      verify_json_key = optional(bool, false)
      # Tags beside those of all providers.
      tags = optional(map(string), {})
    })
  )

  default  = {}
  nullable = false

  validation {
    condition = alltrue([for name, provider in var.payment_providers : can(regex("^[A-Za-z0-9_-]{1,128}$", name))])

    error_message = join(
      "\n",
      [
        for name, provider in var.payment_providers : "name \"${name}\" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."
        if !(can(regex("^[A-Za-z0-9_-]{1,128}$", name)))
      ]
    )
  }

  validation {
    condition = length(
      setsubtract(
        flatten([
          for provider in values(var.payment_providers) : [
            for reference in [
              provider.api_key_secret,
              provider.wallet_secret,
              provider.app_secret,
              provider.authorization_private_key,
            ] : reference.secret
            if reference != null
          ]
        ]),
        keys(var.secrets)
      )
    ) == 0

    error_message = "payment_providers reference secrets that secrets does not hold: ${join(", ", setsubtract(flatten([for provider in values(var.payment_providers) : [for reference in [provider.api_key_secret, provider.wallet_secret, provider.app_secret, provider.authorization_private_key] : reference.secret if reference != null]]), keys(var.secrets)))}. Add them, or correct the names."
  }

  validation {
    condition = length(
      setsubtract(
        flatten([for provider in values(var.payment_providers) : tolist(provider.readers)]),
        keys(var.readers)
      )
    ) == 0

    error_message = "payment_providers name readers that readers does not hold: ${join(", ", setsubtract(flatten([for provider in values(var.payment_providers) : tolist(provider.readers)]), keys(var.readers)))}. Add them, or correct the names."
  }

  validation {
    condition = alltrue([
      for name, provider in var.payment_providers : contains(["CoinbaseCDP", "StripePrivy"], provider.vendor)
    ])

    error_message = join(
      "\n",
      [
        for name, provider in var.payment_providers : "vendor \"${provider.vendor}\" is none of CoinbaseCDP, StripePrivy. Name one of them."
        if !(contains(["CoinbaseCDP", "StripePrivy"], provider.vendor))
      ]
    )
  }
}

variable "tags" {
  description = "Tags of all credential providers. By default they have the AWS provider's default tags only."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "timeout_seconds" {
  description = "The time that all attempts of the bridge's program together may take, in seconds, 1 to 3600. By default 300."
  type        = number
  default     = null
  nullable    = true

  validation {
    condition     = var.timeout_seconds == null ? true : var.timeout_seconds >= 1 && var.timeout_seconds <= 3600
    error_message = "timeout_seconds \"${try(join("", var.timeout_seconds[*]), "")}\" is not 1 to 3600. Leave it out for 300."
  }
}

variable "assume_role_arn" {
  description = "A role that the bridge's program assumes, for example the one that the AWS provider assumes. By default it works with the credentials that it finds."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.assume_role_arn == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]{1,64}$",
        var.assume_role_arn
      )
    )

    error_message = "assume_role_arn \"${try(join("", var.assume_role_arn[*]), "")}\" is not the ARN of an IAM role. Give the ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime."
  }
}

variable "assume_role_external_id" {
  description = "The external ID that the role asks for. By default none is given."
  type        = string
  default     = null
  nullable    = true
}
