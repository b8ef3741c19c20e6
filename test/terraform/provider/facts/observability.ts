import { arn, conflicts, json, length, oneOf, pattern, range, within } from "../check";
import { text, type Values } from "../cty";
import { regionalArn, type ResourceFacts } from "../resource-facts";
import { nameOf } from "./names";

const origin = "documentation of the resource";

export const eventRule: ResourceFacts = {
  origin,
  identity: (values) => `${text(values.event_bus_name) ?? "default"}/${text(values.name)}`,
  checks: [
    conflicts("name", "name_prefix"),
    conflicts("is_enabled", "state"),
    length("name", 1, 64),
    pattern("name", /^[.\-_A-Za-z0-9]+$/),
    length("event_pattern", 1, 4096),
    json("event_pattern"),
    oneOf("state", ["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]),
  ],
  refusesCreate: patternRefused,
  refusesUpdate: (_held, planned) => patternRefused(planned),
  replaceOn: ["name", "name_prefix", "event_bus_name"],
  computed: {
    name: nameOf,
    id: (making) => making.values.name,
    arn: (making) => regionalArn(making, "events", `rule/${text(making.values.name)}`),
  },
};

/** The quota of an account, which a test's account has as AWS gives it. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const PATTERN_CHARACTERS = 2048;
function patternRefused(values: Values): string | undefined {
  const length = (text(values.event_pattern) ?? "").length;
  return length > PATTERN_CHARACTERS
    ? `InvalidEventPatternException: Event pattern has ${length} characters, more than ${PATTERN_CHARACTERS}`
    : undefined;
}

export const eventTarget: ResourceFacts = {
  origin,
  identity: (values) => `${text(values.event_bus_name) ?? "default"}/${text(values.rule)}/${text(values.target_id)}`,
  checks: [
    arn("arn"),
    arn("role_arn"),
    length("target_id", 1, 64),
    conflicts("input", "input_path"),
    conflicts("input", "input_transformer"),
    conflicts("input_path", "input_transformer"),
    within("input_transformer", [length("input_template", 1, 8192)]),
  ],
  replaceOn: ["rule", "event_bus_name", "target_id"],
  computed: {
    target_id: (making) => `terraform-${making.random}`,
    id: (making) => `${text(making.values.rule)}-${text(making.values.target_id)}`,
  },
};

export const logGroup: ResourceFacts = {
  origin,
  checks: [conflicts("name", "name_prefix"), length("name", 1, 512), pattern("name", /^[.\-_/#A-Za-z0-9]+$/)],
  replaceOn: ["name", "name_prefix"],
  computed: {
    name: nameOf,
    id: (making) => making.values.name,
    arn: (making) => regionalArn(making, "logs", `log-group:${text(making.values.name)}`),
  },
};

export const metricFilter: ResourceFacts = {
  origin: `${origin}; https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html`,
  identity: (values) => `${text(values.log_group_name)}:${text(values.name)}`,
  overwrites: true,
  checks: [
    length("name", 1, 512),
    pattern("name", /^[^:*]+$/),
    length("log_group_name", 1, 512),
    length("pattern", 0, 1024),
    within("metric_transformation", [length("name", 0, 255), length("namespace", 0, 255)]),
  ],
  replaceOn: ["name", "log_group_name"],
  computed: { id: (making) => making.values.name },
};

export const logResourcePolicy: ResourceFacts = {
  origin,
  identity: (values) => text(values.policy_name),
  overwrites: true,
  checks: [json("policy_document"), length("policy_document", 1, 5120), conflicts("policy_name", "resource_arn")],
  replaceOn: ["policy_name"],
  computed: {
    id: (making) => making.values.policy_name,
    policy_scope: () => "ACCOUNT",
    revision_id: () => "",
  },
};

export const queryDefinition: ResourceFacts = {
  origin,
  identity: (values) => text(values.name),
  checks: [length("name", 1, 255), pattern("name", /^([^:*/]+\/?)*[^:*/]+$/), length("query_string", 1, 10000)],
  computed: {
    query_definition_id: (making) => making.random,
    id: (making) => making.values.query_definition_id,
    arn: (making) => regionalArn(making, "logs", `query-definition:${text(making.values.query_definition_id)}`),
  },
};

export const namedQuery: ResourceFacts = {
  origin,
  identity: (values) => text(values.id),
  checks: [length("name", 0, 128), length("query", 1, 262144), length("description", 0, 1024)],
  replaceOn: ["name", "database", "query", "workgroup", "description"],
  computed: { id: (making) => making.random },
};

export const queue: ResourceFacts = {
  origin,
  checks: [
    conflicts("name", "name_prefix"),
    conflicts("kms_master_key_id", "sqs_managed_sse_enabled"),
    range("message_retention_seconds", 60, 1_209_600),
    range("visibility_timeout_seconds", 0, 43_200),
  ],
  replaceOn: ["name", "name_prefix", "fifo_queue"],
  computed: {
    name: nameOf,
    arn: (making) => regionalArn(making, "sqs", text(making.values.name) ?? ""),
    url: (making) => `https://sqs.${making.region}.amazonaws.com/${making.account}/${text(making.values.name)}`,
    id: (making) => making.values.url,
  },
};

export const queuePolicy: ResourceFacts = {
  origin,
  identity: (values) => text(values.queue_url),
  overwrites: true,
  checks: [json("policy")],
  replaceOn: ["queue_url"],
  computed: { id: (making) => making.values.queue_url },
};

export const metricAlarm: ResourceFacts = {
  origin,
  checks: [
    length("alarm_name", 0, 255),
    length("alarm_description", 0, 1024),
    conflicts("metric_name", "metric_query"),
    conflicts("namespace", "metric_query"),
    conflicts("period", "metric_query"),
    conflicts("statistic", "metric_query"),
    oneOf("treat_missing_data", ["breaching", "notBreaching", "ignore", "missing"]),
  ],
  identity: (values) => text(values.alarm_name),
  replaceOn: ["alarm_name"],
  computed: {
    id: (making) => making.values.alarm_name,
    arn: (making) => regionalArn(making, "cloudwatch", `alarm:${text(making.values.alarm_name)}`),
  },
};

export const dashboard: ResourceFacts = {
  origin,
  identity: (values) => text(values.dashboard_name),
  checks: [json("dashboard_body")],
  replaceOn: ["dashboard_name"],
  computed: { id: (making) => making.values.dashboard_name },
};

export const topic: ResourceFacts = {
  origin,
  identity: (values) => text(values.arn),
  checks: [conflicts("name", "name_prefix"), json("policy")],
  replaceOn: ["name", "name_prefix", "fifo_topic"],
  computed: {
    name: nameOf,
    arn: (making) => regionalArn(making, "sns", text(making.values.name) ?? ""),
    id: (making) => making.values.arn,
  },
};

export const topicPolicy: ResourceFacts = {
  origin,
  identity: (values) => text(values.arn),
  overwrites: true,
  checks: [arn("arn"), json("policy")],
  replaceOn: ["arn"],
  computed: { id: (making) => making.values.arn },
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
const TRAIL_FIELDS = [
  "eventCategory",
  "eventName",
  "eventSource",
  "eventType",
  "readOnly",
  "resources.ARN",
  "resources.type",
  "sessionCredentialFromConsole",
  "userIdentity.arn",
];

export const trail: ResourceFacts = {
  origin,
  checks: [
    length("name", 3, 128),
    conflicts("event_selector", "advanced_event_selector"),
    within("advanced_event_selector", [within("field_selector", [oneOf("field", TRAIL_FIELDS)])]),
    arn("kms_key_id"),
  ],
  replaceOn: ["name"],
  computed: {
    id: (making) => making.values.name,
    arn: (making) => regionalArn(making, "cloudtrail", `trail/${text(making.values.name)}`),
  },
};

export const lambdaFunction: ResourceFacts = {
  origin,
  identity: (values) => text(values.function_name),
  checks: [arn("role")],
  replaceOn: ["function_name"],
  computed: {
    id: (making) => making.values.function_name,
    arn: (making) => regionalArn(making, "lambda", `function:${text(making.values.function_name)}`),
  },
};

export const lambdaPermission: ResourceFacts = {
  origin,
  identity: (values) => `${text(values.function_name)}/${text(values.statement_id)}`,
  replaceOn: ["function_name", "statement_id", "action", "principal", "source_arn", "source_account"],
  computed: {
    statement_id: (making) => `terraform-${making.random}`,
    id: (making) => making.values.statement_id,
  },
};
