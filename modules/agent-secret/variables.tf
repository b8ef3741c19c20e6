variable "name" {
  description = "The name of the secret. Another name makes another secret, and a name is taken until the recovery window of a deleted secret is over."
  type        = string
  nullable    = false

  validation {
    condition = (can(regex("^[A-Za-z0-9/_+=.@-]+$", var.name)) && length(regexall("(?s).", var.name)) <= 512)

    error_message = join(
      "",
      concat(
        ["name"],
        [
          for one in [for one in [var.name] : one if !issensitive(one)] : " \"${one}\""
          if one != null && can(regex("^[A-Za-z0-9/_+=.@-]{0,64}$", one))
        ],
        [
          join(
            " ",
            [
              " is not 1 to 512 letters, digits and any of \"/_+=.@-\". Give the secret's name, not its ARN and",
              "not its value.",
            ]
          ),
        ]
      )
    )
  }
}

variable "description" {
  description = "What it is for."
  type        = string
  default     = null

  validation {
    condition = var.description == null ? true : (
      length(regexall("(?s).", var.description)) >= 1
      && length(regexall("(?s).", var.description)) <= 2048
    )

    error_message = join(
      "",
      concat(
        ["description"],
        [for one in [for one in [var.description] : one if !issensitive(one)] : " \"${one}\"" if one != null],
        [" does not have 1 to 2048 characters. Give a sentence, or leave it out."]
      )
    )
  }
}

variable "value" {
  description = "The value: texts by JSON key, with value_version. Terraform keeps it in no plan and no state, so it must be given in each plan and each apply."
  type        = map(string)
  default     = null
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = (var.value == null) == (var.value_version == null)
    error_message = "A value that Terraform writes has a version, and a version a value. Give both, or neither."
  }
}

variable "value_version" {
  description = "A whole number from 1: count up, and the value is written anew. Null if somebody else puts the value: a person, a pipeline, a rotation."
  type        = number
  default     = null

  validation {
    condition = var.value_version == null ? true : can(regex("^[1-9][0-9]{0,8}$", tostring(var.value_version)))

    error_message = join(
      "",
      concat(
        ["value_version"],
        [
          for one in [for one in [tostring(var.value_version)] : one if !issensitive(one)] : " \"${one}\""
          if one != null
        ],
        [" is not a whole number from 1. Begin with 1 and count up whenever the value is to be written anew."]
      )
    )
  }
}

variable "awaits_value" {
  description = "Whether an apply stops before whatever takes secret_arn, and before the rotation, until somebody has put a value. Nothing stops where the module writes the value."
  type        = bool
  default     = false
  nullable    = false
}

variable "region" {
  description = "The Region of the secret, its key and its rotation; by default the AWS provider's."
  type        = string
  default     = null

  validation {
    condition = var.region == null ? true : can(regex("^[a-z]{2,8}(?:-[a-z]{1,16}){1,3}-[0-9]{1,2}$", var.region))

    error_message = join(
      "",
      concat(
        ["region"],
        [for one in [for one in [var.region] : one if !issensitive(one)] : " \"${one}\"" if one != null],
        [" is not the code of a Region. Give a code like us-east-1."]
      )
    )
  }

  validation {
    condition = var.region == null ? true : alltrue([
      for arn in compact([var.kms_key_arn, var.rotation_function_arn]) : try(
        split(":", arn)[3],
        var.region
      ) == var.region
    ])

    error_message = "Key and function of a secret are in its own Region. Name those of region, or another region."
  }

  validation {
    condition     = var.region == null ? true : !contains(keys(var.replicas), var.region)
    error_message = "The secret's own region stands in replicas. Name the Regions of its replicas alone."
  }
}

variable "kms_key_arn" {
  description = "The ARN of a customer managed key that is there already, whose policy lets those who write use it. By default the module makes one."
  type        = string
  default     = null

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
}

variable "writers" {
  description = "Roles that may write values with the module's key: IAM role ARNs by a name of your choice. Without any, the account's identity policies say who may. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for one in values(var.writers) : (
        can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$", one))
        && length(regexall("(?s).", reverse(split("/", one))[0])) <= 64
      )
    ])

    error_message = join(
      "",
      concat(
        ["writers"],
        [
          for one in [for one in values(var.writers) : one if !issensitive(one)] : " \"${one}\""
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

variable "recovery_window_in_days" {
  description = "The days in which a deleted secret can be restored, 7 to 30, or 0 to delete it at once and for good."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition = can(regex("^(?:0|[7-9]|[12][0-9]|30)$", tostring(var.recovery_window_in_days)))

    error_message = join(
      "",
      concat(
        ["recovery_window_in_days"],
        [
          for one in [for one in [tostring(var.recovery_window_in_days)] : one if !issensitive(one)] : " \"${one}\""
          if one != null
        ],
        [
          join(
            " ",
            [
              " is neither 0 nor a whole number of 7 to 30 days. Give 7 to 30 days, in which a deleted secret can",
              "be restored and its name is taken, or 0 to delete it at once and for good.",
            ]
          ),
        ]
      )
    )
  }
}

variable "replicas" {
  description = "Replicas: by Region the ARN of the customer managed key there."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for one in keys(var.replicas) : can(regex("^[a-z]{2,8}(?:-[a-z]{1,16}){1,3}-[0-9]{1,2}$", one))
    ])

    error_message = join(
      "",
      concat(
        ["a Region of replicas"],
        [
          for one in [for one in keys(var.replicas) : one if !issensitive(one)] : " \"${one}\""
          if !can(regex("^[a-z]{2,8}(?:-[a-z]{1,16}){1,3}-[0-9]{1,2}$", one))
        ],
        [" is not the code of a Region. Give a code like us-east-1."]
      )
    )
  }

  validation {
    condition = alltrue([
      for one in values(var.replicas) : can(
        regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", one)
      )
    ])

    error_message = join(
      "",
      concat(
        ["a key of replicas"],
        [
          for one in [for one in values(var.replicas) : one if !issensitive(one)] : " \"${one}\""
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
    condition     = alltrue([for region, key in var.replicas : try(split(":", key)[3], "") == region])
    error_message = "A replica is encrypted with a key of its own Region. Name one for each Region of replicas."
  }
}

variable "tags" {
  description = "Tags of the secret and of the module's key."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "rotator_arn" {
  description = "The role that rotates: the function's execution role, or the role that Secrets Manager assumes to rotate at a partner. Null for no rotation."
  type        = string
  default     = null

  validation {
    condition = var.rotator_arn == null ? true : (
      can(
        regex(
          "^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$",
          var.rotator_arn
        )
      )
      && length(regexall("(?s).", reverse(split("/", var.rotator_arn))[0])) <= 64
    )

    error_message = join(
      "",
      concat(
        ["rotator_arn"],
        [for one in [for one in [var.rotator_arn] : one if !issensitive(one)] : " \"${one}\"" if one != null],
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
    condition = var.rotator_arn == null ? var.rotation_function_arn == null && var.rotation_partner_type == null : (
      var.rotation_function_arn == null
    ) != (var.rotation_partner_type == null)

    error_message = join(
      " ",
      [
        "A rotation has a rotator_arn and exactly one of rotation_function_arn and rotation_partner_type.",
        "Give all, or none.",
      ]
    )
  }

  validation {
    condition     = var.rotator_arn == null || (var.rotation_days == null) != (var.rotation_schedule == null)
    error_message = "Exactly one of rotation_days and rotation_schedule says when to rotate. Give one of them."
  }
}

variable "attach_rotator_policy" {
  description = "Whether the rotator gets its policy, as an inline policy. Say false for a role that is managed elsewhere, and take rotator_policy_document."
  type        = bool
  default     = true
  nullable    = false
}

variable "rotation_function_arn" {
  description = "The Lambda function that rotates, in the secret's Region."
  type        = string
  default     = null

  validation {
    condition = var.rotation_function_arn == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_-]{1,64}(?::[A-Za-z0-9_-]{1,128})?$",
        var.rotation_function_arn
      )
    )

    error_message = join(
      "",
      concat(
        ["rotation_function_arn"],
        [
          for one in [for one in [var.rotation_function_arn] : one if !issensitive(one)] : " \"${one}\""
          if one != null && can(regex("^arn:", one))
        ],
        [
          join(
            " ",
            [
              " is not the ARN of a Lambda function. Give an ARN like",
              "arn:aws:lambda:us-east-1:111122223333:function:rotate-client-secret.",
            ]
          ),
        ]
      )
    )
  }
}

variable "rotation_makes_passwords" {
  description = "Whether the function asks Secrets Manager for random passwords."
  type        = bool
  default     = false
  nullable    = false
}

variable "rotation_partner_type" {
  description = "The type of managed external secret, for example SalesforceClientSecret: Secrets Manager rotates it at the partner. A secret keeps its type for ever."
  type        = string
  default     = null

  validation {
    condition = var.rotation_partner_type == null ? true : can(
      regex("^[A-Za-z][A-Za-z0-9]{2,63}$", var.rotation_partner_type)
    )

    error_message = join(
      "",
      concat(
        ["rotation_partner_type"],
        [for one in [for one in [var.rotation_partner_type] : one if !issensitive(one)] : " \"${one}\"" if one != null],
        [
          join(
            " ",
            [
              " is not the name of a type of managed external secret. Give a name like SalesforceClientSecret, as",
              "the list of partners has it.",
            ]
          ),
        ]
      )
    )
  }
}

variable "rotation_metadata" {
  description = "What the partner asks for beside the value. It is no secret."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "rotation_days" {
  description = "The days between two rotations."
  type        = number
  default     = null

  validation {
    condition = var.rotation_days == null ? true : can(regex("^(?:[1-9][0-9]{0,2}|1000)$", tostring(var.rotation_days)))

    error_message = join(
      "",
      concat(
        ["rotation_days"],
        [
          for one in [for one in [tostring(var.rotation_days)] : one if !issensitive(one)] : " \"${one}\""
          if one != null
        ],
        [" is not a whole number of 1 to 1000 days. Give 1 to 1000 days, or a schedule."]
      )
    )
  }
}

variable "rotation_schedule" {
  description = "When to rotate, as rate(12 hours), rate(10 days) or cron(0 16 1,15 * ? *), in UTC."
  type        = string
  default     = null

  validation {
    condition = var.rotation_schedule == null ? true : (
      can(
        regex(
          join(
            " ",
            [
              "^(?:rate[(](?:(?:[4-9]|[1-9][0-9]{1,3}) hours|1 day|(?:[2-9]|[1-9][0-9]{1,2}) days)[)]|cron[(]0(?:",
              "[0-9A-Za-z#?*/,-]+){4} [*][)])$",
            ]
          ),
          var.rotation_schedule
        )
      )
      && length(regexall("(?s).", var.rotation_schedule)) <= 256
    )

    error_message = join(
      "",
      concat(
        ["rotation_schedule"],
        [for one in [for one in [var.rotation_schedule] : one if !issensitive(one)] : " \"${one}\"" if one != null],
        [
          join(
            " ",
            [
              " is no schedule that Secrets Manager takes. Give \"rate(12 hours)\", with four hours at least,",
              "\"rate(10 days)\", or \"cron(0 16 1,15 * ? *)\": six fields, on the hour, in every year, in UTC.",
            ]
          ),
        ]
      )
    )
  }
}

variable "rotation_duration" {
  description = "The rotation window in hours: 1h to 24h."
  type        = string
  default     = null

  validation {
    condition = var.rotation_duration == null ? true : can(regex("^(?:[1-9]|1[0-9]|2[0-4])h$", var.rotation_duration))

    error_message = join(
      "",
      concat(
        ["rotation_duration"],
        [for one in [for one in [var.rotation_duration] : one if !issensitive(one)] : " \"${one}\"" if one != null],
        [" is no rotation window of 1h to 24h. Give the hours, for example \"3h\", or leave it out."]
      )
    )
  }
}

variable "rotate_immediately" {
  description = "Whether the secret is rotated at once, too, whenever Terraform sets the rotation."
  type        = bool
  default     = true
  nullable    = false
}
