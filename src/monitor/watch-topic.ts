import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { Construct } from "constructs";
import { optional, requireKinds } from "../access/argument-kinds";
import { KEY_ARN } from "../access/key-arn";
import { knownProblems } from "../access/rule";
import { REGION } from "../access/rules/names";
import { WATCH_NAME } from "../access/watch/inputs";
import { publishToTopic, topicKeyPolicy, WATCH_PREFIX } from "../access/watch/statements";
import { policyJson } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { argument, argumentsOf } from "../terraform/text";
import { resolveAll } from "../terraform/tokens";
import type { WatchPlace } from "./watch-place";
import { nameProblems, placed, placeOf } from "./watch-place";
import type { WatchTargetOptions } from "./watch-target";
import { WatchTarget } from "./watch-target";

/** Properties of a topic for signals. */
export interface WatchTopicProps extends WatchPlace {
  /** Its name is `agentcore-identity-` and this: 1 to 20 letters, digits, `-` and `_`. */
  readonly name: string;

  /**
   * The customer managed key that encrypts messages. Its policy must let `events.amazonaws.com` and
   * `cloudwatch.amazonaws.com` decrypt and generate data keys.
   *
   * @default - one is made, with such a policy
   */
  readonly kmsKeyArn?: string;

  /**
   * Tags of topic and key.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * An encrypted SNS topic that the rules and alarms of `SecretWatch` may publish to, and nothing else. One serves all
 * watches of a Region.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export class WatchTopic extends Construct {
  /** The ARN of the topic, for subscriptions. */
  public readonly topicArn: string;

  public constructor(scope: Construct, id: string, props: WatchTopicProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      name: WATCH_NAME,
      kmsKeyArn: optional(KEY_ARN),
      region: optional(REGION),
      provider: optional("object"),
      tags: optional("map of texts"),
    });
    Program.of(this).refuse(
      this,
      ...nameProblems(props.name),
      ...(props.kmsKeyArn === undefined ? [] : knownProblems(KEY_ARN, "kmsKeyArn", props.kmsKeyArn)),
    );
    const where = placed(this, props);
    const place = placeOf(this, props);
    const tags = props.tags && argumentsOf(props.tags);
    const kmsMasterKeyId =
      props.kmsKeyArn === undefined
        ? new KmsKey(this, "Key", {
            description: "Encrypts what SecretWatch tells of",
            enableKeyRotation: true,
            policy: policyJson((resolve) => topicKeyPolicy(resolveAll(place, resolve))),
            tags,
            ...where,
          }).arn
        : argument(props.kmsKeyArn);
    const topic = new SnsTopic(this, "Topic", {
      name: argument(`${WATCH_PREFIX}-${props.name}`),
      kmsMasterKeyId,
      tags,
      ...where,
    });
    this.topicArn = topic.arn;
    new SnsTopicPolicy(this, "Policy", {
      arn: topic.arn,
      policy: policyJson((resolve) => publishToTopic(resolve(topic.arn), resolveAll(place, resolve))),
      ...where,
    });
  }

  /** The topic as a target. */
  public target(options: WatchTargetOptions = {}): WatchTarget {
    return WatchTarget.topic(this.topicArn, options);
  }
}
