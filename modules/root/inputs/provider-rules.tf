locals {
  provider_rules = flatten([
    [
      for key, provider in local.providers : [
        [
          for ok in [
            can(regex(local.patterns.provider_name, provider.name)) && length(regexall("(?s).", provider.name)) <= 128,
          ] :
          {
            at    = local.provider_names[key]
            value = null
            words = "has a name that is not 1 to 128 letters, digits, \"-\" and \"_\". Rename the credential provider."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in local.provider_secret_names[key] : can(local.has_secret[one])])] : {
            at = "${local.provider_names[key]}.secret"
            value = join(
              ", ",
              distinct([for one in local.provider_secret_names[key] : one if !can(local.has_secret[one])])
            )
            words = join(
              " ",
              [
                "is not in secrets,",
                "which ${length(local.secrets_names) == 0 ? "is empty" : "has: ${join(", ", local.secrets_names)}"}.",
                "Add it there, or correct the name.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in provider.readers : can(local.has_reader[one])])] : {
            at    = "${local.provider_names[key]}.readers"
            value = join(", ", distinct([for one in provider.readers : one if !can(local.has_reader[one])]))
            words = join(
              " ",
              [
                "is not in readers,",
                "which ${length(local.readers_names) == 0 ? "is empty" : "has: ${join(", ", local.readers_names)}"}.",
                "Add it there, or correct the name.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in provider.readers : contains(
                lookup(local.reader_uses, try(local.readers[one].kind, ""), [provider.kind]),
                provider.kind
              )
            ]),
          ] :
          {
            at = "${local.provider_names[key]}.readers"
            value = join(
              ", ",
              [
                for one in provider.readers : one
                if !contains(
                  lookup(local.reader_uses, try(local.readers[one].kind, ""), [provider.kind]),
                  provider.kind
                )
              ]
            )
            words = join(
              " ",
              [
                "is the role of a kind that does not use credential providers of this kind, ${provider.kind}. Say",
                "by its kind whose role it is.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            length([for one in provider.readers : one if can(local.has_managed[one])]) == 0 || length([
              for arn in concat(
                provider.signing_key_arn[*],
                flatten([
                  for name in local.provider_secret_names[key] : [
                    local.secrets[name].secret_arn,
                    local.secrets[name].kms_key_arn,
                  ]
                  if can(local.has_secret[name])
                ])
              ) : arn
              if can(length([[true][substr(arn, 0, 0) == "-" ? 0 : 1]]))
            ]) == 0,
          ] :
          {
            at    = "${local.provider_names[key]}.readers"
            value = join(", ", [for one in provider.readers : one if can(local.has_managed[one])])
            words = join(
              " ",
              [
                "get managed policies, and how many, Terraform must know while it plans; but only the apply tells",
                "the ARN of a secret or key here. Say policy_kind = \"INLINE\", have the module make the secret as",
                "one of agent_secrets, or make secret and key first: terraform apply -target=ADDRESS.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [length(provider.tags) <= 50] : {
            at    = "${local.provider_names[key]}.tags"
            value = null
            words = "are more than 50. Drop some."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in keys(provider.tags) : can(regex(local.patterns.tag_key, one)) && length(
                regexall("(?s).", one)
              ) <= 128
            ]),
          ] :
          {
            at = "${local.provider_names[key]}.tags"
            value = join(
              ", ",
              [
                for one in keys(provider.tags) : one
                if !(can(regex(local.patterns.tag_key, one)) && length(regexall("(?s).", one)) <= 128)
              ]
            )
            words = join(
              " ",
              [
                "is not 1 to 128 characters that AgentCore takes. Use letters, digits, spaces and any of",
                "\"._:/=+@-\".",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for one in values(provider.tags) : can(regex(local.patterns.tag_value, one)) && length(
                regexall("(?s).", one)
              ) <= 256
            ]),
          ] :
          {
            at = "${local.provider_names[key]}.tags"
            value = join(
              ", ",
              [
                for one in values(provider.tags) : one
                if !(can(regex(local.patterns.tag_value, one)) && length(regexall("(?s).", one)) <= 256)
              ]
            )
            words = join(
              " ",
              [
                "is not 0 to 256 characters that AgentCore takes. Use letters, digits, spaces and any of",
                "\"._:/=+@-\".",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for place in local.provider_places[key] : place.region == local.provider_regions[key]])] :
          {
            at    = "${local.provider_names[key]}: region"
            value = join(", ", distinct(local.provider_places[key][*].region))
            words = join(
              " ",
              [
                "of the secret or key is not the credential provider's, ${local.provider_regions[key]}, and",
                "AgentCore Identity reads nothing of another Region. Say region of the secret that it references,",
                "which is the AWS provider's by default, and reference what is of one Region.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for one in provider.regions : can(regex(local.patterns.region, one))])] : {
            at    = "${local.provider_names[key]}.regions"
            value = join(", ", [for one in provider.regions : one if !can(regex(local.patterns.region, one))])
            words = "is not the code of a Region. Give a code like us-east-1."
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for region in provider.regions : alltrue([
                for name in local.provider_secret_names[key] : contains(
                  concat([local.secret_regions[name]], keys(local.secrets[name].replicas)),
                  region
                )
                if can(local.has_secret[name])
              ])
            ]),
          ] :
          {
            at = "${local.provider_names[key]}.regions"
            value = join(
              ", ",
              [
                for region in provider.regions : region
                if !alltrue([
                  for name in local.provider_secret_names[key] : contains(
                    concat([local.secret_regions[name]], keys(local.secrets[name].replicas)),
                    region
                  )
                  if can(local.has_secret[name])
                ])
              ]
            )
            words = join(
              " ",
              [
                "are Regions in which a secret of the credential provider has no replica. Name them in replicas of",
                "the secret, each with its key: replicas = { REGION = KMS_KEY_ARN }.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            length(provider.regions) == 0 || (
              provider.signing_key_arn == null
              && alltrue([
                for custom in [
                  for given in [lookup(local.custom, provider.name, null)] : given
                  if provider.kind == "oauth2" && given != null
                ] : custom.private_endpoint == null && length(custom.private_endpoint_overrides) == 0
              ])
            ),
          ] :
          {
            at    = "${local.provider_names[key]}.regions"
            value = null
            words = join(
              " ",
              [
                "are given, but its signing key or private endpoint is of one Region. Make the others with another",
                "instance of the module, whose AWS provider works there.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [length(distinct(local.reader_places[key][*].account)) <= 1] : {
            at    = "${local.provider_names[key]}.readers"
            value = join(", ", distinct(local.reader_places[key][*].account))
            words = join(
              " ",
              [
                "are in different accounts, and only roles of the credential provider's own account can use it.",
                "Make a credential provider in each account.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [alltrue([for place in local.reader_places[key] : place.partition == local.partitions[key]])] : {
            at    = "${local.provider_names[key]}.readers"
            value = null
            words = join(
              " ",
              [
                "name a role of another partition than the credential provider's, ${local.partitions[key]}.",
                "Reference a secret in the partition of the roles.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
        [
          for ok in [
            alltrue([
              for place in local.provider_places[key] : place.has_key || alltrue([
                for reader in local.reader_places[key] : reader.account == place.account
              ])
            ]),
          ] :
          {
            at    = "${local.provider_names[key]}.readers"
            value = join(", ", distinct(local.reader_places[key][*].account))
            words = join(
              " ",
              [
                "are in another account than the secret, and the AWS managed key aws/secretsmanager works in its",
                "own account only. Encrypt the secret with a customer managed key and give its kms_key_arn.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
  ])

  api_key_rules = flatten([
    [
      for name, provider in local.api_key_providers : [
        [
          for ok in [!contains(local.wrong.json_key, provider.json_key)] : {
            at = "api_key_providers[\"${name}\"].json_key"
            value = one([
              for one in local.wrong.json_key : one
              if one == provider.json_key && can(regex(local.patterns.shown_json_key, one))
            ])
            words = join(
              " ",
              [
                "is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one",
                "top-level key of the secret's JSON object.",
              ]
            )
          }
          if !can(length([[true][ok ? 0 : 1]]))
        ],
      ]
    ],
  ])

  other_rules = flatten([
    [
      [
        for ok in [can(regex(local.patterns.owner, var.owner)) && length(regexall("(?s).", var.owner)) <= 128] : {
          at    = "owner"
          value = var.owner
          words = join(
            " ",
            [
              "is not 1 to 128 letters, digits, spaces and any of \"._:/=+@-\". Give a name that no other",
              "configuration has: it marks at AWS what is this one's.",
            ]
          )
        }
        if !can(length([[true][ok ? 0 : 1]]))
      ],
    ],
    [
      [
        for ok in [
          alltrue([
            for one in var.assume_role_arn[*] : can(regex(local.patterns.role_arn, one)) && length(
              regexall("(?s).", reverse(split("/", one))[0])
            ) <= 64
          ]),
        ] :
        {
          at    = "assume_role_arn"
          value = var.assume_role_arn
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
    ],
    [
      [
        for ok in [var.timeout_seconds == null ? true : var.timeout_seconds >= 1 && var.timeout_seconds <= 3600] : {
          at    = "timeout_seconds"
          value = var.timeout_seconds
          words = "is not 1 to 3600. Leave it out for 300."
        }
        if !can(length([[true][ok ? 0 : 1]]))
      ],
    ],
  ])
}
