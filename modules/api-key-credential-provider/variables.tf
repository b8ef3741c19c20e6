variable "name" {
  description = "The name by which agents ask for the credential: 1 to 128 letters, digits, \"-\" and \"_\", unique in account and Region. Better without \"_\" and of at most 50 characters, which is what the console and some ARN patterns of AWS take. Another name makes another provider."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,128}$", var.name))
    error_message = "name \"${var.name}\" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."
  }
}

variable "secret" {
  description = "The secret that holds the credential. AgentCore resolves it each time a credential is needed; the value itself never passes through Terraform."

  type = object({
    # The full ARN of the secret, with its 6-character suffix.
    secret_arn = string
    # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
    json_key = string
  })

  nullable = false

  validation {
    condition = can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
        var.secret.secret_arn
      )
    )

    error_message = "secret_arn \"${var.secret.secret_arn}\" is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf."
  }

  validation {
    condition     = can(regex("^[^\\[\\]./$]{1,128}$", var.secret.json_key))
    error_message = "json_key \"${var.secret.json_key}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object."
  }
}

variable "verify_json_key" {
  description = "Whether Terraform reads the secret while it plans and applies, and stops if the JSON key is not there. The value is never stored; the role that runs Terraform needs to read the secret. By default it is not read."
  type        = bool
  default     = false
  nullable    = false
}

variable "tags" {
  description = "Tags of the credential provider, at most 50. By default it has the AWS provider's default tags only."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.tags) <= 50
    error_message = "tags \"${length(var.tags)}\" are more than 50. Drop some."
  }

  validation {
    condition = alltrue([
      for key in keys(var.tags) : length(key) >= 1 && length(key) <= 128 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", key))
    ])

    error_message = "tags \"${join(", ", [for key in keys(var.tags) : key if !(length(key) >= 1 && length(key) <= 128 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", key)))])}\" is not 1 to 128 characters that AgentCore takes. Use letters, digits, spaces and any of \"._:/=+@-\"."
  }

  validation {
    condition = alltrue([
      for value in values(var.tags) : length(value) <= 256 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", value))
    ])

    error_message = "tags \"${join(", ", [for key, value in var.tags : key if !(length(value) <= 256 && can(regex("^[a-zA-Z0-9\\s._:/=+@-]*$", value)))])}\" has a value that is not 0 to 256 characters that AgentCore takes. Use letters, digits, spaces and any of \"._:/=+@-\"."
  }
}
