variable "owner" {
  description = "Whose the statements and objects of this module are: 1 to 128 letters, digits, spaces and any of \"._:/=+@-\". Together with the name of Terraform's workspace it marks at AWS what is this module's, and nothing else is changed or removed. Give each configuration, and each instance of the module, a name that no other has."
  type        = string

  # Required: this is refused, in words that tell what to give.
  default = ""

  nullable = false
}

variable "secrets" {
  description = "Secrets that the team owns, by a name of your choice. Nothing of them is created or changed but their policies, as the fields say."

  # Each entry holds:
  # - secret_arn (string): The full ARN of the secret, with its 6-character suffix.
  # - kms_key_arn (string, optional): The customer managed key that encrypts it; by default the AWS
  # managed key aws/secretsmanager.
  # - look_up_kms_key (bool, optional): Whether Terraform takes the key from the secret while it
  # plans, instead of kms_key_arn, and from each replica that is given none: for a secret with a
  # customer managed key. Terraform must know it while it plans.
  # - region (string, optional): The Region of the secret, and so of the credential providers that
  # reference it; by default the AWS provider's.
  # - replicas (map(string), optional): The Regions of its replicas, each with the ARN of the
  # customer managed key there, or null for the AWS managed key, and with look_up_kms_key for the
  # one that it has. Whoever has the secret makes them. Their readers stand in the one policy of
  # the secret.
  # - policy_mode (string, optional): Who writes the secret's resource policy. EXCLUSIVE, the
  # default: this module owns the whole policy and refuses to overwrite foreign statements.
  # ADDITIVE: a program adds our statements and takes them away again; those of others stay as they
  # are, byte for byte. NONE: it is written elsewhere, or not needed; the module then only offers
  # the document.
  # - key_access (string, optional): How roles may decrypt. GRANT, the default if there is a
  # customer managed key: by a KMS grant for each role; say it if the key is made in the same
  # apply. KEY_POLICY: a program adds a statement to the key's policy; those of others stay as they
  # are, byte for byte. NONE: the key policy is written elsewhere.
  # - service_principal (bool, optional): Whether the secret policy also lets AgentCore's service
  # principal read on behalf of the roles' accounts. AWS's announcement asks for it, but it is
  # neither needed nor enough: AgentCore reads with the permissions of the calling role, and was
  # denied where only the service principal was allowed.
  type = any

  default  = {}
  nullable = false
}

variable "agent_secrets" {
  description = "Secrets that the module makes, by a name of your choice that no other secret has: a credential provider names it as one of secrets."

  # Each entry holds:
  # - name (string): The name of the secret. Another name makes another secret, and a name is taken
  # until the recovery window of a deleted secret is over.
  # - description (string, optional): What it is for.
  # - value_version (number, optional): A whole number from 1: count up, and the value is written
  # anew. Null if somebody else puts the value: a person, a pipeline, a rotation.
  # - region (string, optional): The Region of the secret, its key and its rotation; by default the
  # AWS provider's.
  # - kms_key_arn (string, optional): The ARN of a customer managed key that is there already,
  # whose policy lets those who write use it. By default the module makes one.
  # - writers (map(string), optional): Roles that may write values with the module's key: IAM role
  # ARNs by a name of your choice. Without any, the account's identity policies say who may. By
  # default there are none.
  # - recovery_window_in_days (number, optional): The days in which a deleted secret can be
  # restored, 7 to 30, or 0 to delete it at once and for good.
  # - replicas (map(string), optional): Replicas: by Region the ARN of the customer managed key
  # there.
  # - tags (map(string), optional): Tags of the secret and of the module's key.
  # - rotator_arn (string, optional): The role that rotates: the function's execution role, or the
  # role that Secrets Manager assumes to rotate at a partner. Null for no rotation.
  # - attach_rotator_policy (bool, optional): Whether the rotator gets its policy, as an inline
  # policy. Say false for a role that is managed elsewhere, and take rotator_policy_document.
  # - rotation_function_arn (string, optional): The Lambda function that rotates, in the secret's
  # Region.
  # - rotation_makes_passwords (bool, optional): Whether the function asks Secrets Manager for
  # random passwords.
  # - rotation_partner_type (string, optional): The type of managed external secret, for example
  # SalesforceClientSecret: Secrets Manager rotates it at the partner. A secret keeps its type for
  # ever.
  # - rotation_metadata (map(string), optional): What the partner asks for beside the value. It is
  # no secret.
  # - rotation_days (number, optional): The days between two rotations.
  # - rotation_schedule (string, optional): When to rotate, as rate(12 hours), rate(10 days) or
  # cron(0 16 1,15 * ? *), in UTC.
  # - rotation_duration (string, optional): The rotation window in hours: 1h to 24h.
  # - rotate_immediately (bool, optional): Whether the secret is rotated at once, too, whenever
  # Terraform sets the rotation.
  # - policy_mode (string, optional): Who writes the secret's resource policy. EXCLUSIVE, the
  # default: this module owns the whole policy and refuses to overwrite foreign statements.
  # ADDITIVE: a program adds our statements and takes them away again; those of others stay as they
  # are, byte for byte. NONE: it is written elsewhere, or not needed; the module then only offers
  # the document.
  # - service_principal (bool, optional): Whether the secret policy also lets AgentCore's service
  # principal read on behalf of the roles' accounts. AWS's announcement asks for it, but it is
  # neither needed nor enough: AgentCore reads with the permissions of the calling role, and was
  # denied where only the service principal was allowed.
  type = any

  default  = {}
  nullable = false
}

variable "agent_secret_values" {
  description = "The values of agent_secrets that Terraform writes, by their names: texts by JSON key. Terraform keeps them in no plan and no state, so they must be given in each plan and each apply."
  type        = map(map(string))
  default     = {}
  nullable    = false
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = alltrue([for name in keys(var.agent_secret_values) : contains(try(keys(var.agent_secrets), []), name)])
    error_message = "agent_secret_values has a name that is not in agent_secrets. Name there what has a value here."
  }
}

variable "readers" {
  description = "Roles that obtain credentials at run time, by a name of your choice."

  # Each entry holds:
  # - role_arn (string): The ARN of the IAM role, path included.
  # - attach_policy (bool, optional): Whether the policy is attached to the role; otherwise it is
  # only offered as a document.
  # - policy_kind (string, optional): Whether an inline policy is attached for each credential
  # provider, or managed ones: INLINE, MANAGED.
  # - workload_identities (set(string), optional): Names of workload identities through which the
  # role may obtain credentials; each may end in *. The default holds only without
  # workload_identity_arns.
  # - workload_identity_arns (set(string), optional): ARNs of workload identities through which the
  # role may obtain credentials, as workload_identity_details of aws_bedrockagentcore_agent_runtime
  # and aws_bedrockagentcore_gateway give them.
  # - kind (string, optional): Whose role it is: RUNTIME, GATEWAY, HARNESS, CONSENT_PORTAL,
  # PAYMENT_MANAGER. It says what the role needs beside the credential.
  # - regions (set(string), optional): Regions in which the role obtains credentials; by default
  # all in which its providers are.
  # - max_managed_policies (number, optional): How many managed policies the role may get, with
  # policy_kind = "MANAGED". Those that it has from elsewhere count towards the same quota of its
  # account. How many there are Terraform must know while it plans, and so the ARNs of secrets and
  # keys: make those of the same apply by agent_secrets, or make them first.
  type = any

  default  = {}
  nullable = false
}

variable "deployers" {
  description = "Roles that run Terraform, which AgentCore asks for the secrets, too: IAM role ARNs by a name of your choice. A single one is named in the KMS grants as the role that retires them, and needs no kms:RevokeGrant. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "oauth2_providers" {
  description = "OAuth2 credential providers, by name. By default there are none."

  # Each entry holds:
  # - vendor (string): The identity provider, by the API's name for it: AtlassianOauth2,
  # Auth0Oauth2, CognitoOauth2, CustomOauth2, CyberArkOauth2, DropboxOauth2, FacebookOauth2,
  # FusionAuthOauth2, GithubOauth2, GoogleOauth2, HubspotOauth2, LinkedinOauth2, MicrosoftOauth2,
  # NotionOauth2, OktaOauth2, OneLoginOauth2, PingOneOauth2, RedditOauth2, SalesforceOauth2,
  # SlackOauth2, SpotifyOauth2, TwitchOauth2, XOauth2, YandexOauth2, ZoomOauth2. Another vendor
  # makes another provider.
  # - client_id (string, optional): The client ID that the vendor issued. It is no secret:
  # Terraform keeps it in its state. Required, except for a custom vendor whose client proves
  # itself by an IAM token.
  # - tenant_id (string, optional): The Entra tenant of MicrosoftOauth2, by ID or domain. By
  # default the service resolves the tenant.
  # - issuer (string, optional): The issuer of the tenant's tokens, an https URL. Vendors that each
  # customer has at an address of its own take it, and need at least one of the three; by default
  # it is not sent.
  # - authorization_endpoint (string, optional): The tenant's authorization endpoint, an https URL.
  # Vendors that each customer has at an address of its own take it, and need at least one of the
  # three; by default it is not sent.
  # - token_endpoint (string, optional): The tenant's token endpoint, an https URL. Vendors that
  # each customer has at an address of its own take it, and need at least one of the three; by
  # default it is not sent.
  # - custom (object, optional): An identity provider that is no built-in vendor, for CustomOauth2.
  # By default there is none.
  # - custom.discovery_url (string, optional): The address of the discovery document. Give this or
  # authorization_server_metadata.
  # - custom.authorization_server_metadata (object, optional): The server's addresses, if it has no
  # discovery document.
  # - custom.authorization_server_metadata.issuer (string): The issuer, an https URL.
  # - custom.authorization_server_metadata.authorization_endpoint (string): The authorization
  # endpoint, an https URL.
  # - custom.authorization_server_metadata.token_endpoint (string): The token endpoint, an https
  # URL.
  # - custom.authorization_server_metadata.response_types (set(string), optional): Response types
  # that the server supports; by default not sent.
  # - custom.authorization_server_metadata.token_endpoint_auth_methods (list(string), optional):
  # How the token endpoint accepts a client secret: client_secret_post, client_secret_basic or
  # both; by default not sent.
  # - custom.client_authentication_method (string, optional): How the client proves itself:
  # CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, AWS_IAM_ID_TOKEN_JWT, PRIVATE_KEY_JWT. By default
  # PRIVATE_KEY_JWT if private_key_jwt is given, otherwise the service's own, CLIENT_SECRET_BASIC.
  # - custom.token_audiences (set(string), optional): The audiences for which readers may obtain
  # IAM tokens, with AWS_IAM_ID_TOKEN_JWT: those that AgentCore asks for. By default readers need
  # that permission from elsewhere.
  # - custom.private_key_jwt (object, optional): A client that proves itself by assertions signed
  # in KMS: there is no secret at all.
  # - custom.private_key_jwt.kms_key_arn (string): An asymmetric KMS key for SIGN_VERIFY, in the
  # credential provider's Region.
  # - custom.private_key_jwt.signing_algorithm (string, optional): How assertions are signed:
  # RS256, PS256, ES256; it must fit the key.
  # - custom.private_key_jwt.additional_header_claims (map(string), optional): Further claims, 1 to
  # 10; alg, typ are set by AgentCore. By default there are none.
  # - custom.private_key_jwt.additional_payload_claims (map(string), optional): Further claims, 1
  # to 10; iss, sub, jti, exp, iat, nbf are set by AgentCore. By default there are none.
  # - custom.on_behalf_of (object, optional): How an agent exchanges a user's token for one that
  # lets it act for the user; by default not at all.
  # - custom.on_behalf_of.grant_type (string): The kind of exchange: TOKEN_EXCHANGE,
  # JWT_AUTHORIZATION_GRANT.
  # - custom.on_behalf_of.actor_token_content (string, optional): Which token stands for the agent:
  # NONE, M2M, AWS_IAM_ID_TOKEN_JWT; for TOKEN_EXCHANGE only, where the default is NONE.
  # - custom.on_behalf_of.actor_token_scopes (set(string), optional): Scopes of the agent's own
  # token; for M2M only.
  # - custom.private_endpoint (object, optional): How AgentCore reaches the identity provider if it
  # is not on the internet: managed_vpc or self_managed_lattice.
  # - custom.private_endpoint.managed_vpc (object, optional): An endpoint that AgentCore manages in
  # a VPC of yours.
  # - custom.private_endpoint.managed_vpc.vpc_id (string): The VPC from which the identity provider
  # is reached.
  # - custom.private_endpoint.managed_vpc.subnet_ids (set(string)): Subnets of the VPC, at least
  # one.
  # - custom.private_endpoint.managed_vpc.ip_address_type (string, optional): The kind of
  # addresses: IPV4, IPV6.
  # - custom.private_endpoint.managed_vpc.security_group_ids (set(string), optional): Security
  # groups of the endpoint, at most 5; by default the VPC's own.
  # - custom.private_endpoint.managed_vpc.routing_domain (string, optional): A domain that the VPC
  # resolves, 3 to 255 characters; by default the identity provider's own.
  # - custom.private_endpoint.managed_vpc.tags (map(string), optional): Tags of what AgentCore
  # makes in the VPC; by default none.
  # - custom.private_endpoint.self_managed_lattice (object, optional): A VPC Lattice resource
  # configuration that you manage.
  # - custom.private_endpoint.self_managed_lattice.resource_configuration_identifier (string): The
  # resource configuration, by ID or ARN.
  # - custom.private_endpoint_overrides (list(object), optional): Other ways to single domains of
  # the identity provider, at most 5.
  # - custom.private_endpoint_overrides.domain (string): The domain, 1 to 253 characters.
  # - custom.private_endpoint_overrides.private_endpoint (object): How AgentCore reaches it.
  # - custom.private_endpoint_overrides.private_endpoint.managed_vpc (object, optional): An
  # endpoint that AgentCore manages in a VPC of yours.
  # - custom.private_endpoint_overrides.private_endpoint.managed_vpc.vpc_id (string): The VPC from
  # which the identity provider is reached.
  # - custom.private_endpoint_overrides.private_endpoint.managed_vpc.subnet_ids (set(string)):
  # Subnets of the VPC, at least one.
  # - custom.private_endpoint_overrides.private_endpoint.managed_vpc.ip_address_type (string,
  # optional): The kind of addresses: IPV4, IPV6.
  # - custom.private_endpoint_overrides.private_endpoint.managed_vpc.security_group_ids
  # (set(string), optional): Security groups of the endpoint, at most 5; by default the VPC's own.
  # - custom.private_endpoint_overrides.private_endpoint.managed_vpc.routing_domain (string,
  # optional): A domain that the VPC resolves, 3 to 255 characters; by default the identity
  # provider's own.
  # - custom.private_endpoint_overrides.private_endpoint.managed_vpc.tags (map(string), optional):
  # Tags of what AgentCore makes in the VPC; by default none.
  # - custom.private_endpoint_overrides.private_endpoint.self_managed_lattice (object, optional): A
  # VPC Lattice resource configuration that you manage.
  # -
  # custom.private_endpoint_overrides.private_endpoint.self_managed_lattice.resource_configuration_identifier
  # (string): The resource configuration, by ID or ARN.
  # - secret (string, optional): The name of its secret in secrets; none for a custom vendor whose
  # client proves itself without one.
  # - json_key (string, optional): One top-level key of the secret's JSON object, 1 to 128
  # characters; not a path.
  # - readers (set(string), optional): Names of the roles in readers that may use the provider; by
  # default none.
  # - regions (set(string), optional): Other Regions in which the provider is made, too, with the
  # replica of its secret there; by default none.
  # - verify_json_key (bool, optional): Whether Terraform reads the secret while it plans, and
  # stops if the JSON key is not there.
  # - tags (map(string), optional): Tags beside those of all providers.
  type = any

  default  = {}
  nullable = false
}

variable "api_key_providers" {
  description = "API key credential providers, by name. By default there are none."

  # Each entry holds:
  # - secret (string): The name of its secret in secrets.
  # - json_key (string): One top-level key of the secret's JSON object, 1 to 128 characters; not a
  # path.
  # - readers (set(string), optional): Names of the roles in readers that may use the provider; by
  # default none.
  # - regions (set(string), optional): Other Regions in which the provider is made, too, with the
  # replica of its secret there; by default none.
  # - verify_json_key (bool, optional): Whether Terraform reads the secret while it plans, and
  # stops if the JSON key is not there.
  # - tags (map(string), optional): Tags beside those of all providers.
  type = any

  default  = {}
  nullable = false
}

variable "payment_providers" {
  description = "Payment credential providers, by name. By default there are none."

  # Each entry holds:
  # - vendor (string): The payment provider, by the API's name for it: CoinbaseCDP or StripePrivy.
  # The API changes no provider's vendor: another one needs another name.
  # - api_key_id (string, optional): For CoinbaseCDP: the ID of the API key, 1 to 512 letters,
  # digits, "-" and "_". It is no secret.
  # - api_key_secret (object, optional): For CoinbaseCDP: where the API key's secret is.
  # - api_key_secret.secret (string): The name of its secret in secrets.
  # - api_key_secret.json_key (string): One top-level key of the secret's JSON object, 1 to 128
  # characters; not a path.
  # - wallet_secret (object, optional): For CoinbaseCDP: where the wallet secret is; it may be
  # another JSON key of the same secret.
  # - wallet_secret.secret (string): The name of its secret in secrets.
  # - wallet_secret.json_key (string): One top-level key of the secret's JSON object, 1 to 128
  # characters; not a path.
  # - app_id (string, optional): For StripePrivy: the ID of the app, 1 to 512 characters. It is no
  # secret.
  # - authorization_id (string, optional): For StripePrivy: the ID of the authorization key, 1 to
  # 512 characters. It is no secret.
  # - app_secret (object, optional): For StripePrivy: where the app's secret is.
  # - app_secret.secret (string): The name of its secret in secrets.
  # - app_secret.json_key (string): One top-level key of the secret's JSON object, 1 to 128
  # characters; not a path.
  # - authorization_private_key (object, optional): For StripePrivy: where the authorization key's
  # private key is; it may be another JSON key of the same secret.
  # - authorization_private_key.secret (string): The name of its secret in secrets.
  # - authorization_private_key.json_key (string): One top-level key of the secret's JSON object, 1
  # to 128 characters; not a path.
  # - adopt (bool, optional): Whether the program takes over a credential provider of this name
  # that bears another owner's mark, or none. It is marked and corrected in place.
  # - readers (set(string), optional): Names of the roles in readers that may use the provider; by
  # default none.
  # - regions (set(string), optional): Other Regions in which the provider is made, too, with the
  # replica of its secret there; by default none.
  # - verify_json_key (bool, optional): Whether Terraform reads the secret while it plans, and
  # stops if the JSON key is not there.
  # - tags (map(string), optional): Tags beside those of all providers.
  type = any

  default  = {}
  nullable = false
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
}

variable "assume_role_arn" {
  description = "A role that the bridge's program assumes, for example the one that the AWS provider assumes. By default it works with the credentials that it finds."
  type        = string
  default     = null
  nullable    = true
}

variable "assume_role_external_id" {
  description = "The external ID that the role asks for. By default none is given."
  type        = string
  default     = null
  nullable    = true
}

variable "watch" {
  description = "Watches the secrets, keys, credential providers and readers of this call that are in the AWS provider's Region: who read, who was denied, who changed what. By default nothing does. See modules/watch."

  # It holds:
  # - name (string): Stands in the names of all that is made: 1 to 20 letters, digits, "-" and "_",
  # once in an account and Region.
  # - targets (map(object), optional): Where signals go, by a name of your choice. Policies of
  # topics, queues, buses and log groups stay yours.
  # - targets.kind (string): What it is: TOPIC, QUEUE, EVENT_BUS, FIREHOSE, LOG_GROUP. A topic gets
  # a text for people and is told of alarms, too; all others get the event as it is.
  # - targets.arn (string): Its ARN.
  # - targets.severities (set(string), optional): Only signals of these severities: PAGE, TICKET,
  # RECORD; by default all.
  # - targets.dead_letter_queue_arn (string, optional): An SQS queue for what could not be
  # delivered; by default EventBridge tries for 24 hours.
  # - topic_name (string, optional): Makes an encrypted topic of the name agentcore-identity- and
  # this, which is told of all; only rules and alarms of watches may publish to it.
  # - topic_kms_key_arn (string, optional): The key that encrypts the made topic; its policy must
  # let events.amazonaws.com and cloudwatch.amazonaws.com decrypt and generate data keys. By
  # default one is made.
  # - secret_prefixes (list(string), optional): Beginnings of secret ARNs, with a part of the name.
  # One rule then stands for any number of secrets; all readers may read all of them without a
  # signal.
  # - rotation_roles (map(string), optional): Roles that rotate the secrets: of rotation functions,
  # or of managed external secrets. By default there are none.
  # - exceptions (map(string), optional): Roles and users that may read the secrets without
  # AgentCore, by a name of your choice. By default there are none.
  # - gateway_ids (list(string), optional): Gateways whose targets use the credential providers, by
  # ID.
  # - signals (map(object), optional): What differs for single signals: denied-reader, direct-read,
  # unexpected-reader, failed-decrypt, rotation-failed, changed, key-disabled, deleted-read. By
  # default all are on, as loud as usual.
  # - signals.severity (string, optional): How loud it is: PAGE, TICKET, RECORD; by default PAGE,
  # but TICKET for changed and deleted-read.
  # - signals.is_on (bool, optional): Whether it is watched at all.
  # - fetch_alarms (bool, optional): Whether AgentCore Identity's own metrics of failed fetches
  # become alarms, one for each OAuth2 and API key provider.
  # - dashboard (bool, optional): Whether there is a dashboard.
  # - event_pattern_characters (number, optional): How long an event pattern may be: the account's
  # quota, if AWS raised it.
  # - secrets_per_rule (number, optional): How many secrets a rule names; a pattern that is too
  # long stops the plan.
  # - tags (map(string), optional): Tags of rules, alarms and the made topic. By default they have
  # the AWS provider's default tags only.
  type = any

  default  = null
  nullable = true

  validation {
    condition = alltrue(
      flatten([
        for at, object in { for one in var.watch[*] : "watch" => one if can(keys(one)) } : [
          for attribute in keys(object) : contains(
            [
              "dashboard",
              "event_pattern_characters",
              "exceptions",
              "fetch_alarms",
              "gateway_ids",
              "name",
              "rotation_roles",
              "secret_prefixes",
              "secrets_per_rule",
              "signals",
              "tags",
              "targets",
              "topic_kms_key_arn",
              "topic_name",
            ],
            attribute
          )
        ]
      ])
    )

    error_message = join(
      "\n",
      flatten([
        for at, object in { for one in var.watch[*] : "watch" => one if can(keys(one)) } : [
          for attribute in keys(object) : join(
            "",
            [
              "${at}.${attribute} is not among the attributes of the watch.",
              lookup(
                {
                  das = " Did you mean dashboard?"
                  eve = " Did you mean event_pattern_characters?"
                  exc = " Did you mean exceptions?"
                  fet = " Did you mean fetch_alarms?"
                  gat = " Did you mean gateway_ids?"
                  nam = " Did you mean name?"
                  rot = " Did you mean rotation_roles?"
                  sec = " Did you mean secret_prefixes or secrets_per_rule?"
                  sig = " Did you mean signals?"
                  tag = " Did you mean tags?"
                  tar = " Did you mean targets?"
                  top = " Did you mean topic_kms_key_arn or topic_name?"
                },
                lower(substr(attribute, 0, 3)),
                ""
              ),
              join(
                " ",
                [
                  " There are dashboard, event_pattern_characters, exceptions, fetch_alarms, gateway_ids, name,",
                  "rotation_roles, secret_prefixes, secrets_per_rule, signals, tags, targets, topic_kms_key_arn,",
                  "topic_name.",
                ]
              ),
            ]
          )
          if !contains(
            [
              "dashboard",
              "event_pattern_characters",
              "exceptions",
              "fetch_alarms",
              "gateway_ids",
              "name",
              "rotation_roles",
              "secret_prefixes",
              "secrets_per_rule",
              "signals",
              "tags",
              "targets",
              "topic_kms_key_arn",
              "topic_name",
            ],
            attribute
          )
        ]
      ])
    )
  }
}
