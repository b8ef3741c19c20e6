import type { Action } from "./calls";

/** Calls in a second, for each account and Region. */
interface Rate {
  /** What shares the rate: by name, or each action for itself. */
  readonly bucket: string;
  readonly perSecond: number;
}

/**
 * What AWS lets an account call.
 *
 * - AgentCore Identity: 20 a second for each API of its control plane
 * - Secrets Manager: 50 a second for all that has to do with secret policies; DescribeSecret far more than is needed
 * - CloudTrail: 2 a second for LookupEvents
 * - IAM, KMS and Organizations: not known, so that these are careful, and who is throttled slows down
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export function rateOf(action: Action): Rate {
  if (action === "secretsmanager:GetResourcePolicy") return { bucket: "secret policies", perSecond: 50 };
  const [service = ""] = action.split(":");
  return { bucket: action, perSecond: action === "cloudtrail:LookupEvents" ? 2 : (PER_SECOND[service] ?? 5) };
}

const PER_SECOND: Readonly<Record<string, number>> = {
  "bedrock-agentcore": 20,
  iam: 5,
  kms: 50,
  organizations: 5,
  secretsmanager: 100,
  sts: 20,
};
