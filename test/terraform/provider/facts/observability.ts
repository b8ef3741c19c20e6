import { arn, conflicts, json, length, pattern } from "../check";
import { text } from "../cty";
import { regionalArn, type ResourceFacts } from "../resource-facts";
import { nameOf } from "./names";

const origin = "documentation of the resource";

export const eventRule: ResourceFacts = {
  origin,
  identity: (values) => `${text(values.event_bus_name) ?? "default"}/${text(values.name)}`,
  checks: [conflicts("name", "name_prefix"), length("name", 1, 64), json("event_pattern")],
  replaceOn: ["name", "name_prefix", "event_bus_name"],
  computed: {
    name: nameOf,
    id: (making) => making.values.name,
    arn: (making) => regionalArn(making, "events", `rule/${text(making.values.name)}`),
  },
};

export const eventTarget: ResourceFacts = {
  origin,
  identity: (values) => `${text(values.event_bus_name) ?? "default"}/${text(values.rule)}/${text(values.target_id)}`,
  checks: [arn("arn")],
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

export const metricAlarm: ResourceFacts = {
  origin,
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

export const trail: ResourceFacts = {
  origin,
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
