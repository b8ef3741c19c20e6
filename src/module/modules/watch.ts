import { RULES_OF_BUS } from "../../access/watch/limits";
import type { ModuleDefinition, Output } from "../definition";
import { show, use } from "../documents/examples";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../rules/samples";
import { fromInputs, inputsCall, inputsFiles } from "../twins";
import { SAMPLE_TARGETS, watchVariables } from "./watch-inputs";
import {
  dashboard,
  deliveryRoles,
  fetchAlarms,
  madeTopic,
  placeData,
  placeLocals,
  ruleLocals,
  rulesOfEvents,
  watchedLocals,
} from "./watch-parts";

const WEATHER_ARN = SECRET_ARN.replace("google-oauth", "weather-api");

const outputs = (): readonly Output[] => [
  {
    name: "rule_names",
    description: "The names of the rules of EventBridge, by what each is about.",
    value: "{ for key, rule in aws_cloudwatch_event_rule.this : key => rule.name }",
    preconditions: [
      {
        condition: "length(local.rules) > 0",
        message:
          "There is nothing to watch: no secret, prefix, credential provider, gateway or key is named, or all signals are off. Name what is to be watched.",
        broken: { secrets: {} },
      },
      {
        condition: `length(local.rules) <= ${RULES_OF_BUS}`,
        message: `The watch needs \${length(local.rules)} rules of EventBridge, and a bus has ${RULES_OF_BUS}. Give a beginning that the secrets' names share as secret_prefixes, or a greater secrets_per_rule if the patterns allow.`,
        broken: {
          secrets_per_rule: 1,
          secrets: Object.fromEntries(
            Array.from({ length: 50 }, (_, index) => [
              `s${index}`,
              { secret_arn: SECRET_ARN.replace("google-oauth", `s${index}`) },
            ]),
          ),
        },
      },
      {
        condition:
          'alltrue([for secret in values(var.secrets) : try(split(":", secret.secret_arn)[3], "") == local.region])',
        message:
          "secrets name one of another Region than the AWS provider's, ${local.region}, where its events are not. Make a watch for that Region.",
        broken: { secrets: { google: { secret_arn: SECRET_ARN.replace("us-east-1", "eu-west-1") } } },
      },
    ],
  },
  {
    name: "topic_arn",
    description: "The made topic, for subscriptions; null if none is made.",
    value: "one(aws_sns_topic.this[*].arn)",
  },
];

/** Rules of EventBridge for secrets and their readers, as `SecretWatch` makes them. */
export function watch(): ModuleDefinition {
  const variables = watchVariables();
  return {
    folder: "watch",
    summary:
      "Tells of who read a secret, who was denied, and who changed what decides about it: rules of EventBridge, alarms and a dashboard.",
    notes: [
      "It looks at CloudTrail's management events of its account and Region, which a trail of the account must log. It makes no secret readable to anybody.",
      "Each signal, why it matters and what to do: [docs/watch.md](https://github.com/cdktf-agentcore-identity/cdktf-agentcore-identity/blob/main/docs/watch.md).",
      "Metric filters, saved queries, a trail, queues and log groups are made by the constructs; `agentcore-identity watch --write` writes the same rules as files.",
      "A secret that a prefix covers need not be named. One that is takes its own readers, beside those of the prefix.",
    ],
    variables,
    outputs: fromInputs(outputs(), variables),
    main: [
      inputsCall(variables),
      ...fromInputs(
        [
          { locals: { ...placeLocals, ...watchedLocals() } },
          placeData,
          ...rulesOfEvents(),
          ...deliveryRoles(),
          ...madeTopic(),
          fetchAlarms(),
          dashboard(),
        ],
        variables,
      ),
    ],
    files: { ...inputsFiles(variables, {}), "rules.tf": fromInputs([{ locals: ruleLocals() }], variables) },
    minimal: {
      name: "agents",
      targets: SAMPLE_TARGETS,
      secrets: { google: { secret_arn: SECRET_ARN } },
      readers: { "route-planner": ROLE_ARN },
    },
    asserts: {
      "Rules must see reads":
        'alltrue([for rule in aws_cloudwatch_event_rule.this : rule.state == "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"])',
      "Only the reader is expected":
        'strcontains(aws_cloudwatch_event_rule.this["unexpected-reader"].event_pattern, var.readers["route-planner"])',
      "People must be told the secret":
        'strcontains(one(aws_cloudwatch_event_target.this["oncall/denied-reader"].input_transformer).input_template, "<secret>")',
      "No topic is made unless it is asked for": "length(aws_sns_topic.this) == 0",
    },
    examples: [
      {
        name: "basic",
        about: "two secrets with readers of their own, a topic that is made for on-call, and a queue for a SIEM.",
        main: [
          use("watch", {
            name: "agents",
            topic_name: "oncall",
            targets: {
              siem: { kind: "QUEUE", arn: "arn:aws:sqs:us-east-1:111122223333:siem", severities: ["PAGE", "TICKET"] },
            },
            secrets: {
              google: { secret_arn: SECRET_ARN, readers: ["route-planner", "fraud-check"] },
              weather: { secret_arn: WEATHER_ARN, readers: ["route-planner"] },
            },
            kms_key_arns: [KEY_ARN],
            readers: {
              "route-planner": "arn:aws:iam::111122223333:role/agents/route-planner",
              "fraud-check": "arn:aws:iam::111122223333:role/agents/fraud-check",
            },
            deployers: { terraform: "arn:aws:iam::111122223333:role/terraform" },
            rotation_roles: { google: "arn:aws:iam::111122223333:role/google-rotation" },
            oauth2_providers: ["google-maps"],
            api_key_providers: ["weather"],
            signals: { "deleted-read": { severity: "PAGE" } },
          }),
          show("topic_arn", "For on-call's subscription.", "module.watch.topic_arn"),
        ],
      },
    ],
  };
}
