import type { WatchSeverity } from "../access/watch/signal";

/** Which signals a target gets, and where they go that cannot be delivered. */
export interface WatchTargetOptions {
  /**
   * Only signals of these severities.
   *
   * @default - all
   */
  readonly severities?: WatchSeverity[];

  /**
   * The ARN of an SQS queue for what could not be delivered.
   *
   * @default - none: EventBridge tries for 24 hours
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   */
  readonly deadLetterQueueArn?: string;
}

/** @internal */
export type WatchTargetKind = "topic" | "queue" | "bus" | "stream" | "logGroup";

/** Where signals go. */
export class WatchTarget {
  /**
   * An SNS topic, with a text for people. It is also told of alarms. For one of your own, its policy must hold the
   * statements of `WatchTopic`, and its key's, too.
   *
   * @param topicArn the ARN of the topic; a token is fine
   */
  public static topic(topicArn: string, options: WatchTargetOptions = {}): WatchTarget {
    return new WatchTarget("topic", topicArn, options);
  }

  /**
   * An SQS queue, with the event as it is. For one of your own, its policy must let `events.amazonaws.com` send.
   *
   * @param queueArn the ARN of the queue; a token is fine
   */
  public static queue(queueArn: string, options: WatchTargetOptions = {}): WatchTarget {
    return new WatchTarget("queue", queueArn, options);
  }

  /**
   * An event bus of another account or Region, with the event as it is, by a role that is made here. The bus's own policy
   * must let that role's account put events.
   *
   * @param eventBusArn the ARN of the event bus; a token is fine
   */
  public static eventBus(eventBusArn: string, options: WatchTargetOptions = {}): WatchTarget {
    return new WatchTarget("bus", eventBusArn, options);
  }

  /**
   * A Firehose stream, for a SIEM, with the event as it is, by a role that is made here.
   *
   * @param streamArn the ARN of the stream; a token is fine
   */
  public static firehose(streamArn: string, options: WatchTargetOptions = {}): WatchTarget {
    return new WatchTarget("stream", streamArn, options);
  }

  /**
   * A log group, with the event as it is: one of `WatchLogGroup`, or another whose name begins with `/aws/events/` and
   * that a resource policy lets EventBridge write to.
   *
   * @param logGroupArn the ARN of the log group; a token is fine
   */
  public static logGroup(logGroupArn: string, options: WatchTargetOptions = {}): WatchTarget {
    return new WatchTarget("logGroup", logGroupArn, options);
  }

  private constructor(
    /** @internal */
    public readonly _kind: WatchTargetKind,
    /** The ARN of what is told. */
    public readonly arn: string,
    /** @internal */
    public readonly _options: WatchTargetOptions,
  ) {}

  /**
   * Whether the target is told of signals of a severity.
   *
   * @internal
   */
  public _takes(severity: WatchSeverity): boolean {
    return this._options.severities?.includes(severity) ?? true;
  }
}
