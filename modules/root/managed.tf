locals {
  # By the bits of their hashes uses are shared out: what comes or goes touches no other policy
  # than its own.
  branches = [
    "",
    "0",
    "1",
    "00",
    "01",
    "10",
    "11",
    "000",
    "001",
    "010",
    "011",
    "100",
    "101",
    "110",
    "111",
    "0000",
    "0001",
    "0010",
    "0011",
    "0100",
    "0101",
    "0110",
    "0111",
    "1000",
    "1001",
    "1010",
    "1011",
    "1100",
    "1101",
    "1110",
    "1111",
  ]

  # Each use that stands in a managed policy.
  managed_uses = {
    for key, use in local.uses : key => merge(
      use,
      {
        group = "${use.region} ${use.provider_kind}"
        bits  = format("%04b", parseint(substr(sha256(use.policy_name), 0, 1), 16))
      }
    )
    if use.attach_policy && use.policy_kind == "MANAGED"
  }

  # All that might be one policy.
  managed_groups = merge(
    [
      for reader in distinct(values(local.managed_uses)[*].reader) : {
        for branch in local.branches : "${reader} ${branch}" => {
          reader = reader
          branch = branch
          uses = {
            for use in values(local.managed_uses) : use.policy_name => use
            if use.reader == reader && startswith(use.bits, branch)
          }
        }
      }
    ]...
  )

  # What has room in one.
  managed_fits = {
    for id, group in local.managed_groups : id => length(group.branch) == 4 || length(
      [
        for uses in [
          [
            for use in values(group.uses) : merge(
              use,
              {
                vault     = "arn:${local.partitions[use.provider]}:bedrock-agentcore:${use.region}:000000000000"
                partition = local.partitions[use.provider]
                workload_identity_arns = [
                  for one in lookup(var.readers[use.reader], "workload_identity_arns", null)[*] : format("%140s", "")
                ]
              }
            )
          ],
        ] :
        jsonencode({
          Version = "2012-10-17"
          Statement = concat(
            [
              for all in [uses] : [
                for index, id in distinct(all[*].group) : [
                  for some in [[for one in all : one if one.group == id]] : {
                    Sid    = "AgentCoreIdentityUse${length(distinct(all[*].group)) > 1 ? index + 1 : ""}"
                    Effect = "Allow"
                    Action = some[0].kind.actions[some[0].reader_kind]
                    Resource = concat(
                      ["${some[0].vault}:token-vault/default"],
                      [
                        for name in sort(
                          some[*].name
                        ) : "${some[0].vault}:token-vault/default/${some[0].kind.collection}/${name}"
                      ],
                      ["${some[0].vault}:workload-identity-directory/default"],
                      [
                        for identity in setsubtract(
                          some[0].workload_identities,
                          length(some[0].workload_identity_arns) > 0 ? ["*"] : []
                        ) : "${some[0].vault}:workload-identity-directory/default/workload-identity/${identity}"
                      ],
                      [for arn in some[0].workload_identity_arns : arn]
                    )
                  }
                ][0]
              ]
            ][0],
            [
              for one in [
                {
                  Sid      = "AgentCoreIdentityReadSecret"
                  Effect   = "Allow"
                  Action   = "secretsmanager:GetSecretValue"
                  Resource = sort(distinct(flatten(uses[*].secret_arns)))
                },
              ] : one
              if length(distinct(flatten(uses[*].secret_arns))) > 0
            ],
            [
              for all in [
                flatten([
                  for use in uses : [
                    for secret in use.encrypted : {
                      group     = "${secret.kms_key_arn} ${use.region}"
                      arn       = secret.secret_arn
                      key       = secret.kms_key_arn
                      region    = use.region
                      partition = use.partition
                    }
                  ]
                ]),
              ] :
              [
                for index, id in distinct(all[*].group) : [
                  for some in [[for one in all : one if one.group == id]] : {
                    Sid      = "AgentCoreIdentityDecrypt${length(distinct(all[*].group)) > 1 ? index + 1 : ""}"
                    Effect   = "Allow"
                    Action   = "kms:Decrypt"
                    Resource = [some[0].key]
                    Condition = {
                      StringEquals = {
                        "kms:ViaService" = local.via_secrets_manager[some[0].region][some[0].partition]
                        "kms:EncryptionContext:SecretARN" = jsondecode(
                          length(distinct(some[*].arn)) == 1 ? jsonencode(some[0].arn) : jsonencode(
                            sort(distinct(some[*].arn))
                          )
                        )
                      }
                    }
                  }
                ][0]
              ]
            ][0],
            [
              for all in [
                [
                  for use in uses : merge(use, { group = "${use.signing_key_arn} ${use.region}" })
                  if use.signing_key_arn != null
                ],
              ] :
              [
                for index, id in distinct(all[*].group) : [
                  for some in [[for one in all : one if one.group == id]] : {
                    Sid      = "AgentCoreIdentitySign${length(distinct(all[*].group)) > 1 ? index + 1 : ""}"
                    Effect   = "Allow"
                    Action   = ["kms:DescribeKey", "kms:Sign"]
                    Resource = [some[0].signing_key_arn]
                    Condition = {
                      StringEquals = {
                        "kms:ViaService" = local.via_agentcore_identity[some[0].region][some[0].partition]
                      }
                    }
                  }
                ][0]
              ]
            ][0],
            [
              for one in [
                {
                  Sid      = "AgentCoreIdentityIdentify"
                  Effect   = "Allow"
                  Action   = "sts:GetWebIdentityToken"
                  Resource = "*"
                  Condition = {
                    "ForAllValues:StringEquals" = {
                      "sts:IdentityTokenAudience" = sort(distinct(flatten(uses[*].token_audiences)))
                    }
                    Null = { "sts:IdentityTokenAudience" = "false" }
                  }
                },
              ] : one
              if length(distinct(flatten(uses[*].token_audiences))) > 0
            ]
          )
        })
      ][0]
    ) <= 6144
  }

  # The policies that there are: what fits, but nothing of which the whole does.
  managed_places = {
    for id, group in local.managed_groups : "${group.reader}/${try(regex("^.*1", group.branch), "0")}" => merge(
      group,
      { name = try(regex("^.*1", group.branch), "0") }
    )
    if length(group.uses) > 0 && local.managed_fits[id] && !anytrue([
      for cut in range(length(group.branch)) : local.managed_fits["${group.reader} ${substr(group.branch, 0, cut)}"]
    ])
  }

  # What differs in a list only is one statement.
  planned_managed_documents = {
    for id, place in local.managed_places : id => [
      for uses in [values(place.uses)] : jsonencode({
        Version = "2012-10-17"
        Statement = concat(
          [
            for all in [uses] : [
              for index, id in distinct(all[*].group) : [
                for some in [[for one in all : one if one.group == id]] : {
                  Sid    = "AgentCoreIdentityUse${length(distinct(all[*].group)) > 1 ? index + 1 : ""}"
                  Effect = "Allow"
                  Action = some[0].kind.actions[some[0].reader_kind]
                  Resource = concat(
                    ["${some[0].vault}:token-vault/default"],
                    [
                      for name in sort(
                        some[*].name
                      ) : "${some[0].vault}:token-vault/default/${some[0].kind.collection}/${name}"
                    ],
                    ["${some[0].vault}:workload-identity-directory/default"],
                    [
                      for identity in setsubtract(
                        some[0].workload_identities,
                        length(some[0].workload_identity_arns) > 0 ? ["*"] : []
                      ) : "${some[0].vault}:workload-identity-directory/default/workload-identity/${identity}"
                    ],
                    [for arn in some[0].workload_identity_arns : arn]
                  )
                }
              ][0]
            ]
          ][0],
          [
            for one in [
              {
                Sid      = "AgentCoreIdentityReadSecret"
                Effect   = "Allow"
                Action   = "secretsmanager:GetSecretValue"
                Resource = sort(distinct(flatten(uses[*].secret_arns)))
              },
            ] : one
            if length(distinct(flatten(uses[*].secret_arns))) > 0
          ],
          [
            for all in [
              flatten([
                for use in uses : [
                  for secret in use.encrypted : {
                    group     = "${secret.kms_key_arn} ${use.region}"
                    arn       = secret.secret_arn
                    key       = secret.kms_key_arn
                    region    = use.region
                    partition = use.partition
                  }
                ]
              ]),
            ] :
            [
              for index, id in distinct(all[*].group) : [
                for some in [[for one in all : one if one.group == id]] : {
                  Sid      = "AgentCoreIdentityDecrypt${length(distinct(all[*].group)) > 1 ? index + 1 : ""}"
                  Effect   = "Allow"
                  Action   = "kms:Decrypt"
                  Resource = [some[0].key]
                  Condition = {
                    StringEquals = {
                      "kms:ViaService" = local.via_secrets_manager[some[0].region][some[0].partition]
                      "kms:EncryptionContext:SecretARN" = jsondecode(
                        length(distinct(some[*].arn)) == 1 ? jsonencode(some[0].arn) : jsonencode(
                          sort(distinct(some[*].arn))
                        )
                      )
                    }
                  }
                }
              ][0]
            ]
          ][0],
          [
            for all in [
              [
                for use in uses : merge(use, { group = "${use.signing_key_arn} ${use.region}" })
                if use.signing_key_arn != null
              ],
            ] :
            [
              for index, id in distinct(all[*].group) : [
                for some in [[for one in all : one if one.group == id]] : {
                  Sid      = "AgentCoreIdentitySign${length(distinct(all[*].group)) > 1 ? index + 1 : ""}"
                  Effect   = "Allow"
                  Action   = ["kms:DescribeKey", "kms:Sign"]
                  Resource = [some[0].signing_key_arn]
                  Condition = {
                    StringEquals = {
                      "kms:ViaService" = local.via_agentcore_identity[some[0].region][some[0].partition]
                    }
                  }
                }
              ][0]
            ]
          ][0],
          [
            for one in [
              {
                Sid      = "AgentCoreIdentityIdentify"
                Effect   = "Allow"
                Action   = "sts:GetWebIdentityToken"
                Resource = "*"
                Condition = {
                  "ForAllValues:StringEquals" = {
                    "sts:IdentityTokenAudience" = sort(distinct(flatten(uses[*].token_audiences)))
                  }
                  Null = { "sts:IdentityTokenAudience" = "false" }
                }
              },
            ] : one
            if length(distinct(flatten(uses[*].token_audiences))) > 0
          ]
        )
      })
    ][0]
  }

  managed_documents = length(local.made_arns) == 0 ? local.planned_managed_documents : tomap({
    for key, document in local.planned_managed_documents : key => format(
      replace(
        replace(document, "%", "%%"),
        "/arn:[a-z-]+:(?:secretsmanager|kms):[a-z0-9-]+:[0-9]+:(?:secret:|key/)made-[0-9a-f]+(?:-AbCdEf)?/",
        "%s"
      ),
      [
        for one in regexall(
          "arn:[a-z-]+:(?:secretsmanager|kms):[a-z0-9-]+:[0-9]+:(?:secret:|key/)made-[0-9a-f]+(?:-AbCdEf)?",
          document
        ) : local.made_arns[one]
      ]...
    )
  })

  managed_owner = [
    for owner in [replace(var.owner, "/[^\\w+=,.@-]/", "-")] : length(
      owner
    ) <= 32 ? owner : "${substr(owner, 0, 23)}-${substr(sha256(owner), 0, 8)}"
  ][0]

  managed_names = {
    for id, place in local.managed_places : id => [
      for name in ["AgentCoreIdentity-${local.managed_owner}-${local.role_names[place.reader]}-${place.name}"] : length(
        name
      ) <= 115 ? name : "${substr(name, 0, 106)}-${substr(sha256(name), 0, 8)}"
    ][0]
  }

  role_names    = { for name, reader in local.readers : name => regex("[^/]+$", reader.role_arn) }
  managed_first = { for id, place in local.managed_places : id => place.reader if(place.name == "0") }
  managed_more  = { for id, place in local.managed_places : id => place.reader if !(place.name == "0") }

  # A role has a quota.
  too_many = [
    for reader, ids in { for id, place in local.managed_places : place.reader => id... } : join(
      " ",
      [
        "${local.readers[reader].role_arn} needs ${length(ids)} managed policies, over",
        "the ${local.readers[reader].max_managed_policies} that it may have. Let another role read some of",
        "its credential providers, or have the account's quota of managed policies for a role raised and",
        "say max_managed_policies = ${length(ids)}.",
      ]
    )
    if length(ids) > local.readers[reader].max_managed_policies
  ]
}

resource "aws_iam_policy" "more" {
  for_each = local.managed_more

  name   = "${local.managed_names[each.key]}-${local.owner_mark}"
  path   = "/agentcore-identity/${local.managed_owner}-${local.owner_mark}/${local.role_names[each.value]}/"
  policy = local.managed_documents[each.key]

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = length(local.too_many) == 0
      error_message = join("\n", local.too_many)
    }

    precondition {
      condition = length(local.managed_documents[each.key]) <= 6144

      error_message = join(
        " ",
        [
          "A managed policy of ${local.readers[each.value].role_arn}",
          "has ${length(local.managed_documents[each.key])} characters, over IAM's 6144. Name fewer",
          "workload_identities: one that ends in \"*\" stands for many.",
        ]
      )
    }
  }
}

resource "aws_iam_role_policy_attachment" "more" {
  for_each = local.managed_more

  role       = local.role_names[each.value]
  policy_arn = aws_iam_policy.more[each.key].arn

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_policy" "first" {
  for_each = local.managed_first

  name       = "${local.managed_names[each.key]}-${local.owner_mark}"
  path       = "/agentcore-identity/${local.managed_owner}-${local.owner_mark}/${local.role_names[each.value]}/"
  policy     = local.managed_documents[each.key]
  depends_on = [aws_iam_role_policy_attachment.more]

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = length(local.too_many) == 0
      error_message = join("\n", local.too_many)
    }

    precondition {
      condition = length(local.managed_documents[each.key]) <= 6144

      error_message = join(
        " ",
        [
          "A managed policy of ${local.readers[each.value].role_arn}",
          "has ${length(local.managed_documents[each.key])} characters, over IAM's 6144. Name fewer",
          "workload_identities: one that ends in \"*\" stands for many.",
        ]
      )
    }
  }
}

resource "aws_iam_role_policy_attachment" "first" {
  for_each = local.managed_first

  role       = local.role_names[each.value]
  policy_arn = aws_iam_policy.first[each.key].arn

  lifecycle {
    create_before_destroy = true
  }
}
