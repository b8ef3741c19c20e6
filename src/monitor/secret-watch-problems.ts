import { Construct } from "constructs";
import type { Kinds } from "../access/argument-kinds";
import { instances, optional, requireKinds } from "../access/argument-kinds";
import { splitArn } from "../access/arn";
import { isKnown } from "../access/known";
import type { Problem } from "../access/problem";
import { Role } from "../access/role";
import { ROLE_ARN } from "../access/role-arn";
import { countProblems, eachProblems, givenProblems, oneOf, problemOf } from "../access/rule";
import { REGION } from "../access/rules/names";
import { EXCEPTION_ARN, GATEWAY_ID, SECRET_PREFIX, WATCH_NAME } from "../access/watch/inputs";
import {
  EVENT_PATTERN_CHARACTERS,
  EVENT_PATTERN_LEAST,
  EVENT_PATTERN_MOST,
  TARGETS_OF_RULE,
} from "../access/watch/limits";
import type { WatchRule } from "../access/watch/rules";
import { WATCH_SIGNALS, WatchSeverity } from "../access/watch/signal";
import { textProblems } from "../access/written-text";
import { eventProblems, filterProblems } from "./compiled-watch";
import type { SecretWatchProps } from "./secret-watch-props";
import { nameProblems } from "./watch-place";
import { WatchTarget } from "./watch-target";

const SOURCE = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
const SEVERITY = oneOf(Object.values(WatchSeverity), SOURCE);

const WATCH_KINDS: Kinds<SecretWatchProps> = {
  name: WATCH_NAME,
  targets: instances(WatchTarget, "WatchTarget.topic or WatchTopic"),
  secrets: optional(instances({ name: "ExternalSecret", prototype: Construct.prototype }, "ExternalSecret.fromArn")),
  secretPrefixes: optional("list of texts"),
  readers: optional(instances(Role, "Reader.role")),
  deployers: optional(instances(Role, "Deployer.role")),
  rotationRoleArns: optional("list of texts"),
  exceptionArns: optional("list of texts"),
  gatewayIds: optional("list of texts"),
  signals: optional({
    structs: { signal: oneOf(WATCH_SIGNALS, SOURCE), severity: optional(SEVERITY), isOn: optional("boolean") },
  }),
  trailLogGroupName: optional("text"),
  fetchAlarms: optional("boolean"),
  dashboard: optional("boolean"),
  queryLogGroupName: optional("text"),
  athena: optional({ struct: { database: "text", table: optional("text"), workgroup: optional("text") } }),
  eventPatternCharacters: optional("number"),
  tags: optional("map of texts"),
  region: optional(REGION),
  provider: optional("object"),
};

export const requireWatchKinds = (where: string, props: SecretWatchProps): SecretWatchProps =>
  requireKinds(where, props, WATCH_KINDS);

/**
 * What is wrong with a watch, once all readers are known.
 *
 * @param works the Region in which it works, as far as the program knows it
 */
export function watchProblems(
  props: SecretWatchProps,
  rules: readonly WatchRule[],
  works: string | undefined,
): Problem[] {
  const { name, targets, region, trailLogGroupName, queryLogGroupName, eventPatternCharacters } = props;
  const most = eventPatternCharacters ?? EVENT_PATTERN_CHARACTERS;
  const found: Problem[] = [
    ...textProblems({ trailLogGroupName, queryLogGroupName, targets: targets.map(({ arn }) => arn) }),
    ...nameProblems(name),
    ...givenProblems(REGION, "region", region),
    ...eachProblems(ROLE_ARN, "rotationRoleArns", props.rotationRoleArns),
    ...eachProblems(EXCEPTION_ARN, "exceptionArns", props.exceptionArns),
    ...eachProblems(GATEWAY_ID, "gatewayIds", props.gatewayIds),
    ...(props.secretPrefixes ?? []).flatMap((prefix) => prefixProblems(prefix, works)),
    ...[...(props.readers ?? []), ...(props.deployers ?? [])].flatMap(({ _problems }) => _problems),
    ...countProblems(
      {
        least: EVENT_PATTERN_LEAST,
        most: EVENT_PATTERN_MOST,
        words: `is not ${EVENT_PATTERN_LEAST} to ${EVENT_PATTERN_MOST}`,
        fix: "Leave it out, or give the account's quota.",
      },
      "eventPatternCharacters",
      most,
    ),
  ];
  if (targets.length === 0)
    found.push({
      subject: "targets",
      rule: "is empty, so nobody would be told",
      fix: "Make a WatchTopic, and give its target.",
    });
  if (trailLogGroupName !== undefined && targets.some(({ _kind }) => _kind !== "topic"))
    found.push({
      subject: "targets",
      rule: "has others than topics, which alarms cannot tell",
      fix: "Give topics alone, or leave trailLogGroupName out: rules of EventBridge tell all targets.",
    });
  if (trailLogGroupName === undefined && targets.length > TARGETS_OF_RULE)
    found.push({
      subject: "targets",
      value: String(targets.length),
      rule: `is more than the ${TARGETS_OF_RULE} targets of a rule`,
      fix: "Give fewer: a topic may have many subscriptions.",
    });
  if (rules.length === 0)
    found.push({
      subject: "watch",
      rule: "has nothing to watch: there is no credential provider, secret or prefix in its Region, or all signals are off",
      fix: "Put it into the stack of the credential providers, or give secrets or secretPrefixes.",
    });
  if (found.length > 0) return found;
  return trailLogGroupName === undefined ? eventProblems(rules, most) : filterProblems(rules);
}

/** What is in another Region has its events there. */
function prefixProblems(value: string, region: string | undefined): Problem[] {
  const problem = problemOf(SECRET_PREFIX, "secretPrefixes", value);
  if (problem) return [problem];
  const { region: own } = splitArn(value) ?? {};
  if (region === undefined || !isKnown(region) || own === region) return [];
  return [
    {
      subject: "secretPrefixes",
      value,
      rule: `is in ${String(own)}, but the watch sees what happens in ${region}`,
      fix: "Make a watch for that Region.",
    },
  ];
}
