locals {
  secret_rules = merge(
    {
      secrets = [
        {
          at    = ""
          value = join(", ", [for name, secret in local.secrets : name if secret.policy_mode == "EXCLUSIVE"])
          ok    = length(toset(local.exclusive_arns)) == length(local.exclusive_arns)
          words = join(
            " ",
            [
              "name one secret twice with policy_mode = \"EXCLUSIVE\"; the two would overwrite each other. Name",
              "it once, or say policy_mode = \"NONE\" for the others.",
            ]
          )
        },
      ]
    },
    {
      for name, secret in local.secrets : "secrets[\"${name}\"]" => [
        {
          at    = ""
          value = null
          ok    = !strcontains(name, "/")
          words = join(
            " ",
            [
              "has a slash in its name, and slashes part the names in the addresses of resources. Give the secret",
              "a name without one.",
            ]
          )
        },
        {
          at    = ".secret_arn"
          value = can(regex("^arn:", secret.secret_arn)) ? secret.secret_arn : null
          ok = !can(regex("^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$", secret.secret_arn)) || can(
            regex(
              "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
              secret.secret_arn
            )
          )
          words = join(
            " ",
            [
              "is a partial ARN: the 6-character suffix is missing, so no IAM policy would match it. Copy the",
              "full ARN from: aws secretsmanager describe-secret --secret-id NAME --query ARN",
            ]
          )
        },
        {
          at    = ".secret_arn"
          value = can(regex("^arn:", secret.secret_arn)) ? secret.secret_arn : null
          ok = can(regex("^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$", secret.secret_arn)) || can(
            regex(
              "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}$",
              secret.secret_arn
            )
          )
          words = join(
            " ",
            [
              "is not the full ARN of one secret. Give the full ARN, for example",
              "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf. Or copy it from: aws",
              "secretsmanager describe-secret --secret-id NAME --query ARN",
            ]
          )
        },
        {
          at    = ".kms_key_arn"
          value = can(regex("^arn:", secret.kms_key_arn)) ? secret.kms_key_arn : null
          ok = secret.kms_key_arn == null ? true : can(
            regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", secret.kms_key_arn)
          )
          words = join(
            " ",
            [
              "is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example",
              "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.",
            ]
          )
        },
        {
          at    = ".kms_key_arn"
          value = secret.kms_key_arn
          ok = secret.kms_key_arn == null || !can(
            regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", secret.kms_key_arn)
          ) ? true : local.key_places[name].region == local.secret_places[name].region
          words = join(
            " ",
            [
              "is in another Region than the secret. Name the key that encrypts the secret, in the secret's own",
              "Region.",
            ]
          )
        },
        {
          at    = ".kms_key_arn"
          value = secret.kms_key_arn
          ok = secret.kms_key_arn == null || !can(
            regex("^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", secret.kms_key_arn)
          ) || local.key_access[name] != "GRANT" ? true : local.key_places[name].account == local.secret_places[name].account
          words = join(
            " ",
            [
              "is in another account than the secret, where this AWS provider can make no grant. Say key_access =",
              "\"NONE\" and grant the readers in the key's account.",
            ]
          )
        },
        {
          at    = ".policy_mode"
          value = secret.policy_mode
          ok    = contains(["EXCLUSIVE", "ADDITIVE", "NONE"], secret.policy_mode)
          words = "is none of EXCLUSIVE, ADDITIVE, NONE. Give one of them."
        },
        {
          at    = ".key_access"
          value = secret.key_access
          ok    = secret.key_access == null ? true : contains(["GRANT", "KEY_POLICY", "NONE"], secret.key_access)
          words = "is none of GRANT, KEY_POLICY, NONE. Give one of them."
        },
        {
          at    = ".key_access"
          value = secret.key_access
          ok    = coalesce(secret.key_access, "NONE") == "NONE" || secret.kms_key_arn != null
          words = join(
            " ",
            [
              "needs the key, and kms_key_arn is missing. Name the key, or leave key_access out: with the AWS",
              "managed key aws/secretsmanager there is nothing to grant.",
            ]
          )
        },
        {
          at    = ""
          value = null
          ok    = !contains(local.foreign_secrets, name)
          words = join(
            " ",
            [
              "is in another account than its readers, so its policy and its key's grants need an AWS provider of",
              "their own. Use modules/secret-policy and modules/kms-grant with the AWS provider of its account,",
              "and say policy_mode = \"NONE\" and key_access = \"NONE\" here.",
            ]
          )
        },
      ]
    }
  )

  role_rules = merge(
    {
      readers = [
        {
          at    = ""
          value = null
          ok    = length(toset(local.role_arns)) == length(local.role_arns)
          words = "name one role twice, which would get two of what is made for a role. Name each role once."
        },
      ]
    },
    {
      for name, reader in local.readers : "readers[\"${name}\"]" => [
        {
          at    = ""
          value = null
          ok    = !strcontains(name, "/")
          words = join(
            " ",
            [
              "has a slash in its name, and slashes part the names in the addresses of resources. Give the reader",
              "a name without one.",
            ]
          )
        },
        {
          at    = ".role_arn"
          value = reader.role_arn
          ok    = !can(regex("^arn:(?:aws|aws-cn|aws-us-gov):sts::[0-9]{12}:assumed-role/", reader.role_arn))
          words = join(
            " ",
            [
              "is a session of an assumed role. Give the role's own ARN: arn:aws:iam::ACCOUNT:role/NAME, with its",
              "path if it has one.",
            ]
          )
        },
        {
          at    = ".role_arn"
          value = reader.role_arn
          ok = can(regex("^arn:(?:aws|aws-cn|aws-us-gov):sts::[0-9]{12}:assumed-role/", reader.role_arn)) || !can(
            regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:root$|^[0-9]{12}$", reader.role_arn)
          )
          words = join(
            " ",
            [
              "is a whole account. Name each role by its own ARN, for example",
              "arn:aws:iam::111122223333:role/agent-runtime.",
            ]
          )
        },
        {
          at    = ".role_arn"
          value = reader.role_arn
          ok = can(regex("^arn:(?:aws|aws-cn|aws-us-gov):sts::[0-9]{12}:assumed-role/", reader.role_arn)) || can(
            regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:root$|^[0-9]{12}$", reader.role_arn)
          ) || !can(regex("[*?]", reader.role_arn))
          words = join(
            " ",
            [
              "holds a wildcard. Name each role by its own ARN, for example",
              "arn:aws:iam::111122223333:role/agent-runtime.",
            ]
          )
        },
        {
          at    = ".role_arn"
          value = reader.role_arn
          ok = can(
            regex(
              "^arn:(?:aws|aws-cn|aws-us-gov):sts::[0-9]{12}:assumed-role/|^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:root$|^[0-9]{12}$|[*?]",
              reader.role_arn
            )
          ) || can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]{1,64}$", reader.role_arn))
          words = join(
            " ",
            [
              "is not the ARN of one IAM role: no wildcard, account, user or session may read a secret. Give the",
              "ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.",
            ]
          )
        },
        {
          at    = ".workload_identities"
          value = null
          ok    = length(reader.workload_identities) > 0
          words = join(
            " ",
            [
              "is empty, so the reader could obtain nothing. Name at least one workload identity, or leave it out",
              "for \"*\".",
            ]
          )
        },
        {
          at = ".workload_identities"
          value = join(
            ", ",
            [
              for one in reader.workload_identities : one
              if !can(regex("^[A-Za-z0-9_.-]{3,255}$|^[A-Za-z0-9_.-]{0,255}[*]$", one))
            ]
          )
          ok = alltrue([
            for one in reader.workload_identities : can(
              regex("^[A-Za-z0-9_.-]{3,255}$|^[A-Za-z0-9_.-]{0,255}[*]$", one)
            )
          ])
          words = join(
            " ",
            [
              "is not 3 to 255 letters, digits, \"_\", \".\" and \"-\", or the beginning of such a name and",
              "\"*\". Give the name of the workload identity, not its ARN.",
            ]
          )
        },
      ]
    },
    {
      for name, role_arn in var.deployers : "deployers[\"${name}\"]" => [
        {
          at    = ""
          value = role_arn
          ok    = !can(regex("^arn:(?:aws|aws-cn|aws-us-gov):sts::[0-9]{12}:assumed-role/", role_arn))
          words = join(
            " ",
            [
              "is a session of an assumed role. Give the role's own ARN: arn:aws:iam::ACCOUNT:role/NAME, with its",
              "path if it has one.",
            ]
          )
        },
        {
          at    = ""
          value = role_arn
          ok = can(regex("^arn:(?:aws|aws-cn|aws-us-gov):sts::[0-9]{12}:assumed-role/", role_arn)) || !can(
            regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:root$|^[0-9]{12}$", role_arn)
          )
          words = join(
            " ",
            [
              "is a whole account. Name each role by its own ARN, for example",
              "arn:aws:iam::111122223333:role/agent-runtime.",
            ]
          )
        },
        {
          at    = ""
          value = role_arn
          ok = can(regex("^arn:(?:aws|aws-cn|aws-us-gov):sts::[0-9]{12}:assumed-role/", role_arn)) || can(
            regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:root$|^[0-9]{12}$", role_arn)
          ) || !can(regex("[*?]", role_arn))
          words = join(
            " ",
            [
              "holds a wildcard. Name each role by its own ARN, for example",
              "arn:aws:iam::111122223333:role/agent-runtime.",
            ]
          )
        },
        {
          at    = ""
          value = role_arn
          ok = can(
            regex(
              "^arn:(?:aws|aws-cn|aws-us-gov):sts::[0-9]{12}:assumed-role/|^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:root$|^[0-9]{12}$|[*?]",
              role_arn
            )
          ) || can(regex("^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]{1,64}$", role_arn))
          words = join(
            " ",
            [
              "is not the ARN of one IAM role: no wildcard, account, user or session may read a secret. Give the",
              "ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.",
            ]
          )
        },
      ]
    }
  )
}
