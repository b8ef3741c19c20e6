import { PARTITION_PATTERN } from "../arn";
import type { Rule } from "../rule";

/** The name of a watch: it stands in that of a rule, which has 64 characters at most. */
export const WATCH_NAME: Rule = {
  pattern: "^[A-Za-z0-9_-]+$",
  most: 20,
  words: 'is not 1 to 20 letters, digits, "-" and "_"',
  fix: "Give a short name: it stands in the names of all rules.",
  source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
};

/** Somebody who may read a secret without AgentCore. */
export const EXCEPTION_ARN: Rule = {
  pattern: `^arn:${PARTITION_PATTERN}:iam::[0-9]{12}:(?:role|user)/[!-)+->@-~]+$`,
  words: "is not the ARN of one role or user",
  fix: "Give such an ARN: sessions and services cannot be told apart safely, and a whole account is nobody.",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns",
};

/** The beginning of the ARNs of some secrets; without a part of the name it would be all secrets of an account. */
export const SECRET_PREFIX: Rule = {
  pattern: `^arn:${PARTITION_PATTERN}:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$`,
  words: "is not the beginning of secret ARNs with a part of the name",
  fix: "Give one such as arn:aws:secretsmanager:us-east-1:111122223333:secret:agents/.",
  source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen",
};

/** A gateway, as requests call it. */
export const GATEWAY_ID: Rule = {
  pattern: "^[A-Za-z0-9:/_-]+$",
  most: 2048,
  words: "is not the ID or ARN of a gateway",
  fix: "Give the gateway's ID, as aws_bedrockagentcore_gateway has it.",
  source: "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_UpdateGatewayTarget.html",
};
