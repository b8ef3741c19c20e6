locals {
  secret_rules = flatten([
    [
      [
        for ok in [length(toset(local.exclusive_arns)) == length(local.exclusive_arns)] : {
          at    = "secrets"
          value = join(" and ", local.secrets_named_twice)
          words = join(
            " ",
            [
              "name one secret twice with policy_mode = \"EXCLUSIVE\"; the two would overwrite each other. Name",
              "it once, or say policy_mode = \"NONE\" for the others.",
            ]
          )
        }
        if !can(length([[true][ok ? 0 : 1]]))
      ],
    ],
    [
      [
        for ok in [length(local.secrets_of_both) == 0] : {
          at    = "agent_secrets"
          value = join(" and ", local.secrets_of_both)
          words = "stand in secrets, too, and a credential provider names one of them. Give each a name of its own."
        }
        if !can(length([[true][ok ? 0 : 1]]))
      ],
    ],
    [
      for name, secret in local.secrets : [
        [
          for ok in [!strcontains(name, "/")] : {
            at    = local.secret_labels[name]
            value = null
            words = join(
              " ",
              [
                "has a slash in its name, and slashes part the names in the addresses of resources. Give the secret",
                "a name without one.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            !anytrue([
              for one in local.wrong.secret_arn : one == secret.secret_arn && can(
                regex(local.patterns.partial_secret_arn, one)
              )
            ]),
          ] :
          {
            at = "${local.secret_labels[name]}.secret_arn"
            value = one([
              for one in local.wrong.secret_arn : one
              if one == secret.secret_arn && can(regex(local.patterns.shown_arn, one))
            ])
            words = join(
              " ",
              [
                "is a partial ARN: the 6-character suffix is missing, so no IAM policy would match it. Copy the",
                "full ARN from: aws secretsmanager describe-secret --secret-id NAME --query ARN",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            anytrue([
              for one in local.wrong.secret_arn : one == secret.secret_arn && can(
                regex(local.patterns.partial_secret_arn, one)
              )
            ]) || !contains(local.wrong.secret_arn, secret.secret_arn),
          ] :
          {
            at = "${local.secret_labels[name]}.secret_arn"
            value = one([
              for one in local.wrong.secret_arn : one
              if one == secret.secret_arn && can(regex(local.patterns.shown_arn, one))
            ])
            words = join(
              " ",
              [
                "is not the full ARN of one secret. Give the full ARN, for example",
                "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf. Or copy it from: aws",
                "secretsmanager describe-secret --secret-id NAME --query ARN",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in secret.region[*] : can(regex(local.patterns.region, one))])] : {
            at    = "${local.secret_labels[name]}.region"
            value = secret.region
            words = "is not the code of a Region. Give a code like us-east-1."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in keys(secret.replicas) : can(regex(local.patterns.region, one))])] : {
            at    = "${local.secret_labels[name]}.replicas"
            value = join(", ", [for one in keys(secret.replicas) : one if !can(regex(local.patterns.region, one))])
            words = "is not the code of a Region. Give a code like us-east-1."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [!contains(keys(secret.replicas), local.secret_regions[name])] : {
            at    = "${local.secret_labels[name]}.replicas"
            value = local.secret_regions[name]
            words = "is the secret's own Region. Name the Regions of its replicas alone."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for region in keys(secret.replicas) : contains(
                ["", (startswith(region, "cn-") ? "aws-cn" : (startswith(region, "us-gov-") ? "aws-us-gov" : "aws"))],
                local.secret_places[name].partition
              )
            ]),
          ] :
          {
            at = "${local.secret_labels[name]}.replicas"
            value = join(
              ", ",
              [
                for region in keys(secret.replicas) : region
                if(
                  startswith(region, "cn-") ? "aws-cn" : (startswith(region, "us-gov-") ? "aws-us-gov" : "aws")
                ) != local.secret_places[name].partition
              ]
            )
            words = join(
              " ",
              [
                "is not in the secret's partition, ${local.secret_places[name].partition}, and secrets are",
                "replicated within one. Name Regions of that partition.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([for one in compact(values(secret.replicas)) : can(regex(local.patterns.kms_key_arn, one))]),
          ] :
          {
            at = "${local.secret_labels[name]}.replicas"
            value = join(
              ", ",
              [for one in compact(values(secret.replicas)) : one if !can(regex(local.patterns.kms_key_arn, one))]
            )
            words = join(
              " ",
              [
                "is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example",
                "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for region, key in secret.replicas : key == null ? true : try(split(":", key)[3], region) == region
            ]),
          ] :
          {
            at = "${local.secret_labels[name]}.replicas"
            value = join(
              ", ",
              [for region, key in secret.replicas : key if key != null && try(split(":", key)[3], region) != region]
            )
            words = "is in another Region than the replica. Name the key that encrypts the replica, in its own Region."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [!secret.look_up_kms_key || try(var.secrets[name].kms_key_arn, null) == null] : {
            at    = "${local.secret_labels[name]}.look_up_kms_key"
            value = null
            words = join(
              " ",
              [
                "is said beside kms_key_arn, and one of them says the key. Leave out kms_key_arn to take the key",
                "from the secret, or look_up_kms_key to have the two compared.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in secret.kms_key_arn[*] : !contains(local.wrong.kms_key_arn, one)])] : {
            at = "${local.secret_labels[name]}.kms_key_arn"
            value = one([
              for one in local.wrong.kms_key_arn : one
              if one == secret.kms_key_arn && can(regex(local.patterns.shown_arn, one))
            ])
            words = join(
              " ",
              [
                "is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example",
                "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            length(distinct(compact([local.key_places[name].region, local.secret_places[name].region]))) <= 1,
          ] :
          {
            at    = "${local.secret_labels[name]}.kms_key_arn"
            value = secret.kms_key_arn
            words = join(
              " ",
              [
                "is in another Region than the secret. Name the key that encrypts the secret, in the secret's own",
                "Region.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            local.key_access[name] != "GRANT" || length(
              distinct(compact([local.key_places[name].account, local.secret_places[name].account]))
            ) <= 1,
          ] :
          {
            at    = "${local.secret_labels[name]}.kms_key_arn"
            value = secret.kms_key_arn
            words = join(
              " ",
              [
                "is in another account than the secret, where this AWS provider can make no grant. Say key_access =",
                "\"NONE\" and grant the readers in the key's account.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [contains(["EXCLUSIVE", "ADDITIVE", "NONE"], secret.policy_mode)] : {
            at    = "${local.secret_labels[name]}.policy_mode"
            value = secret.policy_mode
            words = "is none of EXCLUSIVE, ADDITIVE, NONE. Give one of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in secret.key_access[*] : contains(["GRANT", "KEY_POLICY", "NONE"], one)])] : {
            at    = "${local.secret_labels[name]}.key_access"
            value = secret.key_access
            words = "is none of GRANT, KEY_POLICY, NONE. Give one of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            coalesce(secret.key_access, "NONE") == "NONE" || (
              secret.look_up_kms_key
              ? true
              : secret.kms_key_arn != null
            ),
          ] :
          {
            at    = "${local.secret_labels[name]}.key_access"
            value = secret.key_access
            words = join(
              " ",
              [
                "needs the key, and kms_key_arn is missing. Name the key, or leave key_access out: with the AWS",
                "managed key aws/secretsmanager there is nothing to grant.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [!contains(local.foreign_secrets, name) || !contains(keys(local.agent_secrets), name)] : {
            at    = local.secret_labels[name]
            value = null
            words = join(
              " ",
              [
                "is made in another account than its readers, ${local.secret_places[name].account}. Make it where",
                "its readers are, with their AWS provider.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [!contains(local.foreign_secrets, name) || contains(keys(local.agent_secrets), name)] : {
            at    = local.secret_labels[name]
            value = null
            words = join(
              " ",
              [
                "is in another account than its readers, so its policy and its key's grants need an AWS provider of",
                "their own. Use modules/secret-policy and modules/kms-grant with the AWS provider of its account,",
                "and say policy_mode = \"NONE\" and key_access = \"NONE\" here.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
    [
      for at, found in var.looked_up : [
        [
          for ok in [
            try(local.secrets[split("/", at)[0]].replicas[split("/", at)[1]], null) != null || !endswith(
              found.key,
              "alias/aws/secretsmanager"
            ),
          ] :
          {
            at    = "secrets[\"${join("\"].replicas[\"", split("/", at))}\"]"
            value = found.secret_arn
            words = join(
              " ",
              [
                "is encrypted with aws/secretsmanager, for which there is no key to look up. Leave out",
                "look_up_kms_key: who is in the secret's account and may read it decrypts it, too. If the secret is",
                "to have a key of yours, give it that one first. Where the secret has one and a replica has none,",
                "state the secret's as kms_key_arn.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            try(local.secrets[split("/", at)[0]].replicas[split("/", at)[1]], null) != null || endswith(
              found.key,
              "alias/aws/secretsmanager"
            ) || !strcontains(found.key, "alias/"),
          ] :
          {
            at    = "secrets[\"${join("\"].replicas[\"", split("/", at))}\"]"
            value = found.secret_arn
            words = join(
              " ",
              [
                "has its key by an alias, ${found.key}, and an alias may come to stand for another key: its readers",
                "could not decrypt with that. Give the secret the key itself, which changes nothing else: aws",
                "secretsmanager update-secret --secret-id ${found.secret_arn} --kms-key-id KEY_ARN; where Terraform",
                "makes the secret, as its kms_key_id. The key's ARN is told by: aws kms describe-key",
                "--key-id ${found.key} --query KeyMetadata.Arn",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
  ])

  role_rules = flatten([
    [
      [
        for ok in [length(toset(local.role_arns)) == length(local.role_arns)] : {
          at    = "readers"
          value = join(" and ", local.roles_named_twice)
          words = "name one role twice, which would get two of what is made for a role. Name each role once."
        }
        if !can(length([[true][ok ? 0 : 1]]))
      ],
    ],
    [
      for name, reader in local.readers : [
        [
          for ok in [!strcontains(name, "/")] : {
            at    = "readers[\"${name}\"]"
            value = null
            words = join(
              " ",
              [
                "has a slash in its name, and slashes part the names in the addresses of resources. Give the reader",
                "a name without one.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            !anytrue([
              for one in local.wrong.role_arn : one == reader.role_arn && can(regex(local.patterns.session_arn, one))
            ]),
          ] :
          {
            at    = "readers[\"${name}\"].role_arn"
            value = reader.role_arn
            words = join(
              " ",
              [
                "is a session of an assumed role. Give the role's own ARN: arn:aws:iam::ACCOUNT:role/NAME, with its",
                "path if it has one.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            !anytrue([
              for one in local.wrong.role_arn : one == reader.role_arn && can(regex(local.patterns.account, one))
            ]),
          ] :
          {
            at    = "readers[\"${name}\"].role_arn"
            value = reader.role_arn
            words = join(
              " ",
              [
                "is a whole account. Name each role by its own ARN, for example",
                "arn:aws:iam::111122223333:role/agent-runtime.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            !anytrue([
              for one in local.wrong.role_arn : one == reader.role_arn && can(regex(local.patterns.wildcard, one))
            ]),
          ] :
          {
            at    = "readers[\"${name}\"].role_arn"
            value = reader.role_arn
            words = join(
              " ",
              [
                "holds a wildcard. Name each role by its own ARN, for example",
                "arn:aws:iam::111122223333:role/agent-runtime.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            anytrue([
              for one in local.wrong.role_arn : one == reader.role_arn && can(regex(local.patterns.no_role, one))
            ]) || !contains(local.wrong.role_arn, reader.role_arn),
          ] :
          {
            at    = "readers[\"${name}\"].role_arn"
            value = reader.role_arn
            words = join(
              " ",
              [
                "is not the ARN of one IAM role: no wildcard, account, user or session may read a secret. Give the",
                "ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [!reader.attach_policy || !can(regex(":role/aws-(?:reserved|service-role)/", reader.role_arn))] : {
            at    = "readers[\"${name}\"].role_arn"
            value = reader.role_arn
            words = join(
              " ",
              [
                "is a role that only AWS may change. Say attach_policy = false, and put the policy document where",
                "the role's permissions are kept: for a role of IAM Identity Center into its permission set.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in coalesce(reader.regions, []) : can(regex(local.patterns.region, one))])] : {
            at = "readers[\"${name}\"].regions"
            value = join(
              ", ",
              [for one in coalesce(reader.regions, []) : one if !can(regex(local.patterns.region, one))]
            )
            words = "is not the code of a Region. Give a code like us-east-1."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [length(reader.workload_identities) + length(reader.workload_identity_arns) > 0] : {
            at    = "readers[\"${name}\"].workload_identities"
            value = null
            words = join(
              " ",
              [
                "is empty, so the reader could obtain nothing. Name at least one workload identity, or leave it out",
                "for \"*\".",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [length(setintersection(local.wrong.workload_identity, reader.workload_identities)) == 0] : {
            at    = "readers[\"${name}\"].workload_identities"
            value = join(", ", setintersection(local.wrong.workload_identity, reader.workload_identities))
            words = join(
              " ",
              [
                "is not 3 to 255 letters, digits, \"_\", \".\" and \"-\", or the beginning of such a name and",
                "\"*\". Give the name of the workload identity; an ARN has an option of its own.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([for one in reader.workload_identity_arns : can(regex(local.patterns.workload_arn, one))]),
          ] :
          {
            at = "readers[\"${name}\"].workload_identity_arns"
            value = join(
              ", ",
              [for one in reader.workload_identity_arns : one if !can(regex(local.patterns.workload_arn, one))]
            )
            words = join(
              " ",
              [
                "is not the ARN of one workload identity. Give what workload_identity_details of the runtime or",
                "gateway holds; names have an option of their own.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for arn in reader.workload_identity_arns : length(split(":", arn)) < 6 || local.role_places[name].account == "" || slice(
                split(":", "${arn}:::::"),
                3,
                5
              ) == tolist([var.aws_region, local.role_places[name].account])
            ]),
          ] :
          {
            at = "readers[\"${name}\"].workload_identity_arns"
            value = join(
              ", ",
              [
                for arn in reader.workload_identity_arns : arn
                if !(
                  length(split(":", arn)) < 6
                  || local.role_places[name].account == ""
                  || slice(split(":", "${arn}:::::"), 3, 5) == tolist([var.aws_region, local.role_places[name].account])
                )
              ]
            )
            words = join(
              " ",
              [
                "is not in the account of the role and the Region of the AWS provider, ${var.aws_region}: agents",
                "use credential providers of their own account and Region. Give the workload identity of a runtime",
                "or gateway that is there.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [contains(["RUNTIME", "GATEWAY", "HARNESS", "CONSENT_PORTAL", "PAYMENT_MANAGER"], reader.kind)] : {
            at    = "readers[\"${name}\"].kind"
            value = reader.kind
            words = "is none of RUNTIME, GATEWAY, HARNESS, CONSENT_PORTAL, PAYMENT_MANAGER. Give one of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [contains(["INLINE", "MANAGED"], reader.policy_kind)] : {
            at    = "readers[\"${name}\"].policy_kind"
            value = reader.policy_kind
            words = "is none of INLINE, MANAGED. Give one of them."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            reader.max_managed_policies >= 1 && floor(reader.max_managed_policies) == reader.max_managed_policies,
          ] :
          {
            at    = "readers[\"${name}\"].max_managed_policies"
            value = reader.max_managed_policies
            words = "is not a whole number from 1. Leave it out for 10, or give the quota of the role's account."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
    [
      for name, role_arn in var.deployers : [
        [
          for ok in [
            !anytrue([for one in local.wrong.role_arn : one == role_arn && can(regex(local.patterns.session_arn, one))]),
          ] :
          {
            at    = "deployers[\"${name}\"]"
            value = role_arn
            words = join(
              " ",
              [
                "is a session of an assumed role. Give the role's own ARN: arn:aws:iam::ACCOUNT:role/NAME, with its",
                "path if it has one.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            !anytrue([for one in local.wrong.role_arn : one == role_arn && can(regex(local.patterns.account, one))]),
          ] :
          {
            at    = "deployers[\"${name}\"]"
            value = role_arn
            words = join(
              " ",
              [
                "is a whole account. Name each role by its own ARN, for example",
                "arn:aws:iam::111122223333:role/agent-runtime.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            !anytrue([for one in local.wrong.role_arn : one == role_arn && can(regex(local.patterns.wildcard, one))]),
          ] :
          {
            at    = "deployers[\"${name}\"]"
            value = role_arn
            words = join(
              " ",
              [
                "holds a wildcard. Name each role by its own ARN, for example",
                "arn:aws:iam::111122223333:role/agent-runtime.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            anytrue([
              for one in local.wrong.role_arn : one == role_arn && can(regex(local.patterns.no_role, one))
            ]) || !contains(local.wrong.role_arn, role_arn),
          ] :
          {
            at    = "deployers[\"${name}\"]"
            value = role_arn
            words = join(
              " ",
              [
                "is not the ARN of one IAM role: no wildcard, account, user or session may read a secret. Give the",
                "ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
  ])
}
