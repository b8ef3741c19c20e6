import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { optional, requireKinds } from "../access/argument-kinds";
import { KEY_ARN } from "../access/key-arn";
import { REGION } from "../access/rules/names";
import { WATCH_NAME } from "../access/watch/inputs";
import { WATCH_LOG_GROUPS, WATCH_PREFIX, writeToLogGroups } from "../access/watch/statements";
import { policyJson } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { argument, argumentsOf } from "../terraform/text";
import { resolveAll } from "../terraform/tokens";
import type { WatchPlace } from "./watch-place";
import { nameProblems, placed, placeOf, regionOf } from "./watch-place";
import type { WatchTargetOptions } from "./watch-target";
import { WatchTarget } from "./watch-target";

/** Properties of a log group for signals. */
export interface WatchLogGroupProps extends WatchPlace {
  /** Its name is `/aws/events/agentcore-identity/` and this: 1 to 20 letters, digits, `-` and `_`. */
  readonly name: string;

  /**
   * How many days signals are kept: one of the numbers that CloudWatch Logs takes, such as 30, 365 or 3653.
   *
   * @default 365
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly retentionInDays?: number;

  /**
   * The customer managed key that encrypts the log group. Its policy must let CloudWatch Logs use it.
   *
   * @default - CloudWatch Logs' own
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  readonly kmsKeyArn?: string;

  /**
   * Tags of the log group.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * A log group that keeps signals. CloudWatch Logs takes ten resource policies in a Region, so all log groups of a stack
 * share one.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
 */
export class WatchLogGroup extends Construct {
  /** The ARN of the log group. */
  public readonly logGroupArn: string;

  public constructor(scope: Construct, id: string, props: WatchLogGroupProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      name: WATCH_NAME,
      retentionInDays: optional("number"),
      kmsKeyArn: optional(KEY_ARN),
      region: optional(REGION),
      provider: optional("object"),
      tags: optional("map of texts"),
    });
    Program.of(this).refuse(this, ...nameProblems(props.name));
    const group = new CloudwatchLogGroup(this, "LogGroup", {
      name: argument(`${WATCH_LOG_GROUPS}/${props.name}`),
      retentionInDays: props.retentionInDays ?? 365,
      ...(props.kmsKeyArn !== undefined && { kmsKeyId: argument(props.kmsKeyArn) }),
      tags: props.tags && argumentsOf(props.tags),
      ...placed(this, props),
    });
    this.logGroupArn = group.arn;
    this.sharePolicy(props);
  }

  /** The log group as a target. */
  public target(options: WatchTargetOptions = {}): WatchTarget {
    return WatchTarget.logGroup(this.logGroupArn, options);
  }

  private sharePolicy(props: WatchLogGroupProps): void {
    const stack = TerraformStack.of(this);
    const label = [props.provider?.alias, regionOf(this, props)].filter((one) => one !== undefined).join("-");
    Program.of(this).share(`log policy of ${stack.node.path} ${label}`, () => {
      const place = placeOf(this, props);
      return new CloudwatchLogResourcePolicy(stack, `AgentCoreIdentityWatchLogs${label === "" ? "" : `-${label}`}`, {
        policyName: `${WATCH_PREFIX}-${stack.node.id}`,
        policyDocument: policyJson((resolve) => [writeToLogGroups(resolveAll(place, resolve))]),
        ...placed(this, props),
      });
    });
  }
}
