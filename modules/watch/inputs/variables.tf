variable "name" {
  description = "Stands in the names of all that is made: 1 to 20 letters, digits, \"-\" and \"_\", once in an account and Region."
  type        = string
  nullable    = false
}

variable "targets" {
  description = "Where signals go, by a name of your choice. Policies of topics, queues, buses and log groups stay yours."

  type = map(
    object({
      # What it is: TOPIC, QUEUE, EVENT_BUS, FIREHOSE, LOG_GROUP. A topic gets a text for people
      # and is told of alarms, too; all others get the event as it is.
      kind = string
      # Its ARN.
      arn = string
      # Only signals of these severities: PAGE, TICKET, RECORD; by default all.
      severities = optional(set(string))
      # An SQS queue for what could not be delivered; by default EventBridge tries for 24 hours.
      dead_letter_queue_arn = optional(string)
    })
  )

  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for one in values(var.targets)[*].kind : contains(["TOPIC", "QUEUE", "EVENT_BUS", "FIREHOSE", "LOG_GROUP"], one)
    ])

    error_message = join(
      "",
      concat(
        ["kind"],
        [
          for one in [for one in values(var.targets)[*].kind : one if !issensitive(one)] : " \"${one}\""
          if !contains(["TOPIC", "QUEUE", "EVENT_BUS", "FIREHOSE", "LOG_GROUP"], one)
        ],
        [" is none of TOPIC, QUEUE, EVENT_BUS, FIREHOSE, LOG_GROUP. Give one of them."]
      )
    )
  }

  validation {
    condition = alltrue([
      for target in values(var.targets) : try(split(":", target.arn)[2], "") == lookup(
        {
          TOPIC     = "sns"
          QUEUE     = "sqs"
          EVENT_BUS = "events"
          FIREHOSE  = "firehose"
          LOG_GROUP = "logs"
        },
        target.kind,
        ""
      )
    ])

    error_message = join(
      " ",
      [
        "arn of a target is not that of what its kind says. Give the ARN of a topic, queue, event bus,",
        "Firehose stream or log group, and its kind.",
      ]
    )
  }

  validation {
    condition = alltrue([
      for one in flatten([for target in values(var.targets) : tolist(coalesce(target.severities, []))]) : contains(
        ["PAGE", "TICKET", "RECORD"],
        one
      )
    ])

    error_message = join(
      "",
      concat(
        ["severities"],
        [
          for one in [
            for one in flatten([for target in values(var.targets) : tolist(coalesce(target.severities, []))]) : one
            if !issensitive(one)
          ] : " \"${one}\""
          if !contains(["PAGE", "TICKET", "RECORD"], one)
        ],
        [" is none of PAGE, TICKET, RECORD. Give one of them."]
      )
    )
  }

  validation {
    condition     = alltrue([for name in keys(var.targets) : can(regex("^[A-Za-z0-9_-]{1,64}$", name))])
    error_message = "targets have a name that is not 1 to 64 letters, digits, \"-\" and \"_\". Rename the target."
  }

  validation {
    condition = length(var.targets) > 0 || var.topic_name != null

    error_message = join(
      " ",
      ["targets is empty, so nobody would be told. Name a target, or give topic_name: then a topic is", "made."]
    )
  }

  validation {
    condition     = length(var.targets) + length(var.topic_name[*]) <= 5
    error_message = "targets are more than the 5 of a rule. Give fewer: a topic may have many subscriptions."
  }
}

variable "topic_name" {
  description = "Makes an encrypted topic of the name agentcore-identity- and this, which is told of all; only rules and alarms of watches may publish to it."
  type        = string
  default     = null
  nullable    = true
}

variable "topic_kms_key_arn" {
  description = "The key that encrypts the made topic; its policy must let events.amazonaws.com and cloudwatch.amazonaws.com decrypt and generate data keys. By default one is made."
  type        = string
  default     = null
  nullable    = true
}

variable "secrets" {
  description = "Secrets, by a name of your choice."

  type = map(
    object({
      # The full ARN of the secret, in the AWS provider's Region.
      secret_arn = string
      # Names of the roles in readers that read it through AgentCore; by default all of them. With
      # none nobody is unexpected.
      readers = optional(set(string))
      # Names of the roles in rotation_roles that rotate it; by default all of them.
      rotators = optional(set(string))
    })
  )

  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for one in values(var.secrets)[*].secret_arn : (
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
          for one in [for one in values(var.secrets)[*].secret_arn : one if !issensitive(one)] : " \"${one}\""
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
    condition = alltrue(
      flatten([
        for secret in values(var.secrets) : [
          for name in secret.readers == null ? [] : tolist(secret.readers) : contains(keys(var.readers), name)
        ]
      ])
    )

    error_message = "readers of a secret name one that is not in readers. Add the role there, or correct the name."
  }

  validation {
    condition = alltrue(
      flatten([
        for secret in values(var.secrets) : [
          for name in secret.rotators == null ? [] : tolist(secret.rotators) : contains(keys(var.rotation_roles), name)
        ]
      ])
    )

    error_message = join(
      " ",
      ["rotators of a secret name one that is not in rotation_roles. Add the role there, or correct the", "name."]
    )
  }
}

variable "secret_prefixes" {
  description = "Beginnings of secret ARNs, with a part of the name. One rule then stands for any number of secrets; all readers may read all of them without a signal."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "kms_key_arns" {
  description = "The customer managed keys of the secrets."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "readers" {
  description = "Roles that read the secrets through AgentCore, by a name of your choice. Without any nobody is unexpected. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "deployers" {
  description = "Roles that run Terraform: what they change and read is no signal. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "rotation_roles" {
  description = "Roles that rotate the secrets: of rotation functions, or of managed external secrets. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "exceptions" {
  description = "Roles and users that may read the secrets without AgentCore, by a name of your choice. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "oauth2_providers" {
  description = "Names of OAuth2 credential providers in the AWS provider's Region."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "api_key_providers" {
  description = "Names of API key credential providers in the AWS provider's Region."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "payment_providers" {
  description = "Names of payment credential providers in the AWS provider's Region."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "gateway_ids" {
  description = "Gateways whose targets use the credential providers, by ID."
  type        = list(string)
  default     = []
  nullable    = false
}

variable "signals" {
  description = "What differs for single signals: denied-reader, direct-read, unexpected-reader, failed-decrypt, rotation-failed, changed, key-disabled, deleted-read. By default all are on, as loud as usual."

  type = map(
    object({
      # How loud it is: PAGE, TICKET, RECORD; by default PAGE, but TICKET for changed and
      # deleted-read.
      severity = optional(string)
      # Whether it is watched at all.
      is_on = optional(bool, true)
    })
  )

  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for one in keys(var.signals) : contains(
        [
          "denied-reader",
          "direct-read",
          "unexpected-reader",
          "failed-decrypt",
          "rotation-failed",
          "changed",
          "key-disabled",
          "deleted-read",
        ],
        one
      )
    ])

    error_message = join(
      "",
      concat(
        ["signals"],
        [
          for one in [for one in keys(var.signals) : one if !issensitive(one)] : " \"${one}\""
          if !contains(
            [
              "denied-reader",
              "direct-read",
              "unexpected-reader",
              "failed-decrypt",
              "rotation-failed",
              "changed",
              "key-disabled",
              "deleted-read",
            ],
            one
          )
        ],
        [
          join(
            " ",
            [
              " is none of denied-reader, direct-read, unexpected-reader, failed-decrypt, rotation-failed,",
              "changed, key-disabled, deleted-read. Give one of them.",
            ]
          ),
        ]
      )
    )
  }

  validation {
    condition = alltrue([
      for one in compact(values(var.signals)[*].severity) : contains(["PAGE", "TICKET", "RECORD"], one)
    ])

    error_message = join(
      "",
      concat(
        ["severity"],
        [
          for one in [for one in compact(values(var.signals)[*].severity) : one if !issensitive(one)] : " \"${one}\""
          if !contains(["PAGE", "TICKET", "RECORD"], one)
        ],
        [" is none of PAGE, TICKET, RECORD. Give one of them."]
      )
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
}

variable "secrets_per_rule" {
  description = "How many secrets a rule names; a pattern that is too long stops the plan."
  type        = number
  default     = 4
  nullable    = false
}

variable "tags" {
  description = "Tags of rules, alarms and the made topic. By default they have the AWS provider's default tags only."
  type        = map(string)
  default     = {}
  nullable    = false
}
