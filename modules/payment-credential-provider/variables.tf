variable "name" {
  description = "The name by which agents ask for the credential: 1 to 128 letters, digits, \"-\" and \"_\", unique in account and Region. Better without \"_\" and of at most 50 characters, which is what the console and some ARN patterns of AWS take. Another name makes another provider."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,128}$", var.name))
    error_message = "name \"${var.name}\" is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."
  }
}

variable "vendor" {
  description = "The payment provider, by the API's name for it: CoinbaseCDP or StripePrivy. The API changes no provider's vendor: another one needs another name."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["CoinbaseCDP", "StripePrivy"], var.vendor)
    error_message = "vendor \"${var.vendor}\" is none of CoinbaseCDP, StripePrivy. Name one of them."
  }
}

variable "api_key_id" {
  description = "For CoinbaseCDP: the ID of the API key, 1 to 512 letters, digits, \"-\" and \"_\". It is no secret."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.api_key_id != null || var.vendor != "CoinbaseCDP"
    error_message = "api_key_id is missing, and CoinbaseCDP needs it. Give api_key_id, api_key_secret and wallet_secret."
  }

  validation {
    condition     = var.api_key_id == null || var.vendor == "CoinbaseCDP"
    error_message = "api_key_id is no field of ${var.vendor}, only of CoinbaseCDP. Leave it out."
  }

  validation {
    condition     = var.api_key_id == null ? true : length(var.api_key_id) >= 1 && length(var.api_key_id) <= 512
    error_message = "api_key_id \"${try(join("", var.api_key_id[*]), "")}\" has ${try(length(var.api_key_id), 0)} characters, not 1 to 512. Give the ID that the vendor shows."
  }

  validation {
    condition     = var.api_key_id == null ? true : can(regex("^[a-zA-Z0-9_-]+$", var.api_key_id))
    error_message = "api_key_id \"${try(join("", var.api_key_id[*]), "")}\" holds something other than letters, digits, \"-\" and \"_\". Give the ID that the vendor shows."
  }
}

variable "api_key_secret" {
  description = "For CoinbaseCDP: where the API key's secret is."

  type = object({
    # The full ARN of the secret, with its 6-character suffix.
    secret_arn = string
    # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
    json_key = string
  })

  default  = null
  nullable = true

  validation {
    condition     = var.api_key_secret != null || var.vendor != "CoinbaseCDP"
    error_message = "api_key_secret is missing, and CoinbaseCDP needs it. Give api_key_id, api_key_secret and wallet_secret."
  }

  validation {
    condition     = var.api_key_secret == null || var.vendor == "CoinbaseCDP"
    error_message = "api_key_secret is no field of ${var.vendor}, only of CoinbaseCDP. Leave it out."
  }

  validation {
    condition = var.api_key_secret == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
        var.api_key_secret.secret_arn
      )
    )

    error_message = "secret_arn \"${try(var.api_key_secret.secret_arn, "")}\" is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf."
  }

  validation {
    condition     = var.api_key_secret == null ? true : can(regex("^[^\\[\\]./$]{1,128}$", var.api_key_secret.json_key))
    error_message = "json_key \"${try(var.api_key_secret.json_key, "")}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object."
  }
}

variable "wallet_secret" {
  description = "For CoinbaseCDP: where the wallet secret is; it may be another JSON key of the same secret."

  type = object({
    # The full ARN of the secret, with its 6-character suffix.
    secret_arn = string
    # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
    json_key = string
  })

  default  = null
  nullable = true

  validation {
    condition     = var.wallet_secret != null || var.vendor != "CoinbaseCDP"
    error_message = "wallet_secret is missing, and CoinbaseCDP needs it. Give api_key_id, api_key_secret and wallet_secret."
  }

  validation {
    condition     = var.wallet_secret == null || var.vendor == "CoinbaseCDP"
    error_message = "wallet_secret is no field of ${var.vendor}, only of CoinbaseCDP. Leave it out."
  }

  validation {
    condition = var.wallet_secret == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
        var.wallet_secret.secret_arn
      )
    )

    error_message = "secret_arn \"${try(var.wallet_secret.secret_arn, "")}\" is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf."
  }

  validation {
    condition     = var.wallet_secret == null ? true : can(regex("^[^\\[\\]./$]{1,128}$", var.wallet_secret.json_key))
    error_message = "json_key \"${try(var.wallet_secret.json_key, "")}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object."
  }

  validation {
    condition = var.wallet_secret == null ? true : try(split(":", var.wallet_secret.secret_arn)[3], "") == try(
      split(":", var.api_key_secret.secret_arn)[3],
      ""
    )

    error_message = "secrets \"${join(", ", sort([try(split(":", var.api_key_secret.secret_arn)[3], ""), try(split(":", var.wallet_secret.secret_arn)[3], "")]))}\" are in different Regions, and AgentCore Identity reads nothing of another Region. Reference replicas in the credential provider's Region."
  }
}

variable "app_id" {
  description = "For StripePrivy: the ID of the app, 1 to 512 characters. It is no secret."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.app_id != null || var.vendor != "StripePrivy"
    error_message = "app_id is missing, and StripePrivy needs it. Give app_id, authorization_id, app_secret and authorization_private_key."
  }

  validation {
    condition     = var.app_id == null || var.vendor == "StripePrivy"
    error_message = "app_id is no field of ${var.vendor}, only of StripePrivy. Leave it out."
  }

  validation {
    condition     = var.app_id == null ? true : length(var.app_id) >= 1 && length(var.app_id) <= 512
    error_message = "app_id \"${try(join("", var.app_id[*]), "")}\" has ${try(length(var.app_id), 0)} characters, not 1 to 512. Give the ID that the vendor shows."
  }
}

variable "authorization_id" {
  description = "For StripePrivy: the ID of the authorization key, 1 to 512 characters. It is no secret."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.authorization_id != null || var.vendor != "StripePrivy"
    error_message = "authorization_id is missing, and StripePrivy needs it. Give app_id, authorization_id, app_secret and authorization_private_key."
  }

  validation {
    condition     = var.authorization_id == null || var.vendor == "StripePrivy"
    error_message = "authorization_id is no field of ${var.vendor}, only of StripePrivy. Leave it out."
  }

  validation {
    condition = var.authorization_id == null ? true : length(var.authorization_id) >= 1 && length(
      var.authorization_id
    ) <= 512

    error_message = "authorization_id \"${try(join("", var.authorization_id[*]), "")}\" has ${try(length(var.authorization_id), 0)} characters, not 1 to 512. Give the ID that the vendor shows."
  }
}

variable "app_secret" {
  description = "For StripePrivy: where the app's secret is."

  type = object({
    # The full ARN of the secret, with its 6-character suffix.
    secret_arn = string
    # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
    json_key = string
  })

  default  = null
  nullable = true

  validation {
    condition     = var.app_secret != null || var.vendor != "StripePrivy"
    error_message = "app_secret is missing, and StripePrivy needs it. Give app_id, authorization_id, app_secret and authorization_private_key."
  }

  validation {
    condition     = var.app_secret == null || var.vendor == "StripePrivy"
    error_message = "app_secret is no field of ${var.vendor}, only of StripePrivy. Leave it out."
  }

  validation {
    condition = var.app_secret == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
        var.app_secret.secret_arn
      )
    )

    error_message = "secret_arn \"${try(var.app_secret.secret_arn, "")}\" is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf."
  }

  validation {
    condition     = var.app_secret == null ? true : can(regex("^[^\\[\\]./$]{1,128}$", var.app_secret.json_key))
    error_message = "json_key \"${try(var.app_secret.json_key, "")}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object."
  }
}

variable "authorization_private_key" {
  description = "For StripePrivy: where the authorization key's private key is; it may be another JSON key of the same secret."

  type = object({
    # The full ARN of the secret, with its 6-character suffix.
    secret_arn = string
    # One top-level key of the secret's JSON object, 1 to 128 characters; not a path.
    json_key = string
  })

  default  = null
  nullable = true

  validation {
    condition     = var.authorization_private_key != null || var.vendor != "StripePrivy"
    error_message = "authorization_private_key is missing, and StripePrivy needs it. Give app_id, authorization_id, app_secret and authorization_private_key."
  }

  validation {
    condition     = var.authorization_private_key == null || var.vendor == "StripePrivy"
    error_message = "authorization_private_key is no field of ${var.vendor}, only of StripePrivy. Leave it out."
  }

  validation {
    condition = var.authorization_private_key == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
        var.authorization_private_key.secret_arn
      )
    )

    error_message = "secret_arn \"${try(var.authorization_private_key.secret_arn, "")}\" is not the full ARN of one secret; without the 6-character suffix it matches no IAM policy. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf."
  }

  validation {
    condition = var.authorization_private_key == null ? true : can(
      regex("^[^\\[\\]./$]{1,128}$", var.authorization_private_key.json_key)
    )

    error_message = "json_key \"${try(var.authorization_private_key.json_key, "")}\" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret's JSON object."
  }

  validation {
    condition = var.authorization_private_key == null ? true : try(
      split(":", var.authorization_private_key.secret_arn)[3],
      ""
    ) == try(split(":", var.app_secret.secret_arn)[3], "")

    error_message = "secrets \"${join(", ", sort([try(split(":", var.app_secret.secret_arn)[3], ""), try(split(":", var.authorization_private_key.secret_arn)[3], "")]))}\" are in different Regions, and AgentCore Identity reads nothing of another Region. Reference replicas in the credential provider's Region."
  }
}

variable "verify_json_key" {
  description = "Whether Terraform reads the secret while it plans and applies, and stops if the JSON key is not there. The value is never stored; the role that runs Terraform needs to read the secret. By default it is not read."
  type        = bool
  default     = false
  nullable    = false
}

variable "tags" {
  description = "Tags of the credential provider, at most 50. By default it has none; the AWS provider's default tags do not reach it."
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

variable "owner" {
  description = "Whose the statements and objects of this module are: 1 to 128 letters, digits, spaces and any of \"._:/=+@-\". Together with the name of Terraform's workspace it marks at AWS what is this module's, and nothing else is changed or removed. Give each configuration, and each instance of the module, a name that no other has."
  type        = string
  nullable    = false

  validation {
    condition     = length(var.owner) >= 1 && length(var.owner) <= 128 && can(regex("^[A-Za-z0-9 ._:/=+@-]+$", var.owner))
    error_message = "owner \"${var.owner}\" is not 1 to 128 letters, digits, spaces and any of \"._:/=+@-\". Give a name that no other configuration has: it marks at AWS what is this one's."
  }
}

variable "adopt" {
  description = "Whether the program takes over a credential provider of this name that bears another owner's mark, or none. It is marked and corrected in place."
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
    error_message = "timeout_seconds \"${try(join("", var.timeout_seconds[*]), "")}\" is not 1 to 3600. Leave it out for 300."
  }
}

variable "assume_role_arn" {
  description = "A role that the bridge's program assumes, for example the one that the AWS provider assumes. By default it works with the credentials that it finds."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition = var.assume_role_arn == null ? true : can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]{1,64}$",
        var.assume_role_arn
      )
    )

    error_message = "assume_role_arn \"${try(join("", var.assume_role_arn[*]), "")}\" is not the ARN of an IAM role. Give the ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime."
  }
}

variable "assume_role_external_id" {
  description = "The external ID that the role asks for. By default none is given."
  type        = string
  default     = null
  nullable    = true
}
