variable "name" {
  description = "Stands in the names of all that is made: 1 to 20 letters, digits, \"-\" and \"_\", once in an account and Region."
  type        = string
  nullable    = false

  validation {
    condition = (can(regex("^[A-Za-z0-9_-]+$", var.name)) && length(regexall("(?s).", var.name)) <= 20)

    error_message = join(
      "",
      concat(
        ["name"],
        [for one in [for one in [var.name] : one if !issensitive(one)] : " \"${one}\"" if one != null],
        [
          join(
            " ",
            [
              " is not 1 to 20 letters, digits, \"-\" and \"_\". Give a short name: it stands in the names of all",
              "rules.",
            ]
          ),
        ]
      )
    )
  }
}

variable "targets" {
  description = "Where signals go, by a name of your choice. Policies of topics, queues, buses and log groups stay yours."

  # Each entry holds:
  # - kind (string): What it is: TOPIC, QUEUE, EVENT_BUS, FIREHOSE, LOG_GROUP. A topic gets a text
  # for people and is told of alarms, too; all others get the event as it is.
  # - arn (string): Its ARN.
  # - severities (set(string), optional): Only signals of these severities: PAGE, TICKET, RECORD;
  # by default all.
  # - dead_letter_queue_arn (string, optional): An SQS queue for what could not be delivered; by
  # default EventBridge tries for 24 hours.
  type = any

  default  = {}
  nullable = false

  validation {
    condition = alltrue(
      flatten([
        for at, object in { for key, one in var.targets : "targets[\"${key}\"]" => one if can(keys(one)) } : [
          for attribute in keys(object) : contains(["arn", "dead_letter_queue_arn", "kind", "severities"], attribute)
        ]
      ])
    )

    error_message = join(
      "\n",
      flatten([
        for at, object in { for key, one in var.targets : "targets[\"${key}\"]" => one if can(keys(one)) } : [
          for attribute in keys(object) : join(
            "",
            [
              "${at}.${attribute} is not among the attributes of the target.",
              lookup(
                {
                  arn = " Did you mean arn?"
                  dea = " Did you mean dead_letter_queue_arn?"
                  kin = " Did you mean kind?"
                  sev = " Did you mean severities?"
                },
                lower(substr(attribute, 0, 3)),
                ""
              ),
              " There are arn, dead_letter_queue_arn, kind, severities.",
            ]
          )
          if !contains(["arn", "dead_letter_queue_arn", "kind", "severities"], attribute)
        ]
      ])
    )
  }
}

variable "topic_name" {
  description = "Makes an encrypted topic of the name agentcore-identity- and this, which is told of all; only rules and alarms of watches may publish to it."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.topic_name == null ? true : (
      can(regex("^[A-Za-z0-9_-]+$", var.topic_name))
      && length(regexall("(?s).", var.topic_name)) <= 20
    )

    error_message = join(
      "",
      concat(
        ["topic_name"],
        [for one in [for one in [var.topic_name] : one if !issensitive(one)] : " \"${one}\"" if one != null],
        [
          join(
            " ",
            [
              " is not 1 to 20 letters, digits, \"-\" and \"_\". Give a short name: it stands in the names of all",
              "rules.",
            ]
          ),
        ]
      )
    )
  }
}

variable "topic_kms_key_arn" {
  description = "The key that encrypts the made topic; its policy must let events.amazonaws.com and cloudwatch.amazonaws.com decrypt and generate data keys. By default one is made."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.topic_kms_key_arn == null ? true : can(
      regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.topic_kms_key_arn)
    )

    error_message = join(
      "",
      concat(
        ["topic_kms_key_arn"],
        [
          for one in [for one in [var.topic_kms_key_arn] : one if !issensitive(one)] : " \"${one}\""
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

variable "secrets" {
  description = "Secrets, by a name of your choice."

  # Each entry holds:
  # - secret_arn (string): The full ARN of the secret, in the AWS provider's Region.
  # - readers (set(string), optional): Names of the roles in readers that read it through
  # AgentCore; by default all of them. With none nobody is unexpected.
  # - rotators (set(string), optional): Names of the roles in rotation_roles that rotate it; by
  # default all of them.
  type = any

  default  = {}
  nullable = false

  validation {
    condition = alltrue(
      flatten([
        for at, object in { for key, one in var.secrets : "secrets[\"${key}\"]" => one if can(keys(one)) } : [
          for attribute in keys(object) : contains(["readers", "rotators", "secret_arn"], attribute)
        ]
      ])
    )

    error_message = join(
      "\n",
      flatten([
        for at, object in { for key, one in var.secrets : "secrets[\"${key}\"]" => one if can(keys(one)) } : [
          for attribute in keys(object) : join(
            "",
            [
              "${at}.${attribute} is not among the attributes of the secret.",
              lookup(
                {
                  rea = " Did you mean readers?"
                  rot = " Did you mean rotators?"
                  sec = " Did you mean secret_arn?"
                },
                lower(substr(attribute, 0, 3)),
                ""
              ),
              " There are readers, rotators, secret_arn.",
            ]
          )
          if !contains(["readers", "rotators", "secret_arn"], attribute)
        ]
      ])
    )
  }
}

variable "secret_prefixes" {
  description = "Beginnings of secret ARNs, with a part of the name. One rule then stands for any number of secrets; all readers may read all of them without a signal."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for one in var.secret_prefixes : can(
        regex("^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$", one)
      )
    ])

    error_message = join(
      "",
      concat(
        ["secret_prefixes"],
        [
          for one in [for one in var.secret_prefixes : one if !issensitive(one)] : " \"${one}\""
          if !can(
            regex(
              "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$",
              one
            )
          )
        ],
        [
          join(
            " ",
            [
              " is not the beginning of secret ARNs with a part of the name. Give one such as",
              "arn:aws:secretsmanager:us-east-1:111122223333:secret:agents/.",
            ]
          ),
        ]
      )
    )
  }
}

variable "kms_key_arns" {
  description = "The customer managed keys of the secrets."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for one in var.kms_key_arns : can(
        regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", one)
      )
    ])

    error_message = join(
      "",
      concat(
        ["kms_key_arns"],
        [
          for one in [for one in var.kms_key_arns : one if !issensitive(one)] : " \"${one}\""
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
}

variable "readers" {
  description = "Roles that read the secrets through AgentCore, by a name of your choice. Without any nobody is unexpected. By default there are none."
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
}

variable "deployers" {
  description = "Roles that run Terraform: what they change and read is no signal. By default there are none."
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

variable "rotation_roles" {
  description = "Roles that rotate the secrets: of rotation functions, or of managed external secrets. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for one in values(var.rotation_roles) : (
        can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$", one))
        && length(regexall("(?s).", reverse(split("/", one))[0])) <= 64
      )
    ])

    error_message = join(
      "",
      concat(
        ["rotation_roles"],
        [
          for one in [for one in values(var.rotation_roles) : one if !issensitive(one)] : " \"${one}\""
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

variable "exceptions" {
  description = "Roles and users that may read the secrets without AgentCore, by a name of your choice. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for one in values(var.exceptions) : can(
        regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:(?:role|user)/[!-)+->@-~]+$", one)
      )
    ])

    error_message = join(
      "",
      concat(
        ["exceptions"],
        [
          for one in [for one in values(var.exceptions) : one if !issensitive(one)] : " \"${one}\""
          if !can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:(?:role|user)/[!-)+->@-~]+$", one))
        ],
        [
          join(
            " ",
            [
              " is not the ARN of one role or user. Give such an ARN: sessions and services cannot be told apart",
              "safely, and a whole account is nobody.",
            ]
          ),
        ]
      )
    )
  }
}

variable "oauth2_providers" {
  description = "Names of OAuth2 credential providers in the AWS provider's Region."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for one in var.oauth2_providers : (can(regex("^[A-Za-z0-9_-]+$", one)) && length(regexall("(?s).", one)) <= 128)
    ])

    error_message = join(
      "",
      concat(
        ["oauth2_providers"],
        [
          for one in [for one in var.oauth2_providers : one if !issensitive(one)] : " \"${one}\""
          if !(can(regex("^[A-Za-z0-9_-]+$", one)) && length(regexall("(?s).", one)) <= 128)
        ],
        [" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."]
      )
    )
  }
}

variable "api_key_providers" {
  description = "Names of API key credential providers in the AWS provider's Region."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for one in var.api_key_providers : (can(regex("^[A-Za-z0-9_-]+$", one)) && length(regexall("(?s).", one)) <= 128)
    ])

    error_message = join(
      "",
      concat(
        ["api_key_providers"],
        [
          for one in [for one in var.api_key_providers : one if !issensitive(one)] : " \"${one}\""
          if !(can(regex("^[A-Za-z0-9_-]+$", one)) && length(regexall("(?s).", one)) <= 128)
        ],
        [" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."]
      )
    )
  }
}

variable "payment_providers" {
  description = "Names of payment credential providers in the AWS provider's Region."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for one in var.payment_providers : (can(regex("^[A-Za-z0-9_-]+$", one)) && length(regexall("(?s).", one)) <= 128)
    ])

    error_message = join(
      "",
      concat(
        ["payment_providers"],
        [
          for one in [for one in var.payment_providers : one if !issensitive(one)] : " \"${one}\""
          if !(can(regex("^[A-Za-z0-9_-]+$", one)) && length(regexall("(?s).", one)) <= 128)
        ],
        [" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."]
      )
    )
  }
}

variable "gateway_ids" {
  description = "Gateways whose targets use the credential providers, by ID."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition = alltrue([
      for one in var.gateway_ids : (can(regex("^[A-Za-z0-9:/_-]+$", one)) && length(regexall("(?s).", one)) <= 2048)
    ])

    error_message = join(
      "",
      concat(
        ["gateway_ids"],
        [
          for one in [for one in var.gateway_ids : one if !issensitive(one)] : " \"${one}\""
          if !(can(regex("^[A-Za-z0-9:/_-]+$", one)) && length(regexall("(?s).", one)) <= 2048)
        ],
        [" is not the ID or ARN of a gateway. Give the gateway's ID, as aws_bedrockagentcore_gateway has it."]
      )
    )
  }
}

variable "signals" {
  description = "What differs for single signals: denied-reader, direct-read, unexpected-reader, failed-decrypt, rotation-failed, changed, key-disabled, deleted-read. By default all are on, as loud as usual."

  # Each entry holds:
  # - severity (string, optional): How loud it is: PAGE, TICKET, RECORD; by default PAGE, but
  # TICKET for changed and deleted-read.
  # - is_on (bool, optional): Whether it is watched at all.
  type = any

  default  = {}
  nullable = false

  validation {
    condition = alltrue(
      flatten([
        for at, object in { for key, one in var.signals : "signals[\"${key}\"]" => one if can(keys(one)) } : [
          for attribute in keys(object) : contains(["is_on", "severity"], attribute)
        ]
      ])
    )

    error_message = join(
      "\n",
      flatten([
        for at, object in { for key, one in var.signals : "signals[\"${key}\"]" => one if can(keys(one)) } : [
          for attribute in keys(object) : join(
            "",
            [
              "${at}.${attribute} is not among the attributes of the signal.",
              lookup(
                { is_ = " Did you mean is_on?", sev = " Did you mean severity?" },
                lower(substr(attribute, 0, 3)),
                ""
              ),
              " There are is_on, severity.",
            ]
          )
          if !contains(["is_on", "severity"], attribute)
        ]
      ])
    )
  }
}

variable "fetch_alarms" {
  description = "Whether AgentCore Identity's own metrics of failed fetches become alarms, one for each OAuth2 and API key provider."
  type        = bool
  default     = true
  nullable    = false
}

variable "dashboard" {
  description = "Whether there is a dashboard."
  type        = bool
  default     = true
  nullable    = false
}

variable "event_pattern_characters" {
  description = "How long an event pattern may be: the account's quota, if AWS raised it."
  type        = number
  default     = 2048
  nullable    = false

  validation {
    condition = var.event_pattern_characters >= 512 && var.event_pattern_characters <= 4096 && floor(
      var.event_pattern_characters
    ) == var.event_pattern_characters

    error_message = join(
      " ",
      ["event_pattern_characters is not a whole number from 512 to 4096. Leave it out, or give the", "account's quota."]
    )
  }
}

variable "secrets_per_rule" {
  description = "How many secrets a rule names; a pattern that is too long stops the plan."
  type        = number
  default     = 4
  nullable    = false

  validation {
    condition = var.secrets_per_rule >= 1 && var.secrets_per_rule <= 20 && floor(
      var.secrets_per_rule
    ) == var.secrets_per_rule

    error_message = join(
      " ",
      ["secrets_per_rule is not a whole number from 1 to 20. Leave it out, or give a number whose patterns", "fit."]
    )
  }
}

variable "tags" {
  description = "Tags of rules, alarms and the made topic. By default they have the AWS provider's default tags only."
  type        = map(string)
  default     = {}
  nullable    = false
}
