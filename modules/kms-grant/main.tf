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
}
