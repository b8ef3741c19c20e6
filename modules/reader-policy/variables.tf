variable "credential_provider" {
  description = "The credential provider that the readers may use."

  # It holds:
  # - kind (string): The kind of provider: oauth2, apikey, payment.
  # - name (string): Its name, which is unique in account and Region for each kind.
  type = any

  nullable = false

  validation {
    condition = alltrue(
      flatten([
        for at, object in { for one in var.credential_provider[*] : "credential_provider" => one if can(keys(one)) } : [
          for attribute in keys(object) : contains(["kind", "name"], attribute)
        ]
      ])
    )

    error_message = join(
      "\n",
      flatten([
        for at, object in { for one in var.credential_provider[*] : "credential_provider" => one if can(keys(one)) } : [
          for attribute in keys(object) : join(
            "",
            [
              "${at}.${attribute} is not among the attributes of the credential provider.",
              lookup({ kin = " Did you mean kind?", nam = " Did you mean name?" }, lower(substr(attribute, 0, 3)), ""),
              " There are kind, name.",
            ]
          )
          if !contains(["kind", "name"], attribute)
        ]
      ])
    )
  }
}

variable "readers" {
  description = "Roles that obtain credentials at run time, by a name of your choice. Adding or removing one touches only its own policy."

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
  type = any

  nullable = false

  validation {
    condition = alltrue(
      flatten([
        for at, object in { for key, one in var.readers : "readers[\"${key}\"]" => one if can(keys(one)) } : [
          for attribute in keys(object) : contains(
            ["attach_policy", "kind", "policy_kind", "role_arn", "workload_identities", "workload_identity_arns"],
            attribute
          )
        ]
      ])
    )

    error_message = join(
      "\n",
      flatten([
        for at, object in { for key, one in var.readers : "readers[\"${key}\"]" => one if can(keys(one)) } : [
          for attribute in keys(object) : join(
            "",
            [
              "${at}.${attribute} is not among the attributes of the reader.",
              lookup(
                {
                  att = " Did you mean attach_policy?"
                  kin = " Did you mean kind?"
                  pol = " Did you mean policy_kind?"
                  rol = " Did you mean role_arn?"
                  wor = " Did you mean workload_identities or workload_identity_arns?"
                },
                lower(substr(attribute, 0, 3)),
                ""
              ),
              join(
                " ",
                [
                  " There are attach_policy, kind, policy_kind, role_arn, workload_identities,",
                  "workload_identity_arns.",
                ]
              ),
            ]
          )
          if !contains(
            ["attach_policy", "kind", "policy_kind", "role_arn", "workload_identities", "workload_identity_arns"],
            attribute
          )
        ]
      ])
    )
  }
}

variable "secret" {
  description = "The secret that the provider references, and its customer managed key. By default there is none: for a client that proves itself without a secret."

  # It holds:
  # - secret_arn (string): The full ARN of the secret, with its 6-character suffix.
  # - kms_key_arn (string, optional): The customer managed key that encrypts it; by default the AWS
  # managed key aws/secretsmanager.
  type = any

  default  = null
  nullable = true

  validation {
    condition = alltrue(
      flatten([
        for at, object in { for one in var.secret[*] : "secret" => one if can(keys(one)) } : [
          for attribute in keys(object) : contains(["kms_key_arn", "secret_arn"], attribute)
        ]
      ])
    )

    error_message = join(
      "\n",
      flatten([
        for at, object in { for one in var.secret[*] : "secret" => one if can(keys(one)) } : [
          for attribute in keys(object) : join(
            "",
            [
              "${at}.${attribute} is not among the attributes of the secret.",
              lookup(
                { kms = " Did you mean kms_key_arn?", sec = " Did you mean secret_arn?" },
                lower(substr(attribute, 0, 3)),
                ""
              ),
              " There are kms_key_arn, secret_arn.",
            ]
          )
          if !contains(["kms_key_arn", "secret_arn"], attribute)
        ]
      ])
    )
  }
}

variable "additional_secrets" {
  description = "Secrets that the provider references beside that one: a payment credential provider has two references. The same secret again changes nothing. By default there are none."

  # Each entry holds:
  # - secret_arn (string): The full ARN of the secret, with its 6-character suffix.
  # - kms_key_arn (string, optional): The customer managed key that encrypts it; by default the AWS
  # managed key aws/secretsmanager.
  type = any

  default  = []
  nullable = false

  validation {
    condition = alltrue(
      flatten([
        for at, object in {
          for index, one in var.additional_secrets : "additional_secrets[${index}]" => one
          if can(keys(one))
        } : [for attribute in keys(object) : contains(["kms_key_arn", "secret_arn"], attribute)]
      ])
    )

    error_message = join(
      "\n",
      flatten([
        for at, object in {
          for index, one in var.additional_secrets : "additional_secrets[${index}]" => one
          if can(keys(one))
        } :
        [
          for attribute in keys(object) : join(
            "",
            [
              "${at}.${attribute} is not among the attributes of the secret.",
              lookup(
                { kms = " Did you mean kms_key_arn?", sec = " Did you mean secret_arn?" },
                lower(substr(attribute, 0, 3)),
                ""
              ),
              " There are kms_key_arn, secret_arn.",
            ]
          )
          if !contains(["kms_key_arn", "secret_arn"], attribute)
        ]
      ])
    )
  }
}

variable "signing_key_arn" {
  description = "The KMS key that signs client assertions, for a custom vendor with private_key_jwt. By default there is none."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.signing_key_arn == null ? true : can(
      regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.signing_key_arn)
    )

    error_message = join(
      "",
      concat(
        ["signing_key_arn"],
        [
          for one in [for one in [var.signing_key_arn] : one if !issensitive(one)] : " \"${one}\""
          if one != null && can(regex("^arn:", one))
        ],
        [
          join(
            " ",
            [
              " is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example",
              "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.",
            ]
          ),
        ]
      )
    )
  }
}

variable "token_audiences" {
  description = "The audiences for which the readers may obtain IAM tokens, for a custom vendor with AWS_IAM_ID_TOKEN_JWT. By default there are none."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for one in var.token_audiences : (length(regexall("(?s).", one)) >= 1 && length(regexall("(?s).", one)) <= 1000)
    ])

    error_message = join(
      "",
      concat(
        ["token_audiences"],
        [
          for one in [for one in var.token_audiences : one if !issensitive(one)] : " \"${one}\""
          if !(length(regexall("(?s).", one)) >= 1 && length(regexall("(?s).", one)) <= 1000)
        ],
        [" does not have 1 to 1000 characters. Give the audience that the token names, often an https URL."]
      )
    )
  }

  validation {
    condition = length(var.token_audiences) <= 10

    error_message = join(
      " ",
      ["token_audiences are more than 10, which one token names at the most. Name those that AgentCore", "asks for."]
    )
  }
}
