/**
 * Policies that AWS writes, whose content is public: what of them is about the services that decide here, that is IAM, KMS,
 * Secrets Manager, AgentCore and STS. Statements about other services are left out, and so are policies of which this
 * file does not know all. AWS changes them now and then; the version that was read stands beside each.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */

/** AWS managed policies by path and name: the version that was read, and its statements. */
const POLICIES: Readonly<Record<string, readonly [version: string, statements: readonly object[]]>> = {
  AdministratorAccess: ["v1", [{ Effect: "Allow", Action: "*", Resource: "*" }]],
  PowerUserAccess: [
    "v12",
    [
      { NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*", Effect: "Allow" },
      {
        Effect: "Allow",
        Action: ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:ListRoles"],
        Resource: "*",
      },
    ],
  ],
  IAMFullAccess: ["v2", [{ Effect: "Allow", Action: "iam:*", Resource: "*" }]],
  SecretsManagerReadWrite: [
    "v5",
    [
      {
        Effect: "Allow",
        Action: ["secretsmanager:*", "kms:DescribeKey", "kms:ListAliases", "kms:ListKeys"],
        Resource: "*",
      },
    ],
  ],
  ReadOnlyAccess: [
    "v178",
    [
      {
        Effect: "Allow",
        Action: [
          "bedrock-agentcore:GetAgentRuntime",
          "bedrock-agentcore:GetAgentRuntimeEndpoint",
          "bedrock-agentcore:GetApiKeyCredentialProvider",
          "bedrock-agentcore:GetBrowser",
          "bedrock-agentcore:GetBrowserSession",
          "bedrock-agentcore:GetCodeInterpreter",
          "bedrock-agentcore:GetCodeInterpreterSession",
          "bedrock-agentcore:GetEvent",
          "bedrock-agentcore:GetGateway",
          "bedrock-agentcore:GetGatewayTarget",
          "bedrock-agentcore:GetMemory",
          "bedrock-agentcore:GetMemoryRecord",
          "bedrock-agentcore:GetOauth2CredentialProvider",
          "bedrock-agentcore:GetTokenVault",
          "bedrock-agentcore:GetWorkloadIdentity",
          "bedrock-agentcore:ListAgentRuntimeEndpoints",
          "bedrock-agentcore:ListAgentRuntimes",
          "bedrock-agentcore:ListAgentRuntimeVersions",
          "bedrock-agentcore:ListApiKeyCredentialProviders",
          "bedrock-agentcore:ListBrowsers",
          "bedrock-agentcore:ListBrowserSessions",
          "bedrock-agentcore:ListCodeInterpreters",
          "bedrock-agentcore:ListCodeInterpreterSessions",
          "bedrock-agentcore:ListEvents",
          "bedrock-agentcore:ListGateways",
          "bedrock-agentcore:ListGatewayTargets",
          "bedrock-agentcore:ListMemories",
          "bedrock-agentcore:ListMemoryRecords",
          "bedrock-agentcore:ListOauth2CredentialProviders",
          "bedrock-agentcore:ListWorkloadIdentities",
          "bedrock-agentcore:RetrieveMemoryRecords",
          "iam:Generate*",
          "iam:Get*",
          "iam:List*",
          "iam:Simulate*",
        ],
        Resource: "*",
      },
      {
        Effect: "Allow",
        Action: [
          "kms:Describe*",
          "kms:Get*",
          "kms:List*",
          "secretsmanager:Describe*",
          "secretsmanager:GetResourcePolicy",
          "secretsmanager:List*",
          "sts:GetAccessKeyInfo",
          "sts:GetCallerIdentity",
          "sts:GetSessionToken",
        ],
        Resource: "*",
      },
    ],
  ],
  SecurityAudit: [
    "v85",
    [
      {
        Effect: "Allow",
        Action: [
          "iam:GenerateCredentialReport",
          "iam:GenerateServiceLastAccessedDetails",
          "iam:Get*",
          "iam:List*",
          "iam:SimulateCustomPolicy",
          "iam:SimulatePrincipalPolicy",
          "kms:Describe*",
          "kms:Get*",
          "kms:List*",
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetResourcePolicy",
          "secretsmanager:ListSecrets",
          "secretsmanager:ListSecretVersionIds",
          "sts:GetAccessKeyInfo",
        ],
        Resource: "*",
      },
    ],
  ],
  "job-function/ViewOnlyAccess": [
    "v43",
    [
      {
        Effect: "Allow",
        Action: ["iam:GetAccountSummary", "iam:GetLoginProfile", "iam:List*", "kms:ListKeys", "kms:ListResourceTags"],
        Resource: "*",
      },
    ],
  ],
  AWSKeyManagementServicePowerUser: [
    "v2",
    [
      {
        Effect: "Allow",
        Action: [
          "kms:CreateAlias",
          "kms:CreateKey",
          "kms:DeleteAlias",
          "kms:Describe*",
          "kms:GenerateRandom",
          "kms:Get*",
          "kms:List*",
          "kms:TagResource",
          "kms:UntagResource",
          "iam:ListGroups",
          "iam:ListRoles",
          "iam:ListUsers",
        ],
        Resource: "*",
      },
    ],
  ],
  BedrockAgentCoreFullAccess: [
    "v15",
    [
      { Effect: "Allow", Action: "bedrock-agentcore:*", Resource: "arn:aws:bedrock-agentcore:*:*:*" },
      {
        Effect: "Allow",
        Action: [
          "iam:GetRole",
          "iam:GetRolePolicy",
          "iam:ListAttachedRolePolicies",
          "iam:ListRolePolicies",
          "iam:ListRoles",
        ],
        Resource: "arn:aws:iam::*:role/*",
      },
      {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::*:role/*BedrockAgentCore*",
        Condition: { StringEquals: { "iam:PassedToService": "bedrock-agentcore.amazonaws.com" } },
      },
      {
        Effect: "Allow",
        Action: [
          "secretsmanager:CreateSecret",
          "secretsmanager:PutSecretValue",
          "secretsmanager:GetSecretValue",
          "secretsmanager:DeleteSecret",
        ],
        Resource: "arn:aws:secretsmanager:*:*:secret:bedrock-agentcore*",
      },
      {
        Effect: "Allow",
        Action: ["kms:ListKeys", "kms:DescribeKey"],
        Resource: ["arn:aws:kms:*:*:key/*"],
        Condition: { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
      },
      {
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:ListGrants"],
        Resource: ["arn:aws:kms:*:*:key/*"],
        Condition: {
          "ForAnyValue:StringEquals": { "aws:CalledVia": ["bedrock-agentcore.amazonaws.com"] },
          StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" },
        },
      },
      {
        Effect: "Allow",
        Action: "kms:CreateGrant",
        Resource: ["arn:aws:kms:*:*:key/*"],
        Condition: {
          StringLike: {
            "kms:EncryptionContext:aws:bedrock-agentcore-gateway:arn": "arn:aws:bedrock-agentcore:*:*:gateway/*",
            "kms:ViaService": ["bedrock-agentcore.*.amazonaws.com"],
          },
          StringEquals: { "kms:GrantConstraintType": "EncryptionContextSubset" },
          "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt", "GenerateDataKey"] },
        },
      },
      {
        Effect: "Allow",
        Action: "iam:CreateServiceLinkedRole",
        Resource:
          "arn:aws:iam::*:role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals",
        Condition: { StringLike: { "iam:AWSServiceName": "application-signals.cloudwatch.amazonaws.com" } },
      },
      {
        Effect: "Allow",
        Action: "iam:GetRole",
        Resource:
          "arn:aws:iam::*:role/aws-service-role/application-signals.cloudwatch.amazonaws.com/AWSServiceRoleForCloudWatchApplicationSignals",
      },
      {
        Effect: "Allow",
        Action: "iam:CreateServiceLinkedRole",
        Resource:
          "arn:aws:iam::*:role/aws-service-role/network.bedrock-agentcore.amazonaws.com/AWSServiceRoleForBedrockAgentCoreNetwork",
        Condition: { StringEquals: { "iam:AWSServiceName": "network.bedrock-agentcore.amazonaws.com" } },
      },
      {
        Effect: "Allow",
        Action: "iam:CreateServiceLinkedRole",
        Resource:
          "arn:aws:iam::*:role/aws-service-role/runtime-identity.bedrock-agentcore.amazonaws.com/AWSServiceRoleForBedrockAgentCoreRuntimeIdentity",
        Condition: { StringEquals: { "iam:AWSServiceName": "runtime-identity.bedrock-agentcore.amazonaws.com" } },
      },
    ],
  ],
  AmazonBedrockFullAccess: [
    "v10",
    [
      { Effect: "Allow", Action: "kms:DescribeKey", Resource: "arn:*:kms:*:::*" },
      { Effect: "Allow", Action: "iam:ListRoles", Resource: "*" },
      {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: ["arn:aws:iam::*:role/*SageMaker*ForBedrock*"],
        Condition: { StringEquals: { "iam:PassedToService": ["sagemaker.amazonaws.com", "bedrock.amazonaws.com"] } },
      },
      {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::*:role/*AmazonBedrock*",
        Condition: { StringEquals: { "iam:PassedToService": ["bedrock.amazonaws.com"] } },
      },
    ],
  ],
  "service-role/AWSLambdaBasicExecutionRole": ["v1", []],
  "service-role/AWSLambdaVPCAccessExecutionRole": ["v3", []],
  "service-role/AmazonECSTaskExecutionRolePolicy": ["v1", []],
  AmazonSSMManagedInstanceCore: ["v2", []],
  AmazonEC2ContainerRegistryReadOnly: ["v3", []],
  CloudWatchLogsFullAccess: ["v8", []],
  AWSXRayDaemonWriteAccess: ["v2", []],
  AmazonS3ReadOnlyAccess: ["v3", []],
  CloudWatchAgentServerPolicy: ["v3", []],
  IAMReadOnlyAccess: [
    "v4",
    [
      {
        Effect: "Allow",
        Action: [
          "iam:GenerateCredentialReport",
          "iam:GenerateServiceLastAccessedDetails",
          "iam:Get*",
          "iam:List*",
          "iam:SimulateCustomPolicy",
          "iam:SimulatePrincipalPolicy",
        ],
        Resource: "*",
      },
    ],
  ],
};

const ARN = /^arn:[^:]+:iam::aws:policy\/(.+)$/;

/** The document of an AWS managed policy, as far as it is about the services above; undefined if it is not known. */
export function awsManagedPolicy(
  arn: string,
): { readonly Version: string; readonly Statement: readonly object[] } | undefined {
  const name = ARN.exec(arn)?.[1];
  if (name === undefined || !Object.prototype.hasOwnProperty.call(POLICIES, name)) return undefined;
  return DOCUMENTS.get(name);
}

/** One object for each, so that it is compiled once. */
const DOCUMENTS = new Map(
  Object.entries(POLICIES).map(([name, [, Statement]]) => [name, { Version: "2012-10-17", Statement }]),
);
