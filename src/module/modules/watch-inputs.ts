import { KEY_ARN as KEY } from "../../access/key-arn";
import type { Rule } from "../../access/rule";
import { oneOf } from "../../access/rule";
import { PROVIDER_NAME } from "../../access/rules/names";
import { SECRET_ARN as SECRET } from "../../access/secret-arn";
import { EXCEPTION_ARN, GATEWAY_ID, SECRET_PREFIX, WATCH_NAME } from "../../access/watch/inputs";
import {
  EVENT_PATTERN_CHARACTERS,
  EVENT_PATTERN_LEAST,
  EVENT_PATTERN_MOST,
  TARGETS_OF_RULE,
} from "../../access/watch/limits";
import { WATCH_SIGNALS, WatchSeverity } from "../../access/watch/signal";
import type { Field, Validation, Variable } from "../definition";
import type { Json } from "../hcl/json";
import { textRule, textsRule } from "../rules/from-rule";
import { rolesVariable } from "../rules/roles";
import { KEY_ARN, SECRET_ARN } from "../rules/samples";

const SOURCE = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
const SEVERITIES = Object.values(WatchSeverity);

/** The kinds of target, with the service that their ARNs name. */
export const TARGET_SERVICES = {
  TOPIC: "sns",
  QUEUE: "sqs",
  EVENT_BUS: "events",
  FIREHOSE: "firehose",
  LOG_GROUP: "logs",
} as const;
const SERVICES = `{ ${Object.entries(TARGET_SERVICES)
  .map(([kind, service]) => `${kind} = "${service}"`)
  .join(", ")} }`;

const TARGET: readonly Field[] = [
  {
    name: "kind",
    type: "string",
    description: `What it is: ${Object.keys(TARGET_SERVICES).join(", ")}. A topic gets a text for people and is told of alarms, too; all others get the event as it is.`,
  },
  { name: "arn", type: "string", description: "Its ARN." },
  {
    name: "severities",
    type: { set: "string" },
    optional: true,
    description: `Only signals of these severities: ${SEVERITIES.join(", ")}; by default all.`,
  },
  {
    name: "dead_letter_queue_arn",
    type: "string",
    optional: true,
    description: "An SQS queue for what could not be delivered; by default EventBridge tries for 24 hours.",
  },
];

const SIGNAL: readonly Field[] = [
  {
    name: "severity",
    type: "string",
    optional: true,
    description: `How loud it is: ${SEVERITIES.join(", ")}; by default PAGE, but TICKET for changed and deleted-read.`,
  },
  { name: "is_on", type: "bool", optional: true, default: true, description: "Whether it is watched at all." },
];

const WATCHED_SECRET: readonly Field[] = [
  { name: "secret_arn", type: "string", description: "The full ARN of the secret, in the AWS provider's Region." },
  {
    name: "readers",
    type: { set: "string" },
    optional: true,
    description:
      "Names of the roles in readers that read it through AgentCore; by default all of them. With none nobody is unexpected.",
  },
  {
    name: "rotators",
    type: { set: "string" },
    optional: true,
    description: "Names of the roles in rotation_roles that rotate it; by default all of them.",
  },
];

const topic = "arn:aws:sns:us-east-1:111122223333:agentcore-identity-oncall";
export const SAMPLE_TARGETS = { oncall: { kind: "TOPIC", arn: topic } };
const other = "arn:aws:sqs:us-east-1:111122223333:oncall";

/** A list of texts that all follow a rule. */
const list = (name: string, description: string, rule: Rule, broken: Json): Variable => ({
  name,
  description,
  type: { list: "string" },
  default: [],
  nullable: false,
  validations: [textsRule(rule, name, `var.${name}`, { [name]: broken })],
});

const optional = (
  name: string,
  description: string,
  rule: Rule,
  broken: string,
  more: Validation[] = [],
): Variable => ({
  name,
  description,
  type: "string",
  default: null,
  nullable: true,
  validations: [textRule(rule, name, `var.${name}`, { [name]: broken }, true), ...more],
});

const flag = (name: string, description: string): Variable => ({
  name,
  description,
  type: "bool",
  default: true,
  nullable: false,
});

/** A whole number within bounds. */
const number = (
  name: string,
  description: string,
  value: number,
  least: number,
  most: number,
  fix: string,
): Variable => ({
  name,
  description,
  type: "number",
  default: value,
  nullable: false,
  validations: [
    {
      condition: `var.${name} >= ${least} && var.${name} <= ${most} && floor(var.${name}) == var.${name}`,
      message: `${name} is not a whole number from ${least} to ${most}. ${fix}`,
      broken: { [name]: least - 1 },
    },
  ],
});

export const watchVariables = (): readonly Variable[] => [
  {
    name: "name",
    description:
      'Stands in the names of all that is made: 1 to 20 letters, digits, "-" and "_", once in an account and Region.',
    type: "string",
    nullable: false,
    validations: [textRule(WATCH_NAME, "name", "var.name", { name: "my agents" })],
  },
  {
    name: "targets",
    called: "target",
    description:
      "Where signals go, by a name of your choice. Policies of topics, queues, buses and log groups stay yours.",
    type: { map: { object: TARGET } },
    default: {},
    nullable: false,
    validations: [
      textsRule(oneOf(Object.keys(TARGET_SERVICES), SOURCE), "kind", "values(var.targets)[*].kind", {
        targets: { oncall: { kind: "MAIL", arn: topic } },
      }),
      {
        condition: `alltrue([for target in values(var.targets) : try(split(":", target.arn)[2], "") == lookup(${SERVICES}, target.kind, "")])`,
        message: `arn of a target is not that of what its kind says. Give the ARN of a topic, queue, event bus, Firehose stream or log group, and its kind.`,
        broken: { targets: { oncall: { kind: "TOPIC", arn: other } } },
      },
      textsRule(
        oneOf(SEVERITIES, SOURCE),
        "severities",
        "flatten([for target in values(var.targets) : tolist(coalesce(target.severities, []))])",
        {
          targets: { oncall: { kind: "TOPIC", arn: topic, severities: ["LOUD"] } },
        },
      ),
      {
        condition: `alltrue([for name in keys(var.targets) : can(regex("^[A-Za-z0-9_-]{1,64}$", name))])`,
        message: 'targets have a name that is not 1 to 64 letters, digits, "-" and "_". Rename the target.',
        broken: { targets: { "on call": { kind: "TOPIC", arn: topic } } },
      },
      {
        condition: "length(var.targets) > 0 || var.topic_name != null",
        message: "targets is empty, so nobody would be told. Name a target, or give topic_name: then a topic is made.",
        broken: { targets: {} },
      },
      {
        condition: `length(var.targets) + length(var.topic_name[*]) <= ${TARGETS_OF_RULE}`,
        message: `targets are more than the ${TARGETS_OF_RULE} of a rule. Give fewer: a topic may have many subscriptions.`,
        broken: {
          targets: Object.fromEntries(
            ["a", "b", "c", "d", "e", "f"].map((name) => [name, { kind: "TOPIC", arn: topic }]),
          ),
        },
      },
    ],
  },
  optional(
    "topic_name",
    "Makes an encrypted topic of the name agentcore-identity- and this, which is told of all; only rules and alarms of watches may publish to it.",
    WATCH_NAME,
    "on call",
  ),
  optional(
    "topic_kms_key_arn",
    "The key that encrypts the made topic; its policy must let events.amazonaws.com and cloudwatch.amazonaws.com decrypt and generate data keys. By default one is made.",
    KEY,
    KEY_ARN.replace(/key\/.*/, "alias/topics"),
  ),
  {
    name: "secrets",
    called: "secret",
    description: "Secrets, by a name of your choice.",
    type: { map: { object: WATCHED_SECRET } },
    default: {},
    nullable: false,
    validations: [
      textsRule(SECRET, "secret_arn", "values(var.secrets)[*].secret_arn", {
        secrets: { google: { secret_arn: SECRET_ARN.slice(0, -7) } },
      }),
      {
        condition:
          "alltrue(flatten([for secret in values(var.secrets) : [for name in secret.readers == null ? [] : tolist(secret.readers) : contains(keys(var.readers), name)]]))",
        message: "readers of a secret name one that is not in readers. Add the role there, or correct the name.",
        broken: { secrets: { google: { secret_arn: SECRET_ARN, readers: ["nobody"] } } },
      },
      {
        condition:
          "alltrue(flatten([for secret in values(var.secrets) : [for name in secret.rotators == null ? [] : tolist(secret.rotators) : contains(keys(var.rotation_roles), name)]]))",
        message:
          "rotators of a secret name one that is not in rotation_roles. Add the role there, or correct the name.",
        broken: { secrets: { google: { secret_arn: SECRET_ARN, rotators: ["nobody"] } } },
      },
    ],
  },
  list(
    "secret_prefixes",
    "Beginnings of secret ARNs, with a part of the name. One rule then stands for any number of secrets; all readers may read all of them without a signal.",
    SECRET_PREFIX,
    [SECRET_ARN.replace("google-oauth-AbCdEf", "")],
  ),
  list("kms_key_arns", "The customer managed keys of the secrets.", KEY, [KEY_ARN.replace(/key\/.*/, "alias/secrets")]),
  rolesVariable(
    "readers",
    "Roles that read the secrets through AgentCore, by a name of your choice. Without any nobody is unexpected.",
  ),
  rolesVariable("deployers", "Roles that run Terraform: what they change and read is no signal."),
  rolesVariable(
    "rotation_roles",
    "Roles that rotate the secrets: of rotation functions, or of managed external secrets.",
  ),
  {
    name: "exceptions",
    description:
      "Roles and users that may read the secrets without AgentCore, by a name of your choice. By default there are none.",
    type: { map: "string" },
    default: {},
    nullable: false,
    validations: [
      textsRule(EXCEPTION_ARN, "exceptions", "values(var.exceptions)", {
        exceptions: { all: "arn:aws:iam::111122223333:root" },
      }),
    ],
  },
  ...(["oauth2_providers", "api_key_providers", "payment_providers"] as const).map((name) =>
    list(
      name,
      `Names of ${name.startsWith("oauth2") ? "OAuth2" : name.startsWith("api") ? "API key" : "payment"} credential providers in the AWS provider's Region.`,
      PROVIDER_NAME,
      ["my provider"],
    ),
  ),
  list("gateway_ids", "Gateways whose targets use the credential providers, by ID.", GATEWAY_ID, ["my gateway"]),
  {
    name: "signals",
    called: "signal",
    description: `What differs for single signals: ${WATCH_SIGNALS.join(", ")}. By default all are on, as loud as usual.`,
    type: { map: { object: SIGNAL } },
    default: {},
    nullable: false,
    validations: [
      textsRule(oneOf(WATCH_SIGNALS, SOURCE), "signals", "keys(var.signals)", { signals: { everything: {} } }),
      textsRule(oneOf(SEVERITIES, SOURCE), "severity", "compact(values(var.signals)[*].severity)", {
        signals: { changed: { severity: "LOUD" } },
      }),
    ],
  },
  flag(
    "fetch_alarms",
    "Whether AgentCore Identity's own metrics of failed fetches become alarms, one for each OAuth2 and API key provider.",
  ),
  flag("dashboard", "Whether there is a dashboard."),
  number(
    "event_pattern_characters",
    "How long an event pattern may be: the account's quota, if AWS raised it.",
    EVENT_PATTERN_CHARACTERS,
    EVENT_PATTERN_LEAST,
    EVENT_PATTERN_MOST,
    "Leave it out, or give the account's quota.",
  ),
  number(
    "secrets_per_rule",
    "How many secrets a rule names; a pattern that is too long stops the plan.",
    4,
    1,
    20,
    "Leave it out, or give a number whose patterns fit.",
  ),
  {
    name: "tags",
    description: "Tags of rules, alarms and the made topic. By default they have the AWS provider's default tags only.",
    type: { map: "string" },
    default: {},
    nullable: false,
  },
];
