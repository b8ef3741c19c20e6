locals {
  partition = try(
    split(
      ":",
      concat(compact([try(var.secret.secret_arn, null), var.signing_key_arn]), values(var.readers)[*].role_arn)[0]
    )[1],
    "aws"
  )

  secrets = distinct(concat(var.secret[*], var.additional_secrets))
}
