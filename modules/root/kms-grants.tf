locals {
  # How roles may decrypt: said, or by a grant if there is a key.
  key_access = {
    for name, secret in var.secrets : name => secret.key_access != null ? secret.key_access : secret.kms_key_arn != null ? "GRANT" : "NONE"
  }

  # Each role that reads a secret, deployers included.
  grants = merge(
    [
      for name, readers in local.secret_readers : merge(
        { for reader, role_arn in readers : "${name}/${reader}" => { secret = name, role_arn = role_arn } },
        {
          for deployer, role_arn in var.deployers : "${name}/deployer/${deployer}" => {
            secret   = name
            role_arn = role_arn
          }
        }
      )
      if local.key_access[name] == "GRANT"
    ]...
  )

  grantees = tomap({ for key, grant in local.grants : key => grant.role_arn })
}

resource "aws_kms_grant" "this" {
  for_each = local.grantees

  key_id            = var.secrets[local.grants[each.key].secret].kms_key_arn
  grantee_principal = each.value
  operations        = ["Decrypt"]

  # A subset: Secrets Manager adds the version of the secret, so an exact context would never
  # match.
  constraints {
    encryption_context_subset = { SecretARN = var.secrets[local.grants[each.key].secret].secret_arn }
  }
}
