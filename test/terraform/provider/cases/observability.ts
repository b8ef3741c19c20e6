import { cases, long, type CheckCase } from "./check-case";

const trust = JSON.stringify({ Version: "2012-10-17", Statement: [] });
const roleArn = "arn:aws:iam::111122223333:role/agent";
const transformation = { name: "m", namespace: "n", value: "1" };
const query = { id: "q", expression: "SELECT 1" };
const alarm = { alarm_name: "a", comparison_operator: "GreaterThanThreshold", evaluation_periods: 1 };

export const observabilityCases: CheckCase[] = [
  ...cases("aws_cloudwatch_event_rule", { event_pattern: "{}" }, [
    ["name or prefix", { name: "r" }, { name: "r", name_prefix: "r" }, "cannot be specified when"],
    ["name length", { name: long(64) }, { name: long(65) }, "got: 65"],
    ["state or is_enabled", { state: "ENABLED" }, { state: "ENABLED", is_enabled: true }, "cannot be specified when"],
    ["name characters", { name: "a.b" }, { name: "a/b" }, "must match regular expression"],
    ["pattern", {}, { event_pattern: "x" }, "invalid JSON"],
    [
      "pattern length",
      { event_pattern: JSON.stringify({ a: [long(4000)] }) },
      { event_pattern: JSON.stringify({ a: [long(4100)] }) },
      "got: 4110",
    ],
    ["state", { state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" }, { state: "ON" }, "must be one of"],
  ]),
  ...cases("aws_cloudwatch_event_target", { rule: "r", arn: "arn:aws:sns:us-east-1:111122223333:t" }, [
    ["target ARN", {}, { arn: "t" }, "is an invalid ARN"],
    ["role ARN", { role_arn: roleArn }, { role_arn: "r" }, "is an invalid ARN"],
    ["target_id length", { target_id: long(64) }, { target_id: long(65) }, "got: 65"],
    ["input or path", { input: "{}" }, { input: "{}", input_path: "$.a" }, "cannot be specified when"],
    [
      "input or transformer",
      { input_transformer: [{ input_template: "x" }] },
      { input: "{}", input_transformer: [{ input_template: "x" }] },
      "cannot be specified when",
    ],
    [
      "path or transformer",
      { input_transformer: [{ input_template: "x" }] },
      { input_path: "$.a", input_transformer: [{ input_template: "x" }] },
      "cannot be specified when",
    ],
    [
      "template length",
      { input_transformer: [{ input_template: long(8192) }] },
      { input_transformer: [{ input_template: long(8193) }] },
      "got: 8193",
    ],
  ]),
  ...cases("aws_cloudwatch_log_group", {}, [
    ["name or prefix", { name: "g" }, { name: "g", name_prefix: "g" }, "cannot be specified when"],
    ["name length", { name: long(512) }, { name: long(513) }, "got: 513"],
    ["name characters", { name: "/aws/x" }, { name: "a b" }, "must match regular expression"],
  ]),
  ...cases("aws_cloudwatch_dashboard", { dashboard_name: "d", dashboard_body: "{}" }, [
    ["body", {}, { dashboard_body: "x" }, "invalid JSON"],
  ]),
  ...cases("aws_sns_topic", {}, [
    ["name or prefix", { name: "t" }, { name: "t", name_prefix: "t" }, "cannot be specified when"],
    ["policy", { policy: trust }, { policy: "x" }, "invalid JSON"],
  ]),
  ...cases("aws_sns_topic_policy", { arn: "arn:aws:sns:us-east-1:111122223333:t", policy: trust }, [
    ["topic ARN", {}, { arn: "t" }, "is an invalid ARN"],
    ["policy", {}, { policy: "x" }, "invalid JSON"],
  ]),
  ...cases(
    "aws_cloudwatch_log_metric_filter",
    { name: "f", log_group_name: "g", pattern: "", metric_transformation: [transformation] },
    [
      ["name length", { name: long(512) }, { name: long(513) }, "got: 513"],
      ["name characters", { name: "a-b" }, { name: "a:b" }, "must match regular expression"],
      ["log group length", { log_group_name: long(512) }, { log_group_name: long(513) }, "got: 513"],
      ["pattern length", { pattern: long(1024) }, { pattern: long(1025) }, "got: 1025"],
      [
        "metric name length",
        { metric_transformation: [{ ...transformation, name: long(255) }] },
        { metric_transformation: [{ ...transformation, name: long(256) }] },
        "got: 256",
      ],
      [
        "namespace length",
        { metric_transformation: [{ ...transformation, namespace: long(255) }] },
        { metric_transformation: [{ ...transformation, namespace: long(256) }] },
        "got: 256",
      ],
    ],
  ),
  ...cases("aws_cloudwatch_log_resource_policy", { policy_document: trust }, [
    ["document", { policy_name: "p" }, { policy_name: "p", policy_document: "x" }, "invalid JSON"],
    [
      "document length",
      { policy_name: "p" },
      { policy_name: "p", policy_document: JSON.stringify({ a: long(5120) }) },
      "got: 5128",
    ],
    [
      "name or resource",
      { policy_name: "p" },
      { policy_name: "p", resource_arn: "arn:aws:logs:us-east-1:111122223333:log-group:g" },
      "cannot be specified when",
    ],
  ]),
  ...cases("aws_cloudwatch_query_definition", { name: "q", query_string: "fields @message" }, [
    ["name length", { name: long(255) }, { name: long(256) }, "got: 256"],
    ["name characters", { name: "a/b/c" }, { name: "a*b" }, "must match regular expression"],
    ["query length", { query_string: long(10_000) }, { query_string: long(10_001) }, "got: 10001"],
  ]),
  ...cases("aws_athena_named_query", { name: "q", database: "d", query: "SELECT 1" }, [
    ["name length", { name: long(128) }, { name: long(129) }, "got: 129"],
    ["query length", { query: long(262_144) }, { query: long(262_145) }, "got: 262145"],
    ["description length", { description: long(1024) }, { description: long(1025) }, "got: 1025"],
  ]),
  ...cases("aws_sqs_queue", {}, [
    ["name or prefix", { name: "q" }, { name: "q", name_prefix: "q" }, "cannot be specified when"],
    [
      "one key",
      { sqs_managed_sse_enabled: true },
      { sqs_managed_sse_enabled: true, kms_master_key_id: "k" },
      "cannot be specified when",
    ],
    ["retention", { message_retention_seconds: 60 }, { message_retention_seconds: 59 }, "got: 59"],
    ["visibility", { visibility_timeout_seconds: 43_200 }, { visibility_timeout_seconds: 43_201 }, "got: 43201"],
  ]),
  ...cases("aws_sqs_queue_policy", { queue_url: "https://q", policy: trust }, [
    ["policy", {}, { policy: "x" }, "invalid JSON"],
  ]),
  ...cases("aws_cloudwatch_metric_alarm", alarm, [
    ["name length", { alarm_name: long(255) }, { alarm_name: long(256) }, "got: 256"],
    ["description length", { alarm_description: long(1024) }, { alarm_description: long(1025) }, "got: 1025"],
    [
      "metric or queries",
      { metric_query: [query] },
      { metric_query: [query], metric_name: "m" },
      "cannot be specified when",
    ],
    [
      "namespace or queries",
      { metric_query: [query] },
      { metric_query: [query], namespace: "n" },
      "cannot be specified when",
    ],
    ["period or queries", { metric_query: [query] }, { metric_query: [query], period: 60 }, "cannot be specified when"],
    [
      "statistic or queries",
      { metric_query: [query] },
      { metric_query: [query], statistic: "Sum" },
      "cannot be specified when",
    ],
    ["missing data", { treat_missing_data: "notBreaching" }, { treat_missing_data: "fine" }, "must be one of"],
  ]),
  ...cases("aws_cloudtrail", { name: "trail", s3_bucket_name: "b" }, [
    ["name length", { name: long(128) }, { name: long(129) }, "got: 129"],
    [
      "one kind of selectors",
      { advanced_event_selector: [selector("eventCategory")] },
      { advanced_event_selector: [selector("eventCategory")], event_selector: [{ include_management_events: true }] },
      "cannot be specified when",
    ],
    [
      "field",
      { advanced_event_selector: [selector("resources.type")] },
      { advanced_event_selector: [selector("resource.type")] },
      "must be one of",
    ],
    ["key ARN", { kms_key_id: "arn:aws:kms:us-east-1:111122223333:key/1" }, { kms_key_id: "k" }, "is an invalid ARN"],
  ]),
];

function selector(field: string): { field_selector: { field: string; equals: string[] }[] } {
  return { field_selector: [{ field, equals: ["x"] }] };
}
