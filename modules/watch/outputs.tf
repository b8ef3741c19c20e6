output "rule_names" {
  description = "The names of the rules of EventBridge, by what each is about."
  value       = { for key, rule in aws_cloudwatch_event_rule.this : key => rule.name }

  precondition {
    condition = length(local.rules) > 0

    error_message = join(
      " ",
      [
        "There is nothing to watch: no secret, prefix, credential provider, gateway or key is named, or all",
        "signals are off. Name what is to be watched.",
      ]
    )
  }

  precondition {
    condition = length(local.rules) <= 300

    error_message = join(
      " ",
      [
        "The watch needs ${length(local.rules)} rules of EventBridge, and a bus has 300. Give a beginning",
        "that the secrets' names share as secret_prefixes, or a greater secrets_per_rule if the patterns",
        "allow.",
      ]
    )
  }

  precondition {
    condition = alltrue([
      for secret in values(module.inputs.secrets) : try(split(":", secret.secret_arn)[3], "") == local.region
    ])

    error_message = join(
      " ",
      [
        "secrets name one of another Region than the AWS provider's, ${local.region}, where its events are",
        "not. Make a watch for that Region.",
      ]
    )
  }
}

output "topic_arn" {
  description = "The made topic, for subscriptions; null if none is made."
  value       = one(aws_sns_topic.this[*].arn)
}
