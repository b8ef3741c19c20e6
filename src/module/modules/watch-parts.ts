import { failuresOf, FETCH_METRICS } from "../../access/watch/metrics";
import { usualSeverity } from "../../access/watch/rules";
import { WATCH_SIGNALS, WatchSeverity } from "../../access/watch/signal";
import { deliver, publishToTopic, topicKeyPolicy, trustRules, WATCH_PREFIX } from "../../access/watch/statements";
import { messageOf, SIGNAL_TEXTS } from "../../access/watch/texts";
import { dashboardBody, shownAdvice, signalRow, SIGNALS_HEAD } from "../../monitor/dashboard";
import { failedFetches } from "../../monitor/fetch-alarms";
import { SecretWatch } from "../../monitor/secret-watch";
import { WatchTopic } from "../../monitor/watch-topic";
import { settled } from "../../terraform/settled";
import type { Body, Json } from "../hcl/json";
import { hclOf, policyExpression } from "../policy";
import { asModule } from "../rules/resource";
import { only, replaced, synthesize, without } from "../synthesis";
import { notDeployers, notExempt, patternsOfParts, PROVIDERS, watchParts } from "./watch-patterns";

const PLACE = { partition: "${local.partition}", region: "${local.region}", account: "${local.account}" };
const [NAME, TOPIC] = ["watch-name", "topic-name"];
const TOPIC_ARN = "${aws_sns_topic.this[0].arn}";

/** What the constructs make of tokens for the module's inputs. */
function made(): Body {
  return replaced(
    asModule(
      synthesize((stack) => {
        const topic = new WatchTopic(stack, "Topic", { name: TOPIC, kmsKeyArn: settled("${local.topic_key}") });
        new SecretWatch(stack, "Watch", {
          name: NAME,
          targets: [topic.target({ deadLetterQueueArn: settled("${dead_letter_config.value}") })],
          secretPrefixes: ["arn:aws:secretsmanager:us-east-1:111122223333:secret:sample/"],
        });
      }),
    ),
    { [NAME]: "${var.name}", [TOPIC]: "${var.topic_name}" },
  );
}

/** A resource as the constructs make it, with the module's own in place of some arguments. */
const resource = (type: string, change: Body, ...dropped: readonly string[]): Body => ({
  resource: {
    [type]: { this: { ...without(only(made(), "resource", type), "for_each", "lifecycle", ...dropped), ...change } },
  },
});

const times = (condition: string): Body => ({ count: `\${${condition} ? 1 : 0}` });
const tags: Body = { tags: "${var.tags}" };

const bySignal = (value: (signal: (typeof WATCH_SIGNALS)[number]) => string): Body =>
  Object.fromEntries(WATCH_SIGNALS.map((signal) => [signal, value(signal)]));

/** Secrets and prefixes as rules name them. */
const named = (of: string): string =>
  `ids = concat(flatten([for name in ${of}.secrets : local.secret_ids[name]]), flatten([for prefix in ${of}.prefixes : local.prefix_ids[prefix]])), arns = concat([for name in ${of}.secrets : var.secrets[name].secret_arn], [for prefix in ${of}.prefixes : { prefix = prefix }])`;

export const watchedLocals = (): Body => ({
  "//": {
    deployers: "Who is no signal.",
    not_deployers:
      "Everybody but the deployers: a role by its own ARN, and whoever is no role. A single test would not do, since what is not there is not anything but these.",
    secret_ids: "What requests call each secret: full ARN, name, and ARN without the suffix.",
    rotators_of: "Secrets that the same roles rotate.",
    shares: "What is watched, shared out among rules.",
    exempt: "Who may read each share without AgentCore.",
    lists: "What a rule has of each: the secrets, and everybody else.",
    readers_of: "Secrets that the same roles read.",
    reader_shares: "What is watched, with who may read by AgentCore.",
  },
  deployers: "${distinct(sort(values(var.deployers)))}",
  excepted_roles: '${sort([for arn in values(var.exceptions) : arn if !strcontains(arn, ":user/")])}',
  excepted_users: '${sort([for arn in values(var.exceptions) : arn if strcontains(arn, ":user/")])}',
  not_deployers: notDeployers,
  providers: "${concat(var.oauth2_providers, var.api_key_providers, var.payment_providers)}",
  secret_ids:
    '${{ for name, secret in var.secrets : name => [secret.secret_arn, try(regex(":secret:(.+)-[^-]{6}$", secret.secret_arn)[0], secret.secret_arn), try(regex("^(.+)-[^-]{6}$", secret.secret_arn)[0], secret.secret_arn)] }}',
  prefix_ids:
    '${{ for prefix in var.secret_prefixes : prefix => [{ prefix = prefix }, { prefix = split(":secret:", prefix)[1] }] }}',
  rotators_of:
    "${{ for name, secret in var.secrets : jsonencode(sort(secret.rotators == null ? keys(var.rotation_roles) : tolist(secret.rotators))) => name... }}",
  shares: `\${${sharesOf("rotators", "rotators_of", "rotation_roles")}}`,
  exempt:
    "${[for share in local.shares : distinct(concat(local.deployers, sort([for name in share.rotators : var.rotation_roles[name]]), local.excepted_roles))]}",
  lists: `\${[for index, share in local.shares : { ${named("share")}, not_exempt = ${notExempt.slice(2, -1)} }]}`,
  readers_of:
    "${{ for name, secret in var.secrets : jsonencode(sort(secret.readers == null ? keys(var.readers) : tolist(secret.readers))) => name... }}",
  reader_shares: `\${[for share in ${sharesOf("readers", "readers_of", "readers")} : share if length(share.readers) > 0]}`,
  expected:
    "${[for share in local.reader_shares : distinct(concat(sort([for name in share.readers : var.readers[name]]), local.deployers))]}",
  reader_lists: `\${[for index, share in local.reader_shares : { ${named("share")}, expected = local.expected[index], accounts = distinct([for arn in local.expected[index] : try(split(":", arn)[4], "")]) }]}`,
});

/** Secrets with the same people, as many as a rule names, and the prefixes with everybody. */
function sharesOf(people: string, byPeople: string, all: string): string {
  const secrets = `flatten([for key, names in local.${byPeople} : [for some in chunklist(names, var.secrets_per_rule) : { ${people} = jsondecode(key), secrets = some, prefixes = [] }]])`;
  const prefixes = `[for prefixes in [var.secret_prefixes] : { ${people} = keys(var.${all}), secrets = [], prefixes = prefixes } if length(prefixes) > 0]`;
  return `concat(${secrets}, ${prefixes})`;
}

export const ruleLocals = (): Body => ({
  "//": {
    severities: "How loud each signal is.",
    messages: "What people are told: EventBridge fills in what stands in angle brackets.",
    part_signals: "Which signal each part is of.",
    patterns: "The event patterns of each part.",
    rules: "One rule for each pattern.",
    targets: "All that are told, the made topic among them.",
    told: "Each rule at each target.",
  },
  severities: `\${{ for name, usual in ${hclOf(bySignal(usualSeverity))} : name => try(coalesce(var.signals[name].severity, usual), usual) }}`,
  titles: bySignal((signal) => SIGNAL_TEXTS[signal].title),
  messages: Object.fromEntries(
    WATCH_SIGNALS.map((signal) => [
      signal,
      messageOf(signal, `\${local.severities["${signal}"]}` as WatchSeverity)
        .map((line) => JSON.stringify(line).replaceAll('\\"', '"'))
        .join("\n"),
    ]),
  ),
  part_signals: Object.fromEntries(watchParts().map(({ name, signal }) => [name, signal])),
  patterns: patternsOfParts(),
  rules:
    '${merge([for part, patterns in local.patterns : { for index, pattern in patterns : index == 0 ? part : "${part}-${index + 1}" => { signal = local.part_signals[part], pattern = pattern } if try(var.signals[local.part_signals[part]].is_on, true) }]...)}',
  targets: `\${merge(var.targets, { for name in var.topic_name[*] : "made-topic" => { kind = "TOPIC", arn = ${TOPIC_ARN.slice(2, -1)}, severities = null, dead_letter_queue_arn = null } })}`,
  told: '${merge([for name, target in local.targets : { for key, rule in local.rules : "${name}/${key}" => { target = name, rule = key } if target.severities == null ? true : contains(target.severities, local.severities[rule.signal]) }]...)}',
  paged_topics: `\${[for target in values(local.targets) : target.arn if target.kind == "TOPIC" && (target.severities == null ? true : contains(target.severities, "${WatchSeverity.PAGE}"))]}`,
  delivered:
    '${{ for name, target in local.targets : name => target if contains(["EVENT_BUS", "FIREHOSE"], target.kind) }}',
});

export const placeLocals: Body = {
  region: "${data.aws_region.this.region}",
  account: "${data.aws_caller_identity.this.account_id}",
  partition: "${data.aws_partition.this.partition}",
};

export const placeData: Body = {
  data: { aws_region: { this: {} }, aws_caller_identity: { this: {} }, aws_partition: { this: {} } },
};

/** The rules, each with all targets that take its severity. */
export const rulesOfEvents = (): readonly Body[] => [
  resource("aws_cloudwatch_event_rule", {
    "//": { state: "No other state lets reads through." },
    for_each: "${local.rules}",
    description: "${local.severities[each.value.signal]}: ${local.titles[each.value.signal]}",
    event_pattern: "${each.value.pattern}",
    ...tags,
    lifecycle: {
      precondition: [
        {
          condition: "${length(each.value.pattern) <= var.event_pattern_characters}",
          error_message:
            "The event pattern of ${each.key} has ${length(each.value.pattern)} characters, more than ${var.event_pattern_characters}. Say a smaller secrets_per_rule, or name fewer roles, or raise event_pattern_characters with the account's quota.",
        },
      ],
    },
  }),
  resource(
    "aws_cloudwatch_event_target",
    {
      for_each: "${local.told}",
      rule: "${aws_cloudwatch_event_rule.this[each.value.rule].name}",
      target_id: "${each.value.target}",
      arn: "${local.targets[each.value.target].arn}",
      role_arn: "${try(aws_iam_role.this[each.value.target].arn, null)}",
      dynamic: {
        dead_letter_config: {
          for_each: "${local.targets[each.value.target].dead_letter_queue_arn[*]}",
          content: { arn: "${dead_letter_config.value}" },
        },
        input_transformer: {
          for_each:
            '${local.targets[each.value.target].kind == "TOPIC" ? [local.messages[local.rules[each.value.rule].signal]] : []}',
          content: {
            ...(only(made(), "resource", "aws_cloudwatch_event_target").input_transformer as Body),
            input_template: "${input_transformer.value}",
          },
        },
      },
    },
    "input_transformer",
    "dead_letter_config",
  ),
];

/** What is delivered by a role of its own. */
const DELIVERED = [
  ["EVENT_BUS", "bus"],
  ["FIREHOSE", "stream"],
] as const;

/** The roles by which events go to buses and streams. */
export const deliveryRoles = (): readonly Body[] => [
  {
    resource: {
      aws_iam_role: {
        this: {
          for_each: "${local.delivered}",
          name_prefix: `\${substr("${WATCH_PREFIX}-\${var.name}", 0, 38)}`,
          assume_role_policy: `\${jsonencode(${hclOf(trustRules(PLACE) as Json)})}`,
        },
      },
      aws_iam_role_policy: {
        this: {
          for_each: "${local.delivered}",
          name: "deliver",
          role: "${aws_iam_role.this[each.key].id}",
          policy: `\${{ ${DELIVERED.map(
            ([kind, way]) => `${kind} = ${policyExpression([{ statement: deliver(way, "${each.value.arn}") }])}`,
          ).join(", ")} }[each.value.kind]}`,
        },
      },
    },
  },
];

/** The topic that is made here, with a key of its own unless one is given. */
export const madeTopic = (): readonly Body[] => [
  {
    resource: {
      aws_kms_key: {
        this: {
          ...times("var.topic_name != null && var.topic_kms_key_arn == null"),
          description: "Encrypts what SecretWatch tells of",
          enable_key_rotation: true,
          policy: `\${${policyExpression(topicKeyPolicy(PLACE).map((statement) => ({ statement })))}}`,
          ...tags,
        },
      },
    },
  },
  resource("aws_sns_topic", {
    ...times("var.topic_name != null"),
    kms_master_key_id: "${var.topic_kms_key_arn == null ? aws_kms_key.this[0].arn : var.topic_kms_key_arn}",
    ...tags,
  }),
  {
    resource: {
      aws_sns_topic_policy: {
        this: {
          ...times("var.topic_name != null"),
          arn: TOPIC_ARN,
          policy: `\${${policyExpression(publishToTopic(TOPIC_ARN, PLACE).map((statement) => ({ statement })))}}`,
        },
      },
    },
  },
];

/** An alarm for each credential provider whose credentials agents could not get. */
export const fetchAlarms = (): Body => {
  const alarms = Object.entries(FETCH_METRICS).map(([kind, metric]) => {
    const provider = kind as keyof typeof FETCH_METRICS;
    const texts = {
      query: failuresOf(metric, "${name}"),
      description: failedFetches(provider, "${name}"),
    };
    return `{ for name in var.${PROVIDERS[provider]} : "${kind}-\${name}" => ${hclOf(texts)} if var.fetch_alarms }`;
  });
  return resource("aws_cloudwatch_metric_alarm", {
    for_each: `\${merge(${alarms.join(", ")})}`,
    alarm_actions: "${local.paged_topics}",
    ...tags,
  });
};

export const dashboard = (): Body => {
  const head = SIGNALS_HEAD.join("\n");
  const body = dashboardBody({ name: "${var.name}", region: PLACE.region, rules: [], isByFilters: false });
  const rows = WATCH_SIGNALS.map((signal) => ({
    signal,
    row: signalRow(SIGNAL_TEXTS[signal].title, `\${local.severities["${signal}"]}`, shownAdvice(signal)),
  }));
  const markdown = `\${join("\\n", concat(${hclOf(SIGNALS_HEAD)}, [for one in ${hclOf(rows)} : one.row if contains(values(local.rules)[*].signal, one.signal)]))}`;
  const text = JSON.stringify(body).replace(JSON.stringify(head), JSON.stringify(markdown));
  return resource("aws_cloudwatch_dashboard", {
    ...times("var.dashboard"),
    dashboard_body: `\${jsonencode(${hclOf(JSON.parse(text) as Json)})}`,
  });
};
