variable "secret_arn" {
  description = "The full ARN of the secret, with its 6-character suffix."
  type        = string
  nullable    = false

  validation {
    condition = can(
      regex(
        "^arn:(aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[^*?]+-[A-Za-z0-9]{6}$",
        var.secret_arn
      )
    )

    error_message = "secret_arn \"${var.secret_arn}\" is not the full ARN of one secret. A partial ARN, without the 6-character suffix, matches no IAM policy."
  }
}

variable "readers" {
  description = "Roles that read the secret at run time: IAM role ARNs by a name of your choice. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for value in values(var.readers) : can(regex("^arn:(aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/[^*?]+$", value))
    ])

    error_message = "\"${try([for value in values(var.readers) : value if !can(regex("^arn:(aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/[^*?]+$", value))][0], "")}\" is not the ARN of one IAM role: no wildcard, account, user or session may read a secret."
  }

  validation {
    condition     = length(var.readers) + length(var.deployers) > 0
    error_message = "readers is empty, and a secret policy without statements is none. Name at least one reader or deployer."
  }
}

variable "deployers" {
  description = "Roles that run Terraform, which AgentCore asks for the secret, too: IAM role ARNs by a name of your choice. By default there are none."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for value in values(var.deployers) : can(regex("^arn:(aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/[^*?]+$", value))
    ])

    error_message = "\"${try([for value in values(var.deployers) : value if !can(regex("^arn:(aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/[^*?]+$", value))][0], "")}\" is not the ARN of one IAM role: no wildcard, account, user or session may read a secret."
  }
}

variable "policy_mode" {
  description = "Who writes the secret's resource policy. EXCLUSIVE, the default: this module owns the whole policy and refuses to overwrite foreign statements. NONE: it is written elsewhere, or not needed; the module then only offers the document."
  type        = string
  default     = "EXCLUSIVE"
  nullable    = false

  validation {
    condition     = contains(["EXCLUSIVE", "NONE"], var.policy_mode)
    error_message = "policy_mode \"${var.policy_mode}\" is none of EXCLUSIVE, NONE. Name one of them."
  }
}

variable "service_principal" {
  description = "Whether AgentCore's service principal may read on behalf of the roles' accounts. AWS's announcement asks for it, all evidence says that only the roles are checked; by default it may."
  type        = bool
  default     = true
  nullable    = false
}
