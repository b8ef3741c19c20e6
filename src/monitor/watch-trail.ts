import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { optional, requireKinds } from "../access/argument-kinds";
import { KEY_ARN } from "../access/key-arn";
import { givenProblems } from "../access/rule";
import { REGION } from "../access/rules/names";
import { WATCH_NAME } from "../access/watch/inputs";
import { trustTrail, WATCH_PREFIX, writeTrail } from "../access/watch/statements";
import { jsonText, policyJson } from "../terraform/json-text";
import { Program } from "../terraform/program";
import { argument, argumentsOf } from "../terraform/text";
import { atSynthesis, resolveAll } from "../terraform/tokens";
import type { WatchPlace } from "./watch-place";
import { nameProblems, placed, placeOf } from "./watch-place";

/**
 * Calls of AgentCore that CloudTrail takes for data events. Agents' requests for tokens are among them, if not in the
 * event history: sources differ.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
const DATA_TYPES = ["OAuth2CredentialProvider", "APIKeyCredentialProvider", "TokenVault", "WorkloadIdentity"];

/** Properties of a trail. */
export interface WatchTrailProps extends WatchPlace {
  /** Its name is `agentcore-identity-` and this: 1 to 20 letters, digits, `-` and `_`. */
  readonly name: string;

  /**
   * The name of the bucket for its files. The bucket's policy must let CloudTrail write, and stays its owner's.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
   */
  readonly bucketName: string;

  /**
   * The customer managed key that encrypts its files. Its policy must let CloudTrail use it.
   *
   * @default - S3's own
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
   */
  readonly kmsKeyArn?: string;

  /**
   * How many days its log group keeps records: one of the numbers that CloudWatch Logs takes.
   *
   * @default 90
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly retentionInDays?: number;

  /**
   * Tags of trail, log group and role.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/**
 * A trail of management events and of AgentCore Identity's data events, with a log group: for an account that has none
 * for `SecretWatch`. A trail that the account has is never changed: its event selectors are one list, which whoever
 * writes it replaces.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html
 */
export class WatchTrail extends Construct {
  /** The ARN of the trail. */
  public readonly trailArn: string;

  /** The name of its log group, for `trailLogGroupName` or `queryLogGroupName` of a `SecretWatch`. */
  public readonly logGroupName: string;

  public constructor(scope: Construct, id: string, props: WatchTrailProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      name: WATCH_NAME,
      bucketName: "text",
      kmsKeyArn: optional(KEY_ARN),
      retentionInDays: optional("number"),
      region: optional(REGION),
      provider: optional("object"),
      tags: optional("map of texts"),
    });
    Program.of(this).refuse(this, ...nameProblems(props.name), ...givenProblems(KEY_ARN, "kmsKeyArn", props.kmsKeyArn));
    const name = `${WATCH_PREFIX}-${props.name}`;
    const where = placed(this, props);
    const place = placeOf(this, props);
    const tags = props.tags && argumentsOf(props.tags);
    const group = new CloudwatchLogGroup(this, "LogGroup", {
      name: argument(`/aws/cloudtrail/${name}`),
      retentionInDays: props.retentionInDays ?? 90,
      tags,
      ...where,
    });
    const role = new IamRole(this, "Role", {
      namePrefix: argument(`${name}-`.slice(0, 38)),
      assumeRolePolicy: atSynthesis((resolve) => jsonText(trustTrail(resolveAll(place, resolve), name), resolve)),
      tags,
      provider: props.provider,
    });
    const writes = new IamRolePolicy(this, "RolePolicy", {
      name: "write",
      role: role.id,
      policy: policyJson((resolve) => [writeTrail(resolve(group.arn))]),
      provider: props.provider,
    });
    const trail = new Cloudtrail(this, "Trail", {
      name: argument(name),
      s3BucketName: argument(props.bucketName),
      ...(props.kmsKeyArn !== undefined && { kmsKeyId: argument(props.kmsKeyArn) }),
      enableLogFileValidation: true,
      includeGlobalServiceEvents: true,
      cloudWatchLogsGroupArn: `${group.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      // One list replaces all that a trail logs: without the first one it would log no management events.
      advancedEventSelector: [
        { name: "Management", fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }] },
        ...DATA_TYPES.map((type) => ({
          name: type,
          fieldSelector: [
            { field: "eventCategory", equalTo: ["Data"] },
            { field: "resources.type", equalTo: [`AWS::BedrockAgentCore::${type}`] },
          ],
        })),
      ],
      tags,
      ...where,
      dependsOn: [writes],
    });
    this.trailArn = trail.arn;
    this.logGroupName = group.name;
  }
}
