module "inputs" {
  source = "./inputs"

  name                     = var.name
  targets                  = var.targets
  topic_name               = var.topic_name
  topic_kms_key_arn        = var.topic_kms_key_arn
  secrets                  = var.secrets
  secret_prefixes          = var.secret_prefixes
  kms_key_arns             = var.kms_key_arns
  readers                  = var.readers
  deployers                = var.deployers
  rotation_roles           = var.rotation_roles
  exceptions               = var.exceptions
  oauth2_providers         = var.oauth2_providers
  api_key_providers        = var.api_key_providers
  payment_providers        = var.payment_providers
  gateway_ids              = var.gateway_ids
  signals                  = var.signals
  fetch_alarms             = var.fetch_alarms
  dashboard                = var.dashboard
  event_pattern_characters = var.event_pattern_characters
  secrets_per_rule         = var.secrets_per_rule
  tags                     = var.tags
}

locals {
  region    = data.aws_region.this.region
  account   = data.aws_caller_identity.this.account_id
  partition = data.aws_partition.this.partition

  # Who is no signal.
  deployers = distinct(sort(values(var.deployers)))

  excepted_roles = sort([for arn in values(var.exceptions) : arn if !strcontains(arn, ":user/")])
  excepted_users = sort([for arn in values(var.exceptions) : arn if strcontains(arn, ":user/")])

  # Everybody but the deployers: a role by its own ARN, and whoever is no role. A single test would
  # not do, since what is not there is not anything but these.
  not_deployers = {
    none = [{}]
    roles = [
      { userIdentity = { sessionContext = { sessionIssuer = { arn = [{ anything-but = local.deployers }] } } } },
      { userIdentity = { sessionContext = { sessionIssuer = { arn = [{ exists = false }] } } } },
    ]
  }[length(var.deployers) > 0 ? "roles" : "none"]

  providers = concat(var.oauth2_providers, var.api_key_providers, var.payment_providers)

  # What requests call each secret: full ARN, name, and ARN without the suffix.
  secret_ids = {
    for name, secret in module.inputs.secrets : name => [
      secret.secret_arn,
      try(regex(":secret:(.+)-[^-]{6}$", secret.secret_arn)[0], secret.secret_arn),
      try(regex("^(.+)-[^-]{6}$", secret.secret_arn)[0], secret.secret_arn),
    ]
  }

  prefix_ids = {
    for prefix in var.secret_prefixes : prefix => [{ prefix = prefix }, { prefix = split(":secret:", prefix)[1] }]
  }

  # Secrets that the same roles rotate.
  rotators_of = {
    for name, secret in module.inputs.secrets : jsonencode(
      sort(secret.rotators == null ? keys(var.rotation_roles) : tolist(secret.rotators))
    ) => name...
  }

  # What is watched, shared out among rules.
  shares = concat(
    flatten([
      for key, names in local.rotators_of : [
        for some in chunklist(names, var.secrets_per_rule) : {
          rotators = jsondecode(key)
          secrets  = some
          prefixes = []
        }
      ]
    ]),
    [
      for prefixes in [var.secret_prefixes] : {
        rotators = keys(var.rotation_roles)
        secrets  = []
        prefixes = prefixes
      }
      if length(prefixes) > 0
    ]
  )

  # Who may read each share without AgentCore.
  exempt = [
    for share in local.shares : distinct(
      concat(local.deployers, sort([for name in share.rotators : var.rotation_roles[name]]), local.excepted_roles)
    )
  ]

  # What a rule has of each: the secrets, and everybody else.
  lists = [
    for index, share in local.shares : {
      ids = concat(
        flatten([for name in share.secrets : local.secret_ids[name]]),
        flatten([for prefix in share.prefixes : local.prefix_ids[prefix]])
      )
      arns = concat(
        [for name in share.secrets : module.inputs.secrets[name].secret_arn],
        [for prefix in share.prefixes : { prefix = prefix }]
      )
      not_exempt = {
        none = [{}]
        roles = [
          { userIdentity = { sessionContext = { sessionIssuer = { arn = [{ anything-but = local.exempt[index] }] } } } },
          { userIdentity = { sessionContext = { sessionIssuer = { arn = [{ exists = false }] } } } },
        ]
        users = [
          { userIdentity = { sessionContext = { sessionIssuer = { arn = [{ exists = true }] } } } },
          {
            userIdentity = {
              sessionContext = { sessionIssuer = { arn = [{ exists = false }] } }
              arn            = [{ exists = false }, { anything-but = local.excepted_users }]
            }
          },
        ]
        both = [
          { userIdentity = { sessionContext = { sessionIssuer = { arn = [{ anything-but = local.exempt[index] }] } } } },
          {
            userIdentity = {
              sessionContext = { sessionIssuer = { arn = [{ exists = false }] } }
              arn            = [{ exists = false }, { anything-but = local.excepted_users }]
            }
          },
        ]
      }[length(local.exempt[index]) > 0 ? (length(local.excepted_users) > 0 ? "both" : "roles") : (length(local.excepted_users) > 0 ? "users" : "none")]
    }
  ]

  # Secrets that the same roles read.
  readers_of = {
    for name, secret in module.inputs.secrets : jsonencode(
      sort(secret.readers == null ? keys(var.readers) : tolist(secret.readers))
    ) => name...
  }

  # What is watched, with who may read by AgentCore.
  reader_shares = [
    for share in concat(
      flatten([
        for key, names in local.readers_of : [
          for some in chunklist(names, var.secrets_per_rule) : {
            readers  = jsondecode(key)
            secrets  = some
            prefixes = []
          }
        ]
      ]),
      [
        for prefixes in [var.secret_prefixes] : {
          readers  = keys(var.readers)
          secrets  = []
          prefixes = prefixes
        }
        if length(prefixes) > 0
      ]
    ) : share
    if length(share.readers) > 0
  ]

  expected = [
    for share in local.reader_shares : distinct(
      concat(sort([for name in share.readers : var.readers[name]]), local.deployers)
    )
  ]

  reader_lists = [
    for index, share in local.reader_shares : {
      ids = concat(
        flatten([for name in share.secrets : local.secret_ids[name]]),
        flatten([for prefix in share.prefixes : local.prefix_ids[prefix]])
      )
      arns = concat(
        [for name in share.secrets : module.inputs.secrets[name].secret_arn],
        [for prefix in share.prefixes : { prefix = prefix }]
      )
      expected = local.expected[index]
      accounts = distinct([for arn in local.expected[index] : try(split(":", arn)[4], "")])
    }
  ]
}

data "aws_region" "this" {}

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.rules

  description   = "${local.severities[each.value.signal]}: ${local.titles[each.value.signal]}"
  event_pattern = each.value.pattern
  name          = "agentcore-identity-${var.name}-${each.key}"

  # No other state lets reads through.
  state = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"

  tags = var.tags

  lifecycle {
    precondition {
      condition = length(each.value.pattern) <= var.event_pattern_characters

      error_message = join(
        " ",
        [
          "The event pattern of ${each.key} has ${length(each.value.pattern)} characters, more",
          "than ${var.event_pattern_characters}. Say a smaller secrets_per_rule, or name fewer roles, or",
          "raise event_pattern_characters with the account's quota.",
        ]
      )
    }
  }
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = local.told

  arn       = local.targets[each.value.target].arn
  rule      = aws_cloudwatch_event_rule.this[each.value.rule].name
  target_id = each.value.target
  role_arn  = try(aws_iam_role.this[each.value.target].arn, null)

  dynamic "dead_letter_config" {
    for_each = local.targets[each.value.target].dead_letter_queue_arn[*]

    content {
      arn = dead_letter_config.value
    }
  }

  dynamic "input_transformer" {
    for_each = local.targets[each.value.target].kind == "TOPIC" ? [
      local.messages[local.rules[each.value.rule].signal],
    ] : []

    content {
      input_paths = {
        account   = "$.account"
        address   = "$.detail.sourceIPAddress"
        code      = "$.detail.errorCode"
        encrypted = "$.detail.requestParameters.encryptionContext.SecretARN"
        error     = "$.detail.errorMessage"
        event     = "$.detail.eventName"
        gateway   = "$.detail.requestParameters.gatewayIdentifier"
        id        = "$.detail.eventID"
        key       = "$.detail.requestParameters.keyId"
        name      = "$.detail.requestParameters.name"
        region    = "$.detail.awsRegion"
        role      = "$.detail.userIdentity.sessionContext.sessionIssuer.arn"
        rotated   = "$.detail.additionalEventData.SecretId"
        secret    = "$.detail.requestParameters.secretId"
        time      = "$.detail.eventTime"
        who       = "$.detail.userIdentity.arn"
      }

      input_template = input_transformer.value
    }
  }
}

resource "aws_iam_role" "this" {
  for_each = local.delivered

  name_prefix = substr("agentcore-identity-${var.name}", 0, 38)

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account}:rule/agentcore-identity-*"
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = local.delivered

  name = "deliver"
  role = aws_iam_role.this[each.key].id

  policy = {
    EVENT_BUS = jsonencode({
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "AgentCoreIdentityWatchDelivers"
          Effect   = "Allow"
          Action   = "events:PutEvents"
          Resource = each.value.arn
        },
      ]
    })
    FIREHOSE = jsonencode({
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "AgentCoreIdentityWatchDelivers"
          Effect   = "Allow"
          Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
          Resource = each.value.arn
        },
      ]
    })
  }[each.value.kind]
}

resource "aws_kms_key" "this" {
  count = var.topic_name != null && var.topic_kms_key_arn == null ? 1 : 0

  description         = "Encrypts what SecretWatch tells of"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountAdministers"
        Effect    = "Allow"
        Principal = { AWS = ["arn:${local.partition}:iam::${local.account}:root"] }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "AgentCoreIdentityWatchPublishes1"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
      {
        Sid       = "AgentCoreIdentityWatchPublishes2"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
    ]
  })

  tags = var.tags
}

resource "aws_sns_topic" "this" {
  count = var.topic_name != null ? 1 : 0

  kms_master_key_id = var.topic_kms_key_arn == null ? aws_kms_key.this[0].arn : var.topic_kms_key_arn
  name              = "agentcore-identity-${var.topic_name}"
  tags              = var.tags
}

resource "aws_sns_topic_policy" "this" {
  count = var.topic_name != null ? 1 : 0

  arn = aws_sns_topic.this[0].arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AgentCoreIdentityWatchRules"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.this[0].arn
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account}:rule/agentcore-identity-*"
          }
        }
      },
      {
        Sid       = "AgentCoreIdentityWatchAlarms"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.this[0].arn
        Condition = {
          ArnLike = {
            "aws:SourceArn" = "arn:${local.partition}:cloudwatch:${local.region}:${local.account}:alarm:agentcore-identity-*"
          }
        }
      },
    ]
  })
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = merge(
    {
      for name in var.oauth2_providers : "oauth2-${name}" => {
        query = join(
          " ",
          [
            "SELECT SUM(ResourceAccessTokenFetchFailures) FROM \"AWS/Bedrock-AgentCore\" WHERE ProviderName =",
            "'${name}'",
          ]
        )
        description = join(
          " ",
          [
            "PAGE: agents get no credential from the oauth2 credential provider ${name}. The metric's",
            "ExceptionType says why; for AccessDenied see who may read: npx agentcore-identity check plan.json",
          ]
        )
      }
      if var.fetch_alarms
    },
    {
      for name in var.api_key_providers : "apikey-${name}" => {
        query = "SELECT SUM(ApiKeyFetchFailures) FROM \"AWS/Bedrock-AgentCore\" WHERE ProviderName = '${name}'"
        description = join(
          " ",
          [
            "PAGE: agents get no credential from the apikey credential provider ${name}. The metric's",
            "ExceptionType says why; for AccessDenied see who may read: npx agentcore-identity check plan.json",
          ]
        )
      }
      if var.fetch_alarms
    }
  )

  alarm_actions       = local.paged_topics
  alarm_description   = each.value.description
  alarm_name          = "agentcore-identity-${var.name}-fetch-${each.key}"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  threshold           = 0
  treat_missing_data  = "notBreaching"
  tags                = var.tags

  metric_query {
    expression  = each.value.query
    id          = "failures"
    label       = "failed fetches"
    period      = 300
    return_data = true
  }
}

resource "aws_cloudwatch_dashboard" "this" {
  count = var.dashboard ? 1 : 0

  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "metric"
        x      = 0
        y      = 0
        width  = 12
        height = 6
        properties = {
          title   = "Signals"
          region  = local.region
          view    = "timeSeries"
          stacked = false
          stat    = "Sum"
          period  = 300
          metrics = [
            [
              {
                expression = join(
                  " ",
                  [
                    "SEARCH('{AWS/Events,RuleName} MetricName=\"MatchedEvents\"",
                    "RuleName=\"agentcore-identity-${var.name}-\"', 'Sum', 300)",
                  ]
                )
                id = "signals"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 12
        y      = 0
        width  = 12
        height = 6
        properties = {
          title   = "Failed fetches by credential provider"
          region  = local.region
          view    = "timeSeries"
          stacked = false
          stat    = "Sum"
          period  = 300
          metrics = [
            [
              {
                expression = "SELECT SUM(ResourceAccessTokenFetchFailures) FROM \"AWS/Bedrock-AgentCore\" GROUP BY ProviderName"
                id         = "q1"
              },
            ],
            [
              {
                expression = "SELECT SUM(ApiKeyFetchFailures) FROM \"AWS/Bedrock-AgentCore\" GROUP BY ProviderName"
                id         = "q2"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 0
        y      = 6
        width  = 12
        height = 6
        properties = {
          title   = "Fetches by credential provider"
          region  = local.region
          view    = "timeSeries"
          stacked = false
          stat    = "Sum"
          period  = 300
          metrics = [
            [
              {
                expression = "SELECT SUM(ResourceAccessTokenFetchSuccess) FROM \"AWS/Bedrock-AgentCore\" GROUP BY ProviderName"
                id         = "q1"
              },
            ],
            [
              {
                expression = "SELECT SUM(ApiKeyFetchSuccess) FROM \"AWS/Bedrock-AgentCore\" GROUP BY ProviderName"
                id         = "q2"
              },
            ],
          ]
        }
      },
      {
        type   = "text"
        x      = 12
        y      = 6
        width  = 12
        height = 6
        properties = {
          markdown = join(
            "\n",
            concat(
              ["| signal | severity | what to do |", "|---|---|---|"],
              [
                for one in [
                  {
                    signal = "denied-reader"
                    row = join(
                      " ",
                      [
                        "| reader denied | ${local.severities["denied-reader"]} | Missing is secretsmanager:GetSecretValue",
                        "on the secret, in the role's policy or in the secret's, or kms:Decrypt on its key. See which: npx",
                        "agentcore-identity check plan.json --account account |",
                      ]
                    )
                  },
                  {
                    signal = "direct-read"
                    row = join(
                      " ",
                      [
                        "| read without AgentCore | ${local.severities["direct-read"]} | Ask whose session it was. If",
                        "nobody knows, rotate the secret. See who else could: npx agentcore-identity check plan.json",
                        "--account account |",
                      ]
                    )
                  },
                  {
                    signal = "unexpected-reader"
                    row = join(
                      " ",
                      [
                        "| unexpected reader | ${local.severities["unexpected-reader"]} | Name the role as a reader, or",
                        "take secretsmanager:GetSecretValue from it and rotate the secret. See what lets it: npx",
                        "agentcore-identity check plan.json --account account |",
                      ]
                    )
                  },
                  {
                    signal = "failed-decrypt"
                    row = join(
                      " ",
                      [
                        "| decryption failed | ${local.severities["failed-decrypt"]} | Missing is kms:Decrypt on the key by",
                        "grant, key policy or the role's policy, or the key is disabled. See which: npx agentcore-identity",
                        "check plan.json --account account |",
                      ]
                    )
                  },
                  {
                    signal = "rotation-failed"
                    row = join(
                      " ",
                      [
                        "| rotation failed | ${local.severities["rotation-failed"]} | Look at the rotation function's log;",
                        "secretsmanager:DescribeSecret tells whether AWSPENDING stands on another version than AWSCURRENT.",
                        "|",
                      ]
                    )
                  },
                  {
                    signal = "changed"
                    row = join(
                      " ",
                      [
                        "| policy, pointer or target changed | ${local.severities["changed"]} | Compare with the code:",
                        "terraform plan shows what differs. Apply to take it back, or name the role as a deployer. |",
                      ]
                    )
                  },
                  {
                    signal = "key-disabled"
                    row = join(
                      " ",
                      [
                        "| key disabled or to be deleted | ${local.severities["key-disabled"]} | kms:EnableKey, or",
                        "kms:CancelKeyDeletion and then kms:EnableKey, take it back. |",
                      ]
                    )
                  },
                  {
                    signal = "deleted-read"
                    row = join(
                      " ",
                      [
                        "| read of a deleted secret | ${local.severities["deleted-read"]} | Within the recovery window",
                        "secretsmanager:RestoreSecret brings it back. A secret that is made anew has another ARN: change",
                        "the reference. |",
                      ]
                    )
                  },
                ] : one.row
                if contains(values(local.rules)[*].signal, one.signal)
              ]
            )
          )
        }
      },
    ]
  })

  dashboard_name = "agentcore-identity-${var.name}"
}
