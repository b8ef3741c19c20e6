import type { Rates } from "./throttle";

/**
 * Calls in a second that AWS lets an account have in a Region, where it tells.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export const AWS_RATES: Rates = {
  "bedrock-agentcore": 20,
  "bedrock-agentcore:GetResourceApiKey": 200,
  "bedrock-agentcore:GetResourceOauth2Token": 200,
  "bedrock-agentcore:GetResourcePaymentToken": 200,
  "bedrock-agentcore:GetWorkloadAccessToken": 200,
  "cloudtrail:LookupEvents": 2,
  "secretsmanager:DeleteResourcePolicy": 50,
  "secretsmanager:GetResourcePolicy": 50,
  "secretsmanager:PutResourcePolicy": 50,
  "secretsmanager:PutSecretValue": 50,
  "secretsmanager:UpdateSecretVersionStage": 50,
  "secretsmanager:RotateSecret": 50,
};
