locals {
  partition = try(split(":", try(coalesce(try(var.secret.secret_arn, null), var.signing_key_arn), null))[1], null)
  secrets   = distinct(concat(var.secret[*], var.additional_secrets))
}
