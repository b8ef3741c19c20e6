locals {
  # Secrets Manager tells a key as it was given: by ARN, ID or alias.
  current_keys = {
    for name, current in data.aws_secretsmanager_secret.this : name => coalesce(
      current.kms_key_id,
      "alias/aws/secretsmanager"
    )
  }

  # What is wrong with it.
  wrong_keys = flatten([
    for name, key in local.current_keys : [
      [
        for ok in [
          anytrue([
            var.kms_key_arn == null && endswith(key, "alias/aws/secretsmanager"),
            var.kms_key_arn != null && !endswith(key, "alias/aws/secretsmanager") && strcontains(key, "alias/"),
            contains([var.kms_key_arn, try(split("/", var.kms_key_arn)[1], "")], key),
          ]),
        ] :
        join(
          " ",
          [
            "Secret ${var.secret_arn} is encrypted with ${key}, not with the",
            "stated ${coalesce(var.kms_key_arn, "aws/secretsmanager, as without kms_key_arn")}: its readers",
            "could not decrypt it. State the key that it has as kms_key_arn, and none for aws/secretsmanager;",
            "the ARN for a key's ID is told by: aws kms describe-key --key-id ID --query KeyMetadata.Arn. If",
            "the secret is to have another key, give it that one first.",
          ]
        )
        if !can(length([[true][ok ? 0 : 1]]))
      ],
      [
        for ok in [endswith(key, "alias/aws/secretsmanager") || !strcontains(key, "alias/")] : join(
          " ",
          [
            "Secret ${var.secret_arn} has its key by an alias, ${key}, and an alias may come to stand for",
            "another key: its readers could not decrypt with that. Give the secret the key itself, which",
            "changes nothing else: aws secretsmanager update-secret --secret-id ${var.secret_arn} --kms-key-id",
            "KEY_ARN; where Terraform makes the secret, as its kms_key_id. The key's ARN is told by: aws kms",
            "describe-key --key-id ${key} --query KeyMetadata.Arn",
          ]
        )
        if !can(length([[true][ok ? 0 : 1]]))
      ],
    ]
  ])
}

# The secret as it is now, to see which key it has.
data "aws_secretsmanager_secret" "this" {
  count = var.compare_key ? 1 : 0

  arn    = var.secret_arn
  region = split(":", var.secret_arn)[3]
}

resource "aws_kms_grant" "this" {
  for_each = var.grantees

  key_id            = var.kms_key_arn
  grantee_principal = each.value
  operations        = ["Decrypt"]
  region            = split(":", var.secret_arn)[3]

  # A subset: Secrets Manager adds the version of the secret, so an exact context would never
  # match.
  constraints {
    encryption_context_subset = { SecretARN = var.secret_arn }
  }

  lifecycle {
    precondition {
      condition     = length(local.wrong_keys) == 0
      error_message = join("\n", local.wrong_keys)
    }
  }
}
