import type { Statement } from "../policy";
import { SID_PREFIX } from "../policy";
import type { Place } from "../vault";

/** What all names that a watch makes begin with: policies of topics and queues know them by it. */
export const WATCH_PREFIX = "agentcore-identity";

const EVENTS = "events.amazonaws.com";
const ALARMS = "cloudwatch.amazonaws.com";

const rules = ({ partition, region, account }: Place): string =>
  `arn:${partition}:events:${region}:${account}:rule/${WATCH_PREFIX}-*`;
const alarms = ({ partition, region, account }: Place): string =>
  `arn:${partition}:cloudwatch:${region}:${account}:alarm:${WATCH_PREFIX}-*`;

/** Topic policy: the rules and alarms of watches publish. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions */
export const publishToTopic = (topicArn: string, place: Place): Statement[] => [
  from("WatchRules", EVENTS, rules(place), "sns:Publish", topicArn),
  from("WatchAlarms", ALARMS, alarms(place), "sns:Publish", topicArn),
];

/** Queue policy: the rules of watches send. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions */
export const sendToQueue = (queueArn: string, place: Place): Statement[] => [
  from("WatchRules", EVENTS, rules(place), "sqs:SendMessage", queueArn),
];

const from = (sid: string, service: string, sourceArn: string, action: string, resource: string): Statement => ({
  Sid: `${SID_PREFIX}${sid}`,
  Effect: "Allow",
  Principal: { Service: service },
  Action: action,
  Resource: resource,
  Condition: { ArnLike: { "aws:SourceArn": sourceArn } },
});

/**
 * Key policy of a topic: its account administers the key, and what publishes encrypts with it. The key `alias/aws/sns`
 * would not do: nobody can let a service use it.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export const topicKeyPolicy = ({ partition, account }: Place): Statement[] => [
  {
    Sid: "AccountAdministers",
    Effect: "Allow",
    Principal: { AWS: [`arn:${partition}:iam::${account}:root`] },
    Action: "kms:*",
    Resource: "*",
  },
  ...[EVENTS, ALARMS].map((service, index): Statement => ({
    Sid: `${SID_PREFIX}WatchPublishes${index + 1}`,
    Effect: "Allow",
    Principal: { Service: service },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  })),
];

/** What the log groups of watches begin with: EventBridge writes to no others. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions */
export const WATCH_LOG_GROUPS = `/aws/events/${WATCH_PREFIX}`;

/** Resource policy of CloudWatch Logs: EventBridge writes to the log groups of watches. One for all of them. */
export const writeToLogGroups = ({ partition, region, account }: Place): Statement => ({
  Sid: `${SID_PREFIX}WatchLogs`,
  Effect: "Allow",
  Principal: { Service: EVENTS },
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: `arn:${partition}:logs:${region}:${account}:log-group:${WATCH_LOG_GROUPS}/*:*`,
  Condition: { ArnLike: { "aws:SourceArn": rules({ partition, region, account }) } },
});

/** Trust policy: EventBridge takes the role for the rules of watches. */
export const trustRules = (place: Place): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: EVENTS },
      Action: "sts:AssumeRole",
      Condition: { ArnLike: { "aws:SourceArn": rules(place) } },
    },
  ],
});

/** Trust policy: CloudTrail takes the role for one trail. */
export const trustTrail = ({ partition, region, account }: Place, trail: string): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        ArnEquals: { "aws:SourceArn": `arn:${partition}:cloudtrail:${region}:${account}:trail/${trail}` },
      },
    },
  ],
});

/** Identity policy: put events onto another bus, or into a delivery stream. */
export const deliver = (kind: "bus" | "stream", arn: string): Statement => ({
  Sid: `${SID_PREFIX}WatchDelivers`,
  Effect: "Allow",
  Action: kind === "bus" ? "events:PutEvents" : ["firehose:PutRecord", "firehose:PutRecordBatch"],
  Resource: arn,
});

/** Identity policy: a trail writes to its log group. @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html */
export const writeTrail = (logGroupArn: string): Statement => ({
  Sid: `${SID_PREFIX}WatchTrail`,
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: `${logGroupArn}:*`,
});
