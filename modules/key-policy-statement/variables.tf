variable "secret_arn" {
  description = "The full ARN of the secret that may be decrypted."
  type        = string
  nullable    = false

  validation {
    condition = (
      can(
        regex(
          "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$",
          var.secret_arn
        )
      )
      && length(regexall("(?s).", reverse(split(":", var.secret_arn))[0])) <= 519
    )

    error_message = join(
      "",
      concat(
        ["secret_arn"],
        [
          for one in [for one in [var.secret_arn] : one if !issensitive(one)] : " \"${one}\""
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
}

variable "kms_key_arn" {
  description = "The ARN of the customer managed key that encrypts the secret; not an alias."
  type        = string
  nullable    = false

  validation {
    condition = can(
      regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.kms_key_arn)
    )

    error_message = join(
      "",
      concat(
        ["kms_key_arn"],
        [
          for one in [for one in [var.kms_key_arn] : one if !issensitive(one)] : " \"${one}\""
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
    condition = try(split(":", var.kms_key_arn)[3], "") == try(split(":", var.secret_arn)[3], "")

    error_message = join(
      " ",
      [
        "kms_key_arn is in another Region than the secret. Name the key that encrypts the secret, in the",
        "secret's own Region.",
      ]
    )
  }
}

variable "roles" {
  description = "Roles that may decrypt: IAM role ARNs by a name of your choice."
  type        = map(string)
  nullable    = false

  validation {
    condition = alltrue([
      for one in values(var.roles) : (
        can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$", one))
        && length(regexall("(?s).", reverse(split("/", one))[0])) <= 64
      )
    ])

    error_message = join(
      "",
      concat(
        ["roles"],
        [
          for one in [for one in values(var.roles) : one if !issensitive(one)] : " \"${one}\""
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
    condition     = length(var.roles) > 0
    error_message = "roles is empty, and a statement without roles lets nobody decrypt. Name at least one role."
  }
}

variable "owner" {
  description = "Whose the statements and objects of this module are: 1 to 128 letters, digits, spaces and any of \"._:/=+@-\". Together with the name of Terraform's workspace it marks at AWS what is this module's, and nothing else is changed or removed. Give each configuration, and each instance of the module, a name that no other has."
  type        = string

  # Required: this is refused, in words that tell what to give.
  default = ""

  nullable = false

  validation {
    condition = (can(regex("^[A-Za-z0-9 ._:/=+@-]+$", var.owner)) && length(regexall("(?s).", var.owner)) <= 128)

    error_message = join(
      "",
      concat(
        ["owner"],
        [for one in [for one in [var.owner] : one if !issensitive(one)] : " \"${one}\"" if one != null],
        [
          join(
            " ",
            [
              " is not 1 to 128 letters, digits, spaces and any of \"._:/=+@-\". Give a name that no other",
              "configuration has: it marks at AWS what is this one's.",
            ]
          ),
        ]
      )
    )
  }
}

variable "timeout_seconds" {
  description = "The time that all attempts of the bridge's program together may take, in seconds, 1 to 3600. By default 300."
  type        = number
  default     = null
  nullable    = true

  validation {
    condition     = var.timeout_seconds == null ? true : var.timeout_seconds >= 1 && var.timeout_seconds <= 3600
    error_message = "timeout_seconds is not 1 to 3600. Leave it out for 300."
  }
}

variable "assume_role_arn" {
  description = "A role that the bridge's program assumes, for example the one that the AWS provider assumes. By default it works with the credentials that it finds."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.assume_role_arn == null ? true : (
      can(
        regex(
          "^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$",
          var.assume_role_arn
        )
      )
      && length(regexall("(?s).", reverse(split("/", var.assume_role_arn))[0])) <= 64
    )

    error_message = join(
      "",
      concat(
        ["assume_role_arn"],
        [for one in [for one in [var.assume_role_arn] : one if !issensitive(one)] : " \"${one}\"" if one != null],
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
}

variable "assume_role_external_id" {
  description = "The external ID that the role asks for. By default none is given."
  type        = string
  default     = null
  nullable    = true
}
