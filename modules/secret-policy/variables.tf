variable "secret_arn" {
  description = "The full ARN of the secret, with its 6-character suffix."
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

variable "readers" {
  description = "Roles that read the secret at run time: IAM role ARNs by a name of your choice. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for one in values(var.readers) : (
        can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$", one))
        && length(regexall("(?s).", reverse(split("/", one))[0])) <= 64
      )
    ])

    error_message = join(
      "",
      concat(
        ["readers"],
        [
          for one in [for one in values(var.readers) : one if !issensitive(one)] : " \"${one}\""
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
    condition = length(var.readers) + length(var.deployers) + length(var.rotators) > 0

    error_message = join(
      " ",
      ["readers, deployers and rotators are all empty, and a policy without roles is none. Name at least", "one role."]
    )
  }
}

variable "deployers" {
  description = "Roles that run Terraform, which AgentCore asks for the secret, too: IAM role ARNs by a name of your choice. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for one in values(var.deployers) : (
        can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$", one))
        && length(regexall("(?s).", reverse(split("/", one))[0])) <= 64
      )
    ])

    error_message = join(
      "",
      concat(
        ["deployers"],
        [
          for one in [for one in values(var.deployers) : one if !issensitive(one)] : " \"${one}\""
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

variable "rotators" {
  description = "Roles that rotate the secret: they read it, write values and label them. IAM role ARNs by a name of your choice. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for one in values(var.rotators) : (
        can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$", one))
        && length(regexall("(?s).", reverse(split("/", one))[0])) <= 64
      )
    ])

    error_message = join(
      "",
      concat(
        ["rotators"],
        [
          for one in [for one in values(var.rotators) : one if !issensitive(one)] : " \"${one}\""
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

variable "policy_mode" {
  description = "Who writes the secret's resource policy. EXCLUSIVE, the default: this module owns the whole policy and refuses to overwrite foreign statements. ADDITIVE: a program adds our statements and takes them away again; those of others stay as they are, byte for byte. NONE: it is written elsewhere, or not needed; the module then only offers the document."
  type        = string
  default     = "EXCLUSIVE"
  nullable    = false

  validation {
    condition = contains(["EXCLUSIVE", "ADDITIVE", "NONE"], var.policy_mode)

    error_message = join(
      "",
      concat(
        ["policy_mode"],
        [for one in [for one in [var.policy_mode] : one if !issensitive(one)] : " \"${one}\"" if one != null],
        [" is none of EXCLUSIVE, ADDITIVE, NONE. Give one of them."]
      )
    )
  }
}

variable "kms_key_arn" {
  description = "The ARN of the customer managed key that the readers are let decrypt with; not an alias. It is only compared: the plan stops if the secret has another key. By default none is compared."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.kms_key_arn == null ? true : can(
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
    condition = var.kms_key_arn == null ? true : try(split(":", var.kms_key_arn)[3], "") == try(
      split(":", var.secret_arn)[3],
      ""
    )

    error_message = join(
      " ",
      [
        "kms_key_arn is in another Region than the secret. Name the key that encrypts the secret, in the",
        "secret's own Region.",
      ]
    )
  }

  validation {
    condition = var.kms_key_arn == null ? true : var.policy_mode == "EXCLUSIVE"

    error_message = join(
      " ",
      [
        "kms_key_arn is only compared with the secret's, and policy_mode = \"EXCLUSIVE\" alone reads the",
        "secret. Leave out kms_key_arn.",
      ]
    )
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

variable "service_principal" {
  description = "Whether AgentCore's service principal may read on behalf of the roles' accounts. AWS's announcement asks for it, but it is neither needed nor enough: AgentCore reads with the permissions of the calling role, and was denied where only the service principal was allowed."
  type        = bool
  default     = false
  nullable    = false
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
