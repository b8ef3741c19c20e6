import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import { optional, requireKinds } from "../access/argument-kinds";
import { REGION } from "../access/rules/names";
import { WATCH_NAME } from "../access/watch/inputs";
import { sendToQueue, WATCH_PREFIX } from "../access/watch/statements";
import { policyJson } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { argument, argumentsOf } from "../terraform/text";
import { resolveAll } from "../terraform/tokens";
import type { WatchPlace } from "./watch-place";
import { nameProblems, placed, placeOf } from "./watch-place";
import type { WatchTargetOptions } from "./watch-target";
import { WatchTarget } from "./watch-target";

/** Properties of a queue for signals. */
export interface WatchQueueProps extends WatchPlace {
  /** Its name is `agentcore-identity-` and this: 1 to 20 letters, digits, `-` and `_`. */
  readonly name: string;

  /**
   * Tags of the queue.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * An SQS queue, encrypted by SQS's own key, that the rules of `SecretWatch` may send to, and nothing else.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
 */
export class WatchQueue extends Construct {
  /** The ARN of the queue. */
  public readonly queueArn: string;

  public constructor(scope: Construct, id: string, props: WatchQueueProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      name: WATCH_NAME,
      region: optional(REGION),
      provider: optional("object"),
      tags: optional("map of texts"),
    });
    Program.of(this).refuse(this, ...nameProblems(props.name));
    const where = placed(this, props);
    const place = placeOf(this, props);
    const queue = new SqsQueue(this, "Queue", {
      name: argument(`${WATCH_PREFIX}-${props.name}`),
      sqsManagedSseEnabled: true,
      // The longest that SQS has: nobody should miss a signal over a weekend.
      messageRetentionSeconds: 1_209_600,
      tags: props.tags && argumentsOf(props.tags),
      ...where,
    });
    this.queueArn = queue.arn;
    new SqsQueuePolicy(this, "Policy", {
      queueUrl: queue.url,
      policy: policyJson((resolve) => sendToQueue(resolve(queue.arn), resolveAll(place, resolve))),
      ...where,
    });
  }

  /** The queue as a target. */
  public target(options: WatchTargetOptions = {}): WatchTarget {
    return WatchTarget.queue(this.queueArn, options);
  }
}
