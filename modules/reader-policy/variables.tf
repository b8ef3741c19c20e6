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
    condition     = contains(["oauth2", "apikey", "payment"], var.credential_provider.kind)
    error_message = "kind \"${var.credential_provider.kind}\" is none of oauth2, apikey, payment. Name one of them."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,128}$", var.credential_provider.name))
    error_message = "name \"${var.credential_provider.name}\" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."
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
      # Workload identities through which the role may obtain credentials; each may end in *.
      workload_identities = optional(set(string), ["*"])
    })
  )

  nullable = false

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

  validation {
    condition     = length(distinct([for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")])) <= 1
    error_message = "readers \"${join(", ", sort(distinct([for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")])))}\" are in different accounts, and a role can use only the credential providers of its own. Make one credential provider in each account."
  }

  validation {
    condition = alltrue([
      for reader in values(var.readers) : try(split(":", reader.role_arn)[1], "") == local.partition
    ])

    error_message = "role_arn \"${join(", ", [for reader in values(var.readers) : reader.role_arn if try(split(":", reader.role_arn)[1], "") != local.partition])}\" is not in the partition of the secret, ${local.partition}. Reference a secret of the role's own partition."
  }

  validation {
    condition = alltrue([
      for secret in local.secrets : secret.kms_key_arn != null || alltrue([
        for account in distinct([
          for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")
        ]) : account == try(split(":", secret.secret_arn)[4], "")
      ])
    ])

    error_message = "secret \"${join(", ", [for secret in local.secrets : secret.secret_arn if !(secret.kms_key_arn != null || alltrue([for account in distinct([for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")]) : account == try(split(":", secret.secret_arn)[4], "")]))])}\" is in account ${join(", ", [for secret in local.secrets : try(split(":", secret.secret_arn)[4], "") if !(secret.kms_key_arn != null || alltrue([for account in distinct([for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")]) : account == try(split(":", secret.secret_arn)[4], "")]))])}, but its readers are in ${join(", ", distinct([for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")]))}, and the AWS managed key aws/secretsmanager works in its own account only. Encrypt the secret with a customer managed key and give its kms_key_arn."
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
    condition = var.secret == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
        var.secret.secret_arn
      )
    )

    error_message = "secret_arn \"${try(join("", var.secret.secret_arn[*]), "")}\" is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf."
  }

  validation {
    condition = try(var.secret.kms_key_arn, null) == null ? true : can(
      regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.secret.kms_key_arn)
    )

    error_message = "kms_key_arn \"${try(join("", var.secret.kms_key_arn[*]), "")}\" is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition = try(var.secret.kms_key_arn, null) == null ? true : try(
      split(":", var.secret.kms_key_arn)[3],
      ""
    ) == try(split(":", var.secret.secret_arn)[3], "")

    error_message = "kms_key_arn \"${try(join("", var.secret.kms_key_arn[*]), "")}\" is not in the secret's Region \"${try(split(":", var.secret.secret_arn)[3], "")}\"."
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
      for value in var.additional_secrets[*].secret_arn : can(
        regex(
          "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
          value
        )
      )
    ])

    error_message = "secret_arn \"${try([for value in var.additional_secrets[*].secret_arn : value if !can(regex("^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$", value))][0], "")}\" is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf."
  }

  validation {
    condition = alltrue([
      for value in compact(var.additional_secrets[*].kms_key_arn) : can(
        regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", value)
      )
    ])

    error_message = "kms_key_arn \"${try([for value in compact(var.additional_secrets[*].kms_key_arn) : value if !can(regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", value))][0], "")}\" is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }

  validation {
    condition = alltrue([
      for value in compact(var.additional_secrets[*].kms_key_arn) : try(split(":", value)[3], "") == try(
        split(":", var.secret.secret_arn)[3],
        ""
      )
    ])

    error_message = "kms_key_arn \"${try([for value in compact(var.additional_secrets[*].kms_key_arn) : value if !(try(split(":", value)[3], "") == try(split(":", var.secret.secret_arn)[3], ""))][0], "")}\" is not in the secret's Region \"${try(split(":", var.secret.secret_arn)[3], "")}\"."
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

    error_message = "secrets \"${join(", ", sort(distinct(concat([try(split(":", var.secret.secret_arn)[3], "")], [for arn in var.additional_secrets[*].secret_arn : try(split(":", arn)[3], "")]))))}\" are in different Regions, and AgentCore Identity reads nothing of another Region. Reference replicas in the credential provider's Region."
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

    error_message = "kms_key_arn \"${try(join("", var.signing_key_arn[*]), "")}\" is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab."
  }
}
