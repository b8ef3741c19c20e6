locals {
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

  # A single deployer may retire the grants; kms:RevokeGrant would let it revoke those of others,
  # too. A grant has room for one.
  retiring_role = length(var.deployers) == 1 ? one(values(var.deployers)) : null

  grantees = tomap({ for key, grant in local.grants : key => grant.role_arn })
}

resource "aws_kms_grant" "this" {
  for_each = local.grantees

  key_id = try(
    var.secrets[local.grants[each.key].secret].kms_key_arn,
    local.secrets[local.grants[each.key].secret].kms_key_arn
  )

  grantee_principal  = each.value
  operations         = ["Decrypt"]
  region             = local.secrets[local.grants[each.key].secret].region
  retiring_principal = local.retiring_role
  retire_on_delete   = length(var.deployers) == 1 ? true : null

  # A subset: Secrets Manager adds the version of the secret, so an exact context would never
  # match.
  constraints {
    encryption_context_subset = {
      SecretARN = try(
        var.secrets[local.grants[each.key].secret].secret_arn,
        local.secrets[local.grants[each.key].secret].secret_arn
      )
    }
  }
}
