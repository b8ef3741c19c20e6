variable "credential_provider" {
  description = "The credential provider that the readers may use."

  type = object({
    # The kind of provider: oauth2, apikey, payment.
    kind = string
    # Its name, which is unique in account and Region for each kind.
    name = string
  })

  nullable = false

  validation {
    condition = contains(["oauth2", "apikey", "payment"], var.credential_provider.kind)

    error_message = join(
      "",
      concat(
        ["kind"],
        [
          for one in [for one in [var.credential_provider.kind] : one if !issensitive(one)] : " \"${one}\""
          if one != null
        ],
        [" is none of oauth2, apikey, payment. Give one of them."]
      )
    )
  }

  validation {
    condition = (
      can(regex("^[A-Za-z0-9_-]+$", var.credential_provider.name))
      && length(regexall("(?s).", var.credential_provider.name)) <= 128
    )

    error_message = join(
      "",
      concat(
        ["name"],
        [
          for one in [for one in [var.credential_provider.name] : one if !issensitive(one)] : " \"${one}\""
          if one != null
        ],
        [" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."]
      )
    )
  }
}

variable "readers" {
  description = "Roles that obtain credentials at run time, by a name of your choice. Adding or removing one touches only its own policy."

  type = map(
    object({
      # The ARN of the IAM role, path included.
      role_arn = string
      # Whether the policy is attached to the role; otherwise it is only offered as a document.
      attach_policy = optional(bool, true)
      # Whether an inline policy is attached for each credential provider, or managed ones: INLINE,
      # MANAGED.
      policy_kind = optional(string, "INLINE")
      # Names of workload identities through which the role may obtain credentials; each may end in
      # *. The default holds only without workload_identity_arns.
      workload_identities = optional(set(string), ["*"])
      # ARNs of workload identities through which the role may obtain credentials, as
      # workload_identity_details of aws_bedrockagentcore_agent_runtime and
      # aws_bedrockagentcore_gateway give them.
      workload_identity_arns = optional(set(string), [])
      # Whose role it is: RUNTIME, GATEWAY, HARNESS, CONSENT_PORTAL, PAYMENT_MANAGER. It says what
      # the role needs beside the credential.
      kind = optional(string, "RUNTIME")
    })
  )

  nullable = false

  validation {
    condition = alltrue([for one in toset(values(var.readers)[*].policy_kind) : contains(["INLINE", "MANAGED"], one)])

    error_message = join(
      "",
      concat(
        ["policy_kind"],
        [
          for one in [for one in toset(values(var.readers)[*].policy_kind) : one if !issensitive(one)] : " \"${one}\""
          if !contains(["INLINE", "MANAGED"], one)
        ],
        [" is none of INLINE, MANAGED. Give one of them."]
      )
    )
  }

  validation {
    condition = alltrue([
      for one in toset(values(var.readers)[*].kind) : contains(
        ["RUNTIME", "GATEWAY", "HARNESS", "CONSENT_PORTAL", "PAYMENT_MANAGER"],
        one
      )
    ])

    error_message = join(
      "",
      concat(
        ["kind"],
        [
          for one in [for one in toset(values(var.readers)[*].kind) : one if !issensitive(one)] : " \"${one}\""
          if !contains(["RUNTIME", "GATEWAY", "HARNESS", "CONSENT_PORTAL", "PAYMENT_MANAGER"], one)
        ],
        [" is none of RUNTIME, GATEWAY, HARNESS, CONSENT_PORTAL, PAYMENT_MANAGER. Give one of them."]
      )
    )
  }

  validation {
    condition = alltrue([
      for one in setunion([], values(var.readers)[*].workload_identity_arns...) : can(
        regex(
          "^arn:aws[a-z-]*:bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:workload-identity-directory/default/workload-identity/[A-Za-z0-9_.-]{3,255}$",
          one
        )
      )
    ])

    error_message = join(
      "",
      concat(
        ["workload_identity_arns"],
        [
          for one in [
            for one in setunion([], values(var.readers)[*].workload_identity_arns...) : one
            if !issensitive(one)
          ] : " \"${one}\""
          if !can(
            regex(
              "^arn:aws[a-z-]*:bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:workload-identity-directory/default/workload-identity/[A-Za-z0-9_.-]{3,255}$",
              one
            )
          )
        ],
        [
          join(
            " ",
            [
              " is not the ARN of one workload identity. Give what workload_identity_details of the runtime or",
              "gateway holds; names have an option of their own.",
            ]
          ),
        ]
      )
    )
  }

  validation {
    condition = alltrue([
      for one in values(var.readers)[*].role_arn : (
        can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$", one))
        && length(regexall("(?s).", reverse(split("/", one))[0])) <= 64
      )
    ])

    error_message = join(
      "",
      concat(
        ["readers"],
        [
          for one in [for one in values(var.readers)[*].role_arn : one if !issensitive(one)] : " \"${one}\""
          if !(
            can(
              regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$", one)
            )
            && length(regexall("(?s).", reverse(split("/", one))[0])) <= 64
          )
        ],
        [
          join(
            " ",
            [
              " is not the ARN of one IAM role: no wildcard, account, user or session may read a secret. Give the",
              "ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.",
            ]
          ),
        ]
      )
    )
  }

  validation {
    condition     = length(toset(values(var.readers)[*].role_arn)) == length(values(var.readers)[*].role_arn)
    error_message = "readers name one role twice. Name each role once."
  }

  validation {
    condition = alltrue([
      for reader in values(var.readers) : !reader.attach_policy || !can(
        regex(":role/aws-(?:reserved|service-role)/", reader.role_arn)
      )
    ])

    error_message = join(
      " ",
      [
        "role_arn of a reader is a role that only AWS may change. Say attach_policy = false, and put the",
        "policy document where the role's permissions are kept: for a role of IAM Identity Center into its",
        "permission set.",
      ]
    )
  }

  validation {
    condition = alltrue([
      for reader in values(var.readers) : length(reader.workload_identities) + length(reader.workload_identity_arns) > 0
    ])

    error_message = join(
      " ",
      [
        "workload_identities of a reader is empty, so it could obtain nothing. Name at least one workload",
        "identity, or leave it out for \"*\".",
      ]
    )
  }

  validation {
    condition = alltrue([
      for one in setunion([], values(var.readers)[*].workload_identities...) : can(
        regex("^[A-Za-z0-9_.-]{3,255}$|^[A-Za-z0-9_.-]{0,255}[*]$", one)
      )
    ])

    error_message = join(
      "",
      concat(
        ["workload_identities"],
        [
          for one in [
            for one in setunion([], values(var.readers)[*].workload_identities...) : one
            if !issensitive(one)
          ] : " \"${one}\""
          if !can(regex("^[A-Za-z0-9_.-]{3,255}$|^[A-Za-z0-9_.-]{0,255}[*]$", one))
        ],
        [
          join(
            " ",
            [
              " is not 3 to 255 letters, digits, \"_\", \".\" and \"-\", or the beginning of such a name and",
              "\"*\". Give the name of the workload identity; an ARN has an option of its own.",
            ]
          ),
        ]
      )
    )
  }

  validation {
    condition = length(distinct([for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")])) <= 1

    error_message = join(
      " ",
      [
        "readers are in different",
        "accounts, ${join(", ", sort(distinct([for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")])))},",
        "and only roles of the credential provider's own account can use it. Make a credential provider in",
        "each account.",
      ]
    )
  }

  validation {
    condition = local.partition == null || alltrue([
      for reader in values(var.readers) : try(split(":", reader.role_arn)[1], "") == local.partition
    ])

    error_message = join(
      " ",
      [
        "readers name roles of another partition than the credential",
        "provider's, ${coalesce(local.partition, "aws")}. Reference a secret in the partition of the roles.",
      ]
    )
  }

  validation {
    condition = alltrue([
      for secret in local.secrets : secret.kms_key_arn != null || alltrue([
        for account in distinct([
          for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")
        ]) : account == try(split(":", secret.secret_arn)[4], "")
      ])
    ])

    error_message = join(
      " ",
      [
        "readers are in another account than a secret that has no kms_key_arn, and the AWS managed key",
        "aws/secretsmanager works in its own account only. Encrypt the secret with a customer managed key",
        "and give its kms_key_arn.",
      ]
    )
  }

  validation {
    condition = alltrue([
      for reader in values(var.readers) : contains(
        lookup(
          {
            RUNTIME         = ["oauth2", "apikey", "payment"]
            GATEWAY         = ["oauth2", "apikey"]
            HARNESS         = ["oauth2", "apikey"]
            CONSENT_PORTAL  = ["oauth2"]
            PAYMENT_MANAGER = ["payment"]
          },
          reader.kind,
          []
        ),
        var.credential_provider.kind
      )
    ])

    error_message = join(
      " ",
      [
        "kind of a reader is one that does not use credential providers of the",
        "kind ${var.credential_provider.kind}. Say whose role it is.",
      ]
    )
  }

  validation {
    condition = alltrue(
      flatten([
        for reader in values(var.readers) : [
          for arn in reader.workload_identity_arns : try(
            [split(":", arn)[3], split(":", arn)[4]] == [
              try(
                split(":", try(coalesce(try(var.secret.secret_arn, null), var.signing_key_arn), null))[3],
                split(":", arn)[3]
              ),
              split(":", reader.role_arn)[4],
            ],
            true
          )
        ]
      ])
    )

    error_message = join(
      " ",
      [
        "workload_identity_arns are of another account or Region than the credential provider. Give what",
        "workload_identity_details of the runtime or gateway holds; names have an option of their own.",
      ]
    )
  }
}

variable "secret" {
  description = "The secret that the provider references, and its customer managed key. By default there is none: for a client that proves itself without a secret."

  type = object({
    # The full ARN of the secret, with its 6-character suffix.
    secret_arn = string
    # The customer managed key that encrypts it; by default the AWS managed key aws/secretsmanager.
    kms_key_arn = optional(string)
  })

  default  = null
  nullable = true

  validation {
    condition = try(var.secret.secret_arn, null) == null ? true : (
      can(
        regex(
          "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$",
          try(var.secret.secret_arn, null)
        )
      )
      && length(regexall("(?s).", reverse(split(":", try(var.secret.secret_arn, null)))[0])) <= 519
    )

    error_message = join(
      "",
      concat(
        ["secret_arn"],
        [
          for one in [for one in [try(var.secret.secret_arn, null)] : one if !issensitive(one)] : " \"${one}\""
          if one != null && can(regex("^arn:", one))
        ],
        [
          join(
            " ",
            [
              " is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give",
              "the full ARN, for example",
              "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf.",
            ]
          ),
        ]
      )
    )
  }

  validation {
    condition = try(var.secret.kms_key_arn, null) == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$",
        try(var.secret.kms_key_arn, null)
      )
    )

    error_message = join(
      "",
      concat(
        ["kms_key_arn"],
        [
          for one in [for one in [try(var.secret.kms_key_arn, null)] : one if !issensitive(one)] : " \"${one}\""
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

  validation {
    condition = try(var.secret.kms_key_arn, null) == null ? true : alltrue([
      for arn in var.secret[*].kms_key_arn : try(split(":", arn)[3], "") == try(
        split(":", var.secret.secret_arn)[3],
        ""
      )
    ])

    error_message = join(
      " ",
      [
        "kms_key_arn is in another Region than the secret. Name the key that encrypts the secret, in the",
        "secret's own Region.",
      ]
    )
  }
}

variable "additional_secrets" {
  description = "Secrets that the provider references beside that one: a payment credential provider has two references. The same secret again changes nothing. By default there are none."

  type = list(
    object({
      # The full ARN of the secret, with its 6-character suffix.
      secret_arn = string
      # The customer managed key that encrypts it; by default the AWS managed key
      # aws/secretsmanager.
      kms_key_arn = optional(string)
    })
  )

  default  = []
  nullable = false

  validation {
    condition = alltrue([
      for one in var.additional_secrets[*].secret_arn : (
        can(
          regex(
            "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$",
            one
          )
        )
        && length(regexall("(?s).", reverse(split(":", one))[0])) <= 519
      )
    ])

    error_message = join(
      "",
      concat(
        ["secret_arn"],
        [
          for one in [for one in var.additional_secrets[*].secret_arn : one if !issensitive(one)] : " \"${one}\""
          if !(
            can(
              regex(
                "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$",
                one
              )
            )
            && length(regexall("(?s).", reverse(split(":", one))[0])) <= 519
          ) && can(regex("^arn:", one))
        ],
        [
          join(
            " ",
            [
              " is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give",
              "the full ARN, for example",
              "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf.",
            ]
          ),
        ]
      )
    )
  }

  validation {
    condition = alltrue([
      for one in compact(var.additional_secrets[*].kms_key_arn) : can(
        regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", one)
      )
    ])

    error_message = join(
      "",
      concat(
        ["kms_key_arn"],
        [
          for one in [
            for one in compact(var.additional_secrets[*].kms_key_arn) : one
            if !issensitive(one)
          ] : " \"${one}\""
          if !can(regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", one)) && can(
            regex("^arn:", one)
          )
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

  validation {
    condition = alltrue([
      for arn in compact(var.additional_secrets[*].kms_key_arn) : try(split(":", arn)[3], "") == try(
        split(":", var.secret.secret_arn)[3],
        ""
      )
    ])

    error_message = join(
      " ",
      [
        "kms_key_arn is in another Region than the secret. Name the key that encrypts the secret, in the",
        "secret's own Region.",
      ]
    )
  }

  validation {
    condition     = length(var.additional_secrets) == 0 || var.secret != null
    error_message = "additional_secrets are given, but secret is not. Give the first of them as secret."
  }

  validation {
    condition = var.secret == null ? true : alltrue([
      for arn in var.additional_secrets[*].secret_arn : try(split(":", arn)[3], "") == try(
        split(":", var.secret.secret_arn)[3],
        ""
      )
    ])

    error_message = join(
      " ",
      [
        "additional_secrets are in another Region than",
        "secret, ${try(split(":", var.secret.secret_arn)[3], "")}, and AgentCore Identity reads nothing of",
        "another Region. Reference replicas in the credential provider's Region.",
      ]
    )
  }
}

variable "signing_key_arn" {
  description = "The KMS key that signs client assertions, for a custom vendor with private_key_jwt. By default there is none."
  type        = string
  default     = null
  nullable    = true
}

variable "token_audiences" {
  description = "The audiences for which the readers may obtain IAM tokens, for a custom vendor with AWS_IAM_ID_TOKEN_JWT. By default there are none."
  type        = set(string)
  default     = []
  nullable    = false
}
