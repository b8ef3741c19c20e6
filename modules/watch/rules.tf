locals {
  # How loud each signal is.
  severities = {
    for name, usual in {
      denied-reader     = "PAGE"
      direct-read       = "PAGE"
      unexpected-reader = "PAGE"
      failed-decrypt    = "PAGE"
      rotation-failed   = "PAGE"
      changed           = "TICKET"
      key-disabled      = "PAGE"
      deleted-read      = "TICKET"
    } : name => try(coalesce(module.inputs.signals[name].severity, usual), usual)
  }

  titles = {
    denied-reader     = "reader denied"
    direct-read       = "read without AgentCore"
    unexpected-reader = "unexpected reader"
    failed-decrypt    = "decryption failed"
    rotation-failed   = "rotation failed"
    changed           = "policy, pointer or target changed"
    key-disabled      = "key disabled or to be deleted"
    deleted-read      = "read of a deleted secret"
  }

  # What people are told: EventBridge fills in what stands in angle brackets.
  messages = {
    denied-reader = join(
      " ",
      [
        "\"[${local.severities["denied-reader"]}] reader denied: AgentCore may not read <secret> for <who>:",
        "<error>\"\n\"Missing is secretsmanager:GetSecretValue on the secret, in the role's policy or in",
        "the secret's, or kms:Decrypt on its key. See which: npx agentcore-identity check plan.json",
        "--account <account>\"\n\"Role: <role>. CloudTrail event <id> of <time>, account <account>, Region",
        "<region>.\"",
      ]
    )
    direct-read = join(
      " ",
      [
        "\"[${local.severities["direct-read"]}] read without AgentCore: <who> read <secret> without",
        "AgentCore, from <address>\"\n\"Ask whose session it was. If nobody knows, rotate the secret. See",
        "who else could: npx agentcore-identity check plan.json --account <account>\"\n\"Role: <role>.",
        "CloudTrail event <id> of <time>, account <account>, Region <region>.\"",
      ]
    )
    unexpected-reader = join(
      " ",
      [
        "\"[${local.severities["unexpected-reader"]}] unexpected reader: AgentCore read <secret> for <who>,",
        "who is no intended reader\"\n\"Name the role as a reader, or take secretsmanager:GetSecretValue",
        "from it and rotate the secret. See what lets it: npx agentcore-identity check plan.json --account",
        "<account>\"\n\"Role: <role>. CloudTrail event <id> of <time>, account <account>, Region",
        "<region>.\"",
      ]
    )
    failed-decrypt = join(
      " ",
      [
        "\"[${local.severities["failed-decrypt"]}] decryption failed: The key of <encrypted><secret>",
        "refused <who>: <code> <error>\"\n\"Missing is kms:Decrypt on the key by grant, key policy or the",
        "role's policy, or the key is disabled. See which: npx agentcore-identity check plan.json --account",
        "<account>\"\n\"Role: <role>. CloudTrail event <id> of <time>, account <account>, Region",
        "<region>.\"",
      ]
    )
    rotation-failed = join(
      " ",
      [
        "\"[${local.severities["rotation-failed"]}] rotation failed: <event> of <rotated>:",
        "<error>\"\n\"Look at the rotation function's log; secretsmanager:DescribeSecret tells whether",
        "AWSPENDING stands on another version than AWSCURRENT.\"\n\"Role: <role>. CloudTrail event <id> of",
        "<time>, account <account>, Region <region>.\"",
      ]
    )
    changed = join(
      " ",
      [
        "\"[${local.severities["changed"]}] policy, pointer or target changed: <who> called <event> on",
        "<secret><name><gateway><key>\"\n\"Compare with the code: terraform plan shows what differs. Apply",
        "to take it back, or name the role as a deployer.\"\n\"Role: <role>. CloudTrail event <id> of",
        "<time>, account <account>, Region <region>.\"",
      ]
    )
    key-disabled = join(
      " ",
      [
        "\"[${local.severities["key-disabled"]}] key disabled or to be deleted: <who> called <event> on the",
        "key <key>\"\n\"kms:EnableKey, or kms:CancelKeyDeletion and then kms:EnableKey, take it",
        "back.\"\n\"Role: <role>. CloudTrail event <id> of <time>, account <account>, Region <region>.\"",
      ]
    )
    deleted-read = join(
      " ",
      [
        "\"[${local.severities["deleted-read"]}] read of a deleted secret: <who> asked for <secret>: <code>",
        "<error>\"\n\"Within the recovery window secretsmanager:RestoreSecret brings it back. A secret that",
        "is made anew has another ARN: change the reference.\"\n\"Role: <role>. CloudTrail event <id> of",
        "<time>, account <account>, Region <region>.\"",
      ]
    )
  }

  # Which signal each part is of.
  part_signals = {
    denied-reader       = "denied-reader"
    direct-read         = "direct-read"
    unexpected-reader   = "unexpected-reader"
    failed-decrypt      = "failed-decrypt"
    failed-decrypt-read = "failed-decrypt"
    rotation-failed     = "rotation-failed"
    changed             = "changed"
    changed-oauth2      = "changed"
    changed-apikey      = "changed"
    changed-payment     = "changed"
    changed-vault       = "changed"
    changed-gateway     = "changed"
    changed-key         = "changed"
    key-disabled        = "key-disabled"
    deleted-read        = "deleted-read"
  }

  # The event patterns of each part.
  patterns = {
    denied-reader = [
      for list in local.lists : jsonencode({
        source      = ["aws.secretsmanager"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventName         = ["GetSecretValue"]
          userIdentity      = { invokedBy = ["bedrock-agentcore.amazonaws.com"] }
          errorCode         = [{ prefix = "AccessDenied" }]
          requestParameters = { secretId = list.ids }
        }
      })
    ]
    direct-read = [
      for list in local.lists : jsonencode({
        source      = ["aws.secretsmanager"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = merge(
          {
            eventName         = ["GetSecretValue"]
            userIdentity      = { invokedBy = [{ exists = false }, { anything-but = ["bedrock-agentcore.amazonaws.com"] }] }
            errorCode         = [{ exists = false }]
            requestParameters = { secretId = list.ids }
          },
          { for key in length(list.not_exempt) > 1 ? ["$or"] : [] : key => list.not_exempt }
        )
      })
    ]
    unexpected-reader = [
      for list in local.reader_lists : jsonencode({
        source      = ["aws.secretsmanager"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = merge(
          {
            eventName         = ["GetSecretValue"]
            userIdentity      = { invokedBy = ["bedrock-agentcore.amazonaws.com"] }
            errorCode         = [{ exists = false }]
            requestParameters = { secretId = list.ids }
          },
          {
            "$or" = [
              { userIdentity = { sessionContext = { sessionIssuer = { arn = [{ anything-but = list.expected }] } } } },
              {
                userIdentity = {
                  sessionContext = { sessionIssuer = { arn = [{ exists = false }] } }
                  arn            = [{ exists = true }]
                }
              },
              {
                userIdentity = {
                  sessionContext = { sessionIssuer = { arn = [{ exists = false }] } }
                  arn            = [{ exists = false }]
                  accountId      = [{ anything-but = list.accounts }]
                }
              },
            ]
          }
        )
      })
    ]
    failed-decrypt = [
      for list in local.lists : jsonencode({
        source      = ["aws.kms"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventName         = ["Decrypt"]
          errorCode         = [{ exists = true }]
          requestParameters = { encryptionContext = { SecretARN = list.arns } }
        }
      })
    ]
    failed-decrypt-read = [
      for list in local.lists : jsonencode({
        source      = ["aws.secretsmanager"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventName         = ["GetSecretValue"]
          errorCode         = ["DecryptionFailure"]
          requestParameters = { secretId = list.ids }
        }
      })
    ]
    rotation-failed = [
      for list in local.lists : jsonencode({
        source      = ["aws.secretsmanager"]
        detail-type = ["AWS Service Event via CloudTrail"]
        detail = {
          eventName           = ["RotationFailed", "RotationAbandoned", "TestRotationFailed"]
          additionalEventData = { SecretId = list.arns }
        }
      })
    ]
    changed = [
      for list in local.lists : jsonencode({
        source      = ["aws.secretsmanager"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = merge(
          { errorCode = [{ exists = false }], requestParameters = { secretId = list.ids } },
          {
            "$or" = concat(
              [
                for who in local.not_deployers : merge(
                  {
                    eventName = [
                      "PutResourcePolicy",
                      "DeleteResourcePolicy",
                      "DeleteSecret",
                      "RestoreSecret",
                      "UpdateSecret",
                      "RotateSecret",
                      "CancelRotateSecret",
                      "StopReplicationToReplica",
                      "RemoveRegionsFromReplication",
                    ]
                  },
                  who
                )
              ],
              [for who in list.not_exempt : merge({ eventName = ["PutSecretValue", "UpdateSecretVersionStage"] }, who)]
            )
          }
        )
      })
    ]
    changed-oauth2 = [
      for some in chunklist(var.oauth2_providers, 10) : jsonencode({
        source      = ["aws.bedrock-agentcore"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = merge(
          {
            eventName = [
              "CreateOauth2CredentialProvider",
              "UpdateOauth2CredentialProvider",
              "DeleteOauth2CredentialProvider",
            ]
            errorCode         = [{ exists = false }]
            requestParameters = { name = some }
          },
          { for key in length(local.not_deployers) > 1 ? ["$or"] : [] : key => local.not_deployers }
        )
      })
    ]
    changed-apikey = [
      for some in chunklist(var.api_key_providers, 10) : jsonencode({
        source      = ["aws.bedrock-agentcore"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = merge(
          {
            eventName = [
              "CreateApiKeyCredentialProvider",
              "UpdateApiKeyCredentialProvider",
              "DeleteApiKeyCredentialProvider",
            ]
            errorCode         = [{ exists = false }]
            requestParameters = { name = some }
          },
          { for key in length(local.not_deployers) > 1 ? ["$or"] : [] : key => local.not_deployers }
        )
      })
    ]
    changed-payment = [
      for some in chunklist(var.payment_providers, 10) : jsonencode({
        source      = ["aws.bedrock-agentcore"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = merge(
          {
            eventName = [
              "CreatePaymentCredentialProvider",
              "UpdatePaymentCredentialProvider",
              "DeletePaymentCredentialProvider",
            ]
            errorCode         = [{ exists = false }]
            requestParameters = { name = some }
          },
          { for key in length(local.not_deployers) > 1 ? ["$or"] : [] : key => local.not_deployers }
        )
      })
    ]
    changed-vault = length(local.providers) > 0 ? [
      jsonencode({
        source      = ["aws.bedrock-agentcore"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = merge(
          { eventName = ["SetTokenVaultCMK"], errorCode = [{ exists = false }] },
          { for key in length(local.not_deployers) > 1 ? ["$or"] : [] : key => local.not_deployers }
        )
      }),
    ] : []
    changed-gateway = length(var.gateway_ids) > 0 ? [
      jsonencode({
        source      = ["aws.bedrock-agentcore"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = merge(
          {
            eventName         = ["CreateGatewayTarget", "UpdateGatewayTarget", "DeleteGatewayTarget"]
            errorCode         = [{ exists = false }]
            requestParameters = { gatewayIdentifier = var.gateway_ids }
          },
          { for key in length(local.not_deployers) > 1 ? ["$or"] : [] : key => local.not_deployers }
        )
      }),
    ] : []
    changed-key = [
      for some in chunklist(var.kms_key_arns, 8) : jsonencode({
        source      = ["aws.kms"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = merge(
          {
            eventName         = ["PutKeyPolicy", "RevokeGrant", "RetireGrant"]
            errorCode         = [{ exists = false }]
            requestParameters = { keyId = flatten([for arn in some : [arn, split(":key/", arn)[1]]]) }
          },
          { for key in length(local.not_deployers) > 1 ? ["$or"] : [] : key => local.not_deployers }
        )
      })
    ]
    key-disabled = [
      for some in chunklist(var.kms_key_arns, 8) : jsonencode({
        source      = ["aws.kms"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventName         = ["DisableKey", "ScheduleKeyDeletion", "DeleteImportedKeyMaterial"]
          errorCode         = [{ exists = false }]
          requestParameters = { keyId = flatten([for arn in some : [arn, split(":key/", arn)[1]]]) }
        }
      })
    ]
    deleted-read = [
      for list in local.lists : jsonencode({
        source      = ["aws.secretsmanager"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventName         = ["GetSecretValue"]
          errorCode         = ["InvalidRequestException", "ResourceNotFoundException"]
          requestParameters = { secretId = list.ids }
        }
      })
    ]
  }

  # One rule for each pattern.
  rules = merge(
    [
      for part, patterns in local.patterns : {
        for index, pattern in patterns : index == 0 ? part : "${part}-${index + 1}" => {
          signal  = local.part_signals[part]
          pattern = pattern
        }
        if try(module.inputs.signals[local.part_signals[part]].is_on, true)
      }
    ]...
  )

  # All that are told, the made topic among them.
  targets = merge(
    module.inputs.targets,
    {
      for name in var.topic_name[*] : "made-topic" => {
        kind                  = "TOPIC"
        arn                   = aws_sns_topic.this[0].arn
        severities            = null
        dead_letter_queue_arn = null
      }
    }
  )

  # Each rule at each target.
  told = merge(
    [
      for name, target in local.targets : {
        for key, rule in local.rules : "${name}/${key}" => { target = name, rule = key }
        if target.severities == null ? true : contains(target.severities, local.severities[rule.signal])
      }
    ]...
  )

  paged_topics = [
    for target in values(local.targets) : target.arn
    if target.kind == "TOPIC" && (target.severities == null ? true : contains(target.severities, "PAGE"))
  ]

  delivered = { for name, target in local.targets : name => target if contains(["EVENT_BUS", "FIREHOSE"], target.kind) }
}
