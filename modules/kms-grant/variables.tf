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

  validation {
    condition = try(split(":", var.kms_key_arn)[4], "") == try(split(":", var.secret_arn)[4], "")

    error_message = join(
      " ",
      [
        "kms_key_arn is in another account than the secret, and a grant is made in one of them. Use",
        "modules/key-policy-statement, or let the key's account grant the readers.",
      ]
    )
  }
}

variable "grantees" {
  description = "Roles that may decrypt: IAM role ARNs by a name of your choice."
  type        = map(string)
  nullable    = false

  validation {
    condition = alltrue([
      for one in values(var.grantees) : (
        can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$", one))
        && length(regexall("(?s).", reverse(split("/", one))[0])) <= 64
      )
    ])

    error_message = join(
      "",
      concat(
        ["grantees"],
        [
          for one in [for one in values(var.grantees) : one if !issensitive(one)] : " \"${one}\""
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
}

variable "compare_key" {
  description = "Whether Terraform reads the secret's metadata while it plans, and stops if the secret has another key. Whoever runs it needs secretsmanager:DescribeSecret and secretsmanager:GetResourcePolicy for that; say false where it may have neither."
  type        = bool
  default     = true
  nullable    = false
}
