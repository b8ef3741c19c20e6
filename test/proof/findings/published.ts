import { ACCOUNT, KEY, OTHER, READER, ROOT, SECRET, STRANGER } from "./world";
import type { Shape } from "./world";

/** A shape of policy that somebody publishes, and what it deserves beside a sound provider. */
export interface Published {
  readonly name: string;
  /** The page or module that shows it. */
  readonly see: string;
  readonly shape: Shape;
  /** IDs of what is violated; most of them deserve none. */
  readonly finds: readonly string[];
}

const SM = "https://docs.aws.amazon.com/secretsmanager/latest/userguide";
const KMS = "https://docs.aws.amazon.com/kms/latest/developerguide";
const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const AGENTCORE = "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide";
const TERRAFORM_SECRETS = "https://registry.terraform.io/modules/terraform-aws-modules/secrets-manager/aws";
const TERRAFORM_KMS = "https://registry.terraform.io/modules/terraform-aws-modules/kms/aws";
const TERRAFORM_IAM = "https://registry.terraform.io/modules/terraform-aws-modules/iam/aws";

const ORGANIZATION = "o-a1b2c3d4e5";
const SERVICE = { Service: "bedrock-agentcore.amazonaws.com" };
const OTHER_ROOT = { AWS: `arn:aws:iam::${OTHER}:root` };
const GITHUB = "token.actions.githubusercontent.com";
const EKS = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE0123456789";
const VIA = "secretsmanager.us-east-1.amazonaws.com";
const READ = "secretsmanager:GetSecretValue";
const DESCRIBE = ["secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds"];
const FOR_SECRET = { "kms:ViaService": VIA, "kms:EncryptionContext:SECRETARN": SECRET };

const statement = (Effect: "Allow" | "Deny", Action: unknown, more: object): object => ({
  Effect,
  Action,
  Resource: "*",
  ...more,
});
const lets = (Principal: unknown, Action: unknown, Condition?: object): object =>
  statement("Allow", Action, { Principal, ...(Condition && { Condition }) });
const denies = (Principal: unknown, Action: unknown, Condition?: object): object =>
  statement("Deny", Action, { Principal, ...(Condition && { Condition }) });
const may = (Action: unknown, Resource: unknown = "*", Condition?: object): object => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const trusts = (Principal: unknown, Condition?: object, Action: unknown = "sts:AssumeRole"): object => ({
  Effect: "Allow",
  Principal,
  Action,
  ...(Condition && { Condition }),
});
const federated = (host: string, claims: object): object =>
  trusts({ Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}` }, claims, "sts:AssumeRoleWithWebIdentity");

type Row = readonly [name: string, see: string, statements: readonly object[], finds?: readonly string[]];

const SECRETS: readonly Row[] = [
  ["a role reads", `${SM}/auth-and-access_resource-policies.html`, [lets({ AWS: READER }, READ)]],
  [
    "a role reads and describes",
    `${SM}/auth-and-access_resource-policies.html`,
    [lets({ AWS: READER }, [READ, ...DESCRIBE])],
  ],
  [
    "a role does everything",
    `${SM}/auth-and-access_resource-policies.html`,
    [lets({ AWS: READER }, "secretsmanager:*")],
    ["AGC007", "AGC022"],
  ],
  ["the own account reads", TERRAFORM_SECRETS, [lets(ROOT, READ)]],
  ["the own account does everything", `${SM}/auth-and-access_resource-policies.html`, [lets(ROOT, "secretsmanager:*")]],
  ["nobody deletes", `${SM}/auth-and-access_resource-policies.html`, [denies("*", "secretsmanager:DeleteSecret")]],
  [
    "nobody comes without TLS",
    `${SM}/best-practices.html`,
    [denies("*", "secretsmanager:*", { Bool: { "aws:SecureTransport": "false" } })],
  ],
  [
    "only through an endpoint",
    `${SM}/vpc-endpoint-overview.html`,
    [denies("*", READ, { StringNotEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } })],
  ],
  [
    "only from a network",
    `${IAM}/reference_policies_examples_aws_deny-ip.html`,
    [denies("*", "secretsmanager:*", { NotIpAddress: { "aws:SourceIp": ["192.0.2.0/24"] } })],
  ],
  [
    "only the organization",
    `${IAM}/reference_policies_condition-keys.html`,
    [denies("*", "secretsmanager:*", { StringNotEquals: { "aws:PrincipalOrgID": ORGANIZATION } })],
  ],
  [
    "nobody outside of the organization but AWS",
    `${IAM}/access_policies_data-perimeters.html`,
    [
      denies("*", "secretsmanager:*", {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": ORGANIZATION },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      }),
    ],
  ],
  [
    "no confused deputy",
    `${IAM}/access_policies_data-perimeters.html`,
    [
      denies("*", "secretsmanager:*", {
        StringNotEqualsIfExists: { "aws:SourceOrgID": ORGANIZATION },
        Null: { "aws:SourceAccount": "false" },
        Bool: { "aws:PrincipalIsAWSService": "true" },
      }),
    ],
  ],
  ["everybody", `${IAM}/reference_policies_elements_principal.html`, [lets("*", READ)], ["AGC004", "AGC005"]],
  [
    "everybody as AWS",
    `${IAM}/reference_policies_elements_principal.html`,
    [lets({ AWS: "*" }, READ)],
    ["AGC004", "AGC005"],
  ],
  [
    "everybody pinned to a role",
    `${IAM}/reference_policies_elements_principal.html`,
    [lets("*", READ, { ArnEquals: { "aws:PrincipalArn": READER } })],
  ],
  [
    "everybody pinned to a list of roles",
    `${IAM}/reference_policies_condition-keys.html`,
    [lets("*", READ, { StringEquals: { "aws:PrincipalArn": [READER] } })],
  ],
  [
    "everybody of the organization",
    `${IAM}/reference_policies_condition-keys.html`,
    [lets("*", READ, { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } })],
    ["AGC005"],
  ],
  [
    "a role in any account of the organization",
    `${IAM}/reference_policies_condition-keys.html`,
    [
      lets("*", "secretsmanager:DescribeSecret", {
        StringEquals: { "aws:PrincipalOrgID": ORGANIZATION },
        ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/reader` },
      }),
    ],
  ],
  [
    "everybody of the own account",
    `${IAM}/reference_policies_condition-keys.html`,
    [lets("*", READ, { StringEquals: { "aws:PrincipalAccount": ACCOUNT } })],
    ["AGC005"],
  ],
  [
    "everybody of any organization",
    `${IAM}/reference_policies_condition-keys.html`,
    [lets("*", READ, { StringLike: { "aws:PrincipalOrgID": "o-*" } })],
    ["AGC004"],
  ],
  ["another account", `${SM}/auth-and-access_examples_cross.html`, [lets(OTHER_ROOT, READ)], ["AGC005"]],
  [
    "a role of another account, whose key is shut",
    `${SM}/auth-and-access_examples_cross.html`,
    [lets({ AWS: `arn:aws:iam::${OTHER}:role/application` }, READ)],
    ["AGC021"],
  ],
  [
    "AgentCore for the account",
    `${AGENTCORE}/scope-credential-provider-access.html`,
    [lets(SERVICE, READ, { StringEquals: { "aws:SourceAccount": ACCOUNT } })],
  ],
  [
    "AgentCore for what the account has",
    `${IAM}/confused-deputy.html`,
    [lets(SERVICE, READ, { ArnLike: { "aws:SourceArn": `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:*` } })],
  ],
  [
    "AgentCore for account and ARN",
    `${IAM}/confused-deputy.html`,
    [
      lets(SERVICE, READ, {
        StringEquals: { "aws:SourceAccount": ACCOUNT },
        ArnLike: { "aws:SourceArn": "arn:aws:bedrock-agentcore:*:*:*" },
      }),
    ],
  ],
  [
    "AgentCore for the organization",
    `${IAM}/confused-deputy.html`,
    [lets(SERVICE, READ, { StringEquals: { "aws:SourceOrgID": ORGANIZATION } })],
  ],
  [
    "AgentCore, by a condition, for the account",
    `${IAM}/reference_policies_condition-keys.html`,
    [
      lets("*", READ, {
        StringEquals: { "aws:PrincipalServiceName": SERVICE.Service, "aws:SourceAccount": ACCOUNT },
      }),
    ],
  ],
  [
    "AgentCore, by a condition, for anybody",
    `${IAM}/reference_policies_condition-keys.html`,
    [lets("*", READ, { StringEquals: { "aws:PrincipalServiceName": SERVICE.Service } })],
    ["AGC006"],
  ],
  [
    "any AWS service",
    `${IAM}/reference_policies_condition-keys.html`,
    [lets("*", READ, { Bool: { "aws:PrincipalIsAWSService": "true" } })],
    ["AGC006"],
  ],
  [
    "any AWS service for the account",
    `${IAM}/reference_policies_condition-keys.html`,
    [
      lets("*", READ, {
        Bool: { "aws:PrincipalIsAWSService": "true" },
        StringEquals: { "aws:SourceAccount": ACCOUNT },
      }),
    ],
  ],
  ["AgentCore for anybody", `${IAM}/confused-deputy.html`, [lets(SERVICE, READ)], ["AGC006"]],
  [
    "AgentCore for any account's ARN",
    `${IAM}/confused-deputy.html`,
    [lets(SERVICE, READ, { ArnLike: { "aws:SourceArn": "arn:aws:bedrock-agentcore:us-east-1:*:*" } })],
    ["AGC006"],
  ],
  [
    "only one role, all else denied",
    `${IAM}/reference_policies_elements_notprincipal.html`,
    [denies("*", READ, { ArnNotEquals: { "aws:PrincipalArn": READER } })],
  ],
  [
    "ABAC in the own account",
    `${SM}/auth-and-access-abac.html`,
    [lets(ROOT, READ, { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } })],
  ],
  [
    "a role reads one version",
    `${SM}/auth-and-access_iam-policies.html`,
    [lets({ AWS: READER }, READ, { StringEquals: { "secretsmanager:VersionStage": "AWSCURRENT" } })],
  ],
  [
    "no policy may let everybody in",
    `${SM}/auth-and-access_iam-policies.html`,
    [denies("*", "secretsmanager:PutResourcePolicy", { Bool: { "secretsmanager:BlockPublicPolicy": "false" } })],
  ],
];

const KEYS: readonly Row[] = [
  ["no more than the default", `${KMS}/key-policy-default.html`, []],
  [
    "key administrators",
    `${KMS}/key-policy-default.html`,
    [
      lets({ AWS: `arn:aws:iam::${ACCOUNT}:role/key-admin` }, [
        "kms:Create*",
        "kms:Describe*",
        "kms:Enable*",
        "kms:List*",
        "kms:Put*",
        "kms:Update*",
        "kms:Revoke*",
        "kms:Disable*",
        "kms:Get*",
        "kms:Delete*",
        "kms:ScheduleKeyDeletion",
        "kms:CancelKeyDeletion",
      ]),
    ],
  ],
  [
    "key users who read no secret",
    `${KMS}/key-policy-default.html`,
    [
      lets({ AWS: STRANGER }, [
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncrypt*",
        "kms:GenerateDataKey*",
        "kms:DescribeKey",
      ]),
    ],
  ],
  [
    "grants for AWS services only",
    `${KMS}/key-policy-default.html`,
    [
      lets({ AWS: READER }, ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"], {
        Bool: { "kms:GrantIsForAWSResource": "true" },
      }),
    ],
  ],
  ["grants to whomever", `${KMS}/key-policy-default.html`, [lets({ AWS: READER }, "kms:CreateGrant")], ["AGC022"]],
  [
    "the key by its alias",
    `${KMS}/alias-authorization.html`,
    [lets({ AWS: READER }, "kms:DescribeKey", { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/team" } })],
  ],
  [
    "the account through Secrets Manager",
    `${SM}/security-encryption.html`,
    [
      lets(
        { AWS: "*" },
        ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:CreateGrant", "kms:DescribeKey"],
        { StringEquals: { "kms:CallerAccount": ACCOUNT, "kms:ViaService": VIA } },
      ),
    ],
  ],
  [
    "the account describes",
    `${KMS}/conditions-kms.html`,
    [
      lets({ AWS: "*" }, ["kms:Describe*", "kms:Get*", "kms:List*"], {
        StringEquals: { "kms:CallerAccount": ACCOUNT },
      }),
    ],
  ],
  [
    "a role for the secret, through Secrets Manager",
    `${SM}/security-encryption.html`,
    [lets({ AWS: READER }, "kms:Decrypt", { StringEquals: FOR_SECRET })],
  ],
  [
    "a role through Secrets Manager",
    `${KMS}/conditions-kms.html`,
    [lets({ AWS: READER }, "kms:Decrypt", { StringEquals: { "kms:ViaService": VIA } })],
    ["AGC019"],
  ],
  [
    "a role without a bound",
    `${KMS}/key-policy-modifying-external-accounts.html`,
    [lets({ AWS: READER }, "kms:Decrypt")],
    ["AGC019"],
  ],
  [
    "a role for any Region's Secrets Manager",
    `${SM}/security-encryption.html`,
    [
      lets({ AWS: READER }, ["kms:Decrypt", "kms:DescribeKey"], {
        StringLike: {
          "kms:ViaService": "secretsmanager.*.amazonaws.com",
          "kms:EncryptionContext:SecretARN": `${SECRET.slice(0, -6)}??????`,
        },
      }),
    ],
  ],
  [
    "another account encrypts and decrypts",
    `${KMS}/key-policy-modifying-external-accounts.html`,
    [lets(OTHER_ROOT, ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"])],
  ],
  ["everybody", `${KMS}/key-policy-overview.html`, [lets({ AWS: "*" }, "kms:*")], ["AGC004"]],
  [
    "everybody of the organization",
    `${KMS}/policy-conditions.html`,
    [lets({ AWS: "*" }, ["kms:Decrypt", "kms:DescribeKey"], { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } })],
  ],
  [
    "CloudWatch Logs for the account's groups",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    [
      lets(
        { Service: "logs.us-east-1.amazonaws.com" },
        ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:us-east-1:${ACCOUNT}:*` } },
      ),
    ],
  ],
  [
    "CloudWatch Logs for anybody's groups",
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    [
      lets({ Service: "logs.us-east-1.amazonaws.com" }, ["kms:Encrypt*", "kms:Decrypt*"], {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:*:*" },
      }),
    ],
    ["AGC006"],
  ],
  [
    "CloudTrail encrypts",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html",
    [
      lets({ Service: "cloudtrail.amazonaws.com" }, "kms:GenerateDataKey*", {
        StringEquals: { "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/all` },
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` },
      }),
    ],
  ],
  [
    "S3 sends to a queue",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
    [
      lets({ Service: "s3.amazonaws.com" }, ["kms:GenerateDataKey", "kms:Decrypt"], {
        StringEquals: { "aws:SourceAccount": ACCOUNT },
      }),
    ],
  ],
  [
    "a bucket sends to a queue",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
    [
      lets({ Service: "s3.amazonaws.com" }, ["kms:GenerateDataKey", "kms:Decrypt"], {
        ArnEquals: { "aws:SourceArn": "arn:aws:s3:::our-bucket" },
      }),
    ],
  ],
  [
    "alarms publish for anybody",
    "https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic.html",
    [lets({ Service: "cloudwatch.amazonaws.com" }, ["kms:GenerateDataKey*", "kms:Decrypt"])],
    ["AGC006"],
  ],
  [
    "DynamoDB describes",
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
    [lets({ Service: "dynamodb.amazonaws.com" }, ["kms:Describe*", "kms:Get*", "kms:List*"])],
  ],
  [
    "AgentCore's token vault",
    `${AGENTCORE}/kms-key-policy-configuration.html`,
    [
      lets({ AWS: READER }, ["kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"], {
        StringEquals: { "kms:ViaService": "bedrock-agentcore-identity.us-east-1.amazonaws.com" },
      }),
    ],
  ],
  ["nobody deletes the key", TERRAFORM_KMS, [denies({ AWS: "*" }, ["kms:ScheduleKeyDeletion", "kms:DisableKey"])]],
  [
    "key service users of the Auto Scaling role",
    TERRAFORM_KMS,
    [
      lets(
        { AWS: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling` },
        "kms:CreateGrant",
        { Bool: { "kms:GrantIsForAWSResource": "true" } },
      ),
    ],
  ],
  [
    "grants for some operations",
    `${KMS}/conditions-kms.html`,
    [
      lets({ AWS: `arn:aws:iam::${ACCOUNT}:role/granter` }, "kms:CreateGrant", {
        "ForAllValues:StringEquals": { "kms:GrantOperations": ["Encrypt", "Decrypt"] },
      }),
    ],
  ],
];

const TRUSTS: readonly Row[] = [
  [
    "AgentCore for the account",
    `${AGENTCORE}/runtime-permissions.html`,
    [
      trusts(SERVICE, {
        StringEquals: { "aws:SourceAccount": ACCOUNT },
        ArnLike: { "aws:SourceArn": `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:*` },
      }),
    ],
  ],
  ["AgentCore for anybody", `${IAM}/confused-deputy.html`, [trusts(SERVICE)], ["AGC006"]],
  [
    "Lambda",
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    [trusts({ Service: "lambda.amazonaws.com" })],
  ],
  ["EC2", `${IAM}/id_roles_use_switch-role-ec2.html`, [trusts({ Service: "ec2.amazonaws.com" })]],
  [
    "ECS tasks",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    [
      trusts(
        { Service: "ecs-tasks.amazonaws.com" },
        {
          ArnLike: { "aws:SourceArn": `arn:aws:ecs:us-east-1:${ACCOUNT}:*` },
          StringEquals: { "aws:SourceAccount": ACCOUNT },
        },
      ),
    ],
  ],
  [
    "EKS Pod Identity",
    "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html",
    [trusts({ Service: "pods.eks.amazonaws.com" }, undefined, ["sts:AssumeRole", "sts:TagSession"])],
  ],
  ["the own account", `${IAM}/id_roles_create_for-user.html`, [trusts(ROOT)]],
  [
    "the own account with MFA",
    `${IAM}/id_roles_create_for-user.html`,
    [trusts(ROOT, { Bool: { "aws:MultiFactorAuthPresent": "true" } })],
  ],
  ["a role", `${IAM}/id_roles_create_for-user.html`, [trusts({ AWS: STRANGER })]],
  [
    "a role of another account",
    `${IAM}/id_roles_create_for-user.html`,
    [trusts({ AWS: `arn:aws:iam::${OTHER}:role/deploy` })],
  ],
  [
    "another account with an external ID",
    `${IAM}/id_roles_common-scenarios_third-party.html`,
    [trusts(OTHER_ROOT, { StringEquals: { "sts:ExternalId": "12345" } })],
  ],
  ["another account", `${IAM}/id_roles_common-scenarios_aws-accounts.html`, [trusts(OTHER_ROOT)], ["AGC023"]],
  [
    "another account by its number",
    `${IAM}/reference_policies_elements_principal.html`,
    [trusts({ AWS: OTHER })],
    ["AGC023"],
  ],
  [
    "another account, one role of it",
    `${IAM}/reference_policies_condition-keys.html`,
    [trusts(OTHER_ROOT, { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/deploy` } })],
  ],
  ["everybody", `${IAM}/reference_policies_elements_principal.html`, [trusts("*")], ["AGC023"]],
  [
    "everybody of the organization",
    `${IAM}/reference_policies_condition-keys.html`,
    [trusts("*", { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } })],
    ["AGC023"],
  ],
  [
    "a repository of GitHub",
    `${IAM}/id_roles_create_for-idp_oidc.html`,
    [
      federated(GITHUB, {
        StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
        StringLike: { [`${GITHUB}:sub`]: "repo:our-team/agents:*" },
      }),
    ],
  ],
  [
    "a branch of GitHub",
    TERRAFORM_IAM,
    [
      federated(GITHUB, {
        StringEquals: {
          [`${GITHUB}:aud`]: "sts.amazonaws.com",
          [`${GITHUB}:sub`]: "repo:our-team/agents:ref:refs/heads/main",
        },
      }),
    ],
  ],
  [
    "all repositories of a team",
    `${IAM}/id_roles_create_for-idp_oidc.html`,
    [federated(GITHUB, { StringLike: { [`${GITHUB}:sub`]: "repo:our-team/*" } })],
  ],
  [
    "GitHub without subject",
    `${IAM}/id_roles_create_for-idp_oidc.html`,
    [federated(GITHUB, { StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } })],
    ["AGC023"],
  ],
  [
    "GitHub with any subject",
    `${IAM}/id_roles_create_for-idp_oidc.html`,
    [federated(GITHUB, { StringLike: { [`${GITHUB}:sub`]: "repo:*" } })],
    ["AGC023"],
  ],
  [
    "GitHub with a team's name as a beginning",
    `${IAM}/id_roles_create_for-idp_oidc.html`,
    [federated(GITHUB, { StringLike: { [`${GITHUB}:sub`]: "repo:our-team*" } })],
    ["AGC023"],
  ],
  [
    "a service account of EKS",
    "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
    [
      federated(EKS, {
        StringEquals: { [`${EKS}:aud`]: "sts.amazonaws.com", [`${EKS}:sub`]: "system:serviceaccount:agents:reader" },
      }),
    ],
  ],
  [
    "the service accounts of a namespace",
    TERRAFORM_IAM,
    [federated(EKS, { StringLike: { [`${EKS}:sub`]: "system:serviceaccount:agents:*" } })],
  ],
  [
    "EKS without subject",
    "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
    [federated(EKS, { StringEquals: { [`${EKS}:aud`]: "sts.amazonaws.com" } })],
    ["AGC023"],
  ],
  [
    "an application of Google",
    `${IAM}/id_roles_create_for-idp_oidc.html`,
    [
      trusts(
        { Federated: "accounts.google.com" },
        { StringEquals: { "accounts.google.com:aud": "66677788899900pro0" } },
        "sts:AssumeRoleWithWebIdentity",
      ),
    ],
  ],
  [
    "Google without application",
    `${IAM}/id_roles_create_for-idp_oidc.html`,
    [trusts({ Federated: "accounts.google.com" }, undefined, "sts:AssumeRoleWithWebIdentity")],
    ["AGC023"],
  ],
  [
    "an identity pool of Cognito",
    "https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html",
    [
      trusts(
        { Federated: "cognito-identity.amazonaws.com" },
        {
          StringEquals: { "cognito-identity.amazonaws.com:aud": "us-east-1:12345678-abcd-abcd-abcd-123456790ab" },
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
        },
        "sts:AssumeRoleWithWebIdentity",
      ),
    ],
  ],
  [
    "SAML",
    `${IAM}/id_roles_create_for-idp_saml.html`,
    [
      trusts(
        { Federated: `arn:aws:iam::${ACCOUNT}:saml-provider/people` },
        { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
        "sts:AssumeRoleWithSAML",
      ),
    ],
  ],
];

const IDENTITIES: readonly Row[] = [
  [
    "read and describe",
    `${SM}/auth-and-access_iam-policies.html`,
    [may(["secretsmanager:GetResourcePolicy", READ, ...DESCRIBE], SECRET), may("secretsmanager:ListSecrets")],
  ],
  [
    "read some secrets at a time",
    `${SM}/auth-and-access_iam-policies.html`,
    [may(["secretsmanager:BatchGetSecretValue", "secretsmanager:ListSecrets"]), may(READ, SECRET)],
  ],
  [
    "read by a beginning",
    `${SM}/auth-and-access_iam-policies.html`,
    [may(READ, `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:maps-*`)],
  ],
  [
    "read by tag",
    `${SM}/auth-and-access-abac.html`,
    [may(READ, "*", { StringEquals: { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" } })],
  ],
  [
    "all of Secrets Manager",
    `${SM}/auth-and-access_iam-policies.html`,
    [may("secretsmanager:*", SECRET)],
    ["AGC007", "AGC022"],
  ],
  ["create secrets", `${SM}/auth-and-access_iam-policies.html`, [may("secretsmanager:CreateSecret")]],
  [
    "everything but reading",
    `${IAM}/reference_policies_elements_notaction.html`,
    [{ Effect: "Allow", NotAction: READ, Resource: SECRET }],
    ["AGC007", "AGC022"],
  ],
  [
    "AgentCore's own secrets, too",
    `${AGENTCORE}/scope-credential-provider-access.html`,
    [may(READ, `arn:aws:secretsmanager:*:${ACCOUNT}:secret:bedrock-agentcore-identity!default/*`)],
  ],
  [
    "all secrets but some",
    `${IAM}/reference_policies_elements_notresource.html`,
    [{ Effect: "Allow", Action: READ, NotResource: `${SECRET}-other` }],
  ],
  [
    "decrypt through Secrets Manager for the secret",
    `${SM}/security-encryption.html`,
    [may("kms:Decrypt", KEY, { StringEquals: { "kms:ViaService": VIA, "kms:EncryptionContext:SecretARN": SECRET } })],
  ],
  ["decrypt with the key", `${KMS}/iam-policies-best-practices.html`, [may("kms:Decrypt", KEY)], ["AGC019"]],
  [
    "decrypt with all keys",
    `${KMS}/iam-policies-best-practices.html`,
    [may("kms:Decrypt", `arn:aws:kms:*:${ACCOUNT}:key/*`)],
    ["AGC019"],
  ],
  [
    "write logs",
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
    [may(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"])],
  ],
  [
    "runtime execution role",
    `${AGENTCORE}/runtime-permissions.html`,
    [
      may(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/*`),
      may("ecr:GetAuthorizationToken"),
      may(
        [
          "bedrock-agentcore:GetWorkloadAccessToken",
          "bedrock-agentcore:GetWorkloadAccessTokenForJWT",
          "bedrock-agentcore:GetWorkloadAccessTokenForUserId",
        ],
        `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:workload-identity-directory/default*`,
      ),
      may(["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"], "arn:aws:bedrock:*::foundation-model/*"),
    ],
  ],
  [
    "metrics of one namespace",
    `${AGENTCORE}/runtime-permissions.html`,
    [may("cloudwatch:PutMetricData", "*", { StringEquals: { "cloudwatch:namespace": "bedrock-agentcore" } })],
  ],
  [
    "pass a role to AgentCore",
    `${AGENTCORE}/runtime-permissions.html`,
    [
      may("iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/runtime*`, {
        StringEquals: { "iam:PassedToService": "bedrock-agentcore.amazonaws.com" },
      }),
    ],
  ],
  [
    "assume another role",
    `${IAM}/id_roles_use_permissions-to-switch.html`,
    [may("sts:AssumeRole", `arn:aws:iam::${OTHER}:role/other`)],
  ],
  [
    "read only its own account's",
    `${IAM}/access_policies_data-perimeters.html`,
    [may(READ, "*", { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } })],
  ],
  [
    "deny other Regions",
    `${IAM}/reference_policies_examples_aws_deny-requested-region.html`,
    [
      {
        Effect: "Deny",
        NotAction: ["iam:*", "sts:*"],
        Resource: "*",
        Condition: { StringNotEquals: { "aws:RequestedRegion": ["us-east-1"] } },
      },
    ],
  ],
  [
    "a service's key on another's action",
    `${IAM}/reference_policies_actions-resources-contextkeys.html`,
    [may([READ, "kms:Decrypt"], "*", { StringEquals: { "kms:ViaService": VIA } })],
    ["AGC019", "AGC025"],
  ],
  [
    "ForAllValues on tag keys",
    `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
    [may("s3:PutObjectTagging", "*", { "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] } })],
  ],
  [
    "ForAllValues on the account",
    `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
    [may("s3:GetObject", "*", { "ForAllValues:StringEquals": { "aws:PrincipalAccount": ACCOUNT } })],
    ["AGC024"],
  ],
  ["a grant for itself", `${KMS}/create-grant-authorization.html`, [may("kms:CreateGrant", KEY)], ["AGC022"]],
  [
    "grants that AWS services need",
    `${KMS}/create-grant-authorization.html`,
    [may("kms:CreateGrant", KEY, { Bool: { "kms:GrantIsForAWSResource": "true" } })],
  ],
  [
    "write any role's policies",
    `${IAM}/access_policies_manage-edit.html`,
    [may("iam:PutRolePolicy", `arn:aws:iam::${ACCOUNT}:role/*`)],
    ["AGC022"],
  ],
  [
    "an administrator",
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html",
    [may("*")],
    ["AGC007", "AGC019", "AGC022"],
  ],
];

const STRANGERS: readonly Row[] = [
  [
    "a rotation function",
    `${SM}/rotating-secrets-required-permissions-function.html`,
    [
      may(
        [
          READ,
          "secretsmanager:DescribeSecret",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ],
        `${SECRET}-other`,
      ),
      may("secretsmanager:GetRandomPassword"),
    ],
  ],
  [
    "who may only list",
    `${SM}/auth-and-access_iam-policies.html`,
    [may(["secretsmanager:ListSecrets", "secretsmanager:DescribeSecret"])],
  ],
  [
    "an auditor",
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html",
    [
      may([
        "iam:Get*",
        "iam:List*",
        "kms:Describe*",
        "kms:Get*",
        "kms:List*",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetResourcePolicy",
      ]),
    ],
  ],
  [
    "S3 only",
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonS3FullAccess.html",
    [may(["s3:*", "s3-object-lambda:*"])],
  ],
  ["who reads all secrets, and decrypts none", `${SM}/auth-and-access_iam-policies.html`, [may(READ)]],
  ["who reads and decrypts", `${SM}/auth-and-access_iam-policies.html`, [may(READ), may("kms:Decrypt")], ["AGC002"]],
  [
    "who reads and makes grants",
    `${KMS}/create-grant-authorization.html`,
    [may(READ), may("kms:CreateGrant", KEY)],
    ["AGC022"],
  ],
  ["who makes grants and reads nothing", `${KMS}/create-grant-authorization.html`, [may("kms:CreateGrant", KEY)]],
  [
    "an administrator",
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html",
    [may("*")],
    ["AGC002", "AGC022"],
  ],
  [
    "who manages access",
    "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMFullAccess.html",
    [may("iam:*")],
    ["AGC022"],
  ],
];

const table = (kind: keyof Shape, rows: readonly Row[]): Published[] =>
  rows.map(([name, see, statements, finds = []]) => ({
    name: `${kind}: ${name}`,
    see,
    shape: { [kind]: statements },
    finds,
  }));

/** Shapes, in our own words and with our own names. */
export const PUBLISHED: readonly Published[] = [
  ...table("secret", SECRETS),
  ...table("key", KEYS),
  ...table("trust", TRUSTS),
  ...table("identity", IDENTITIES),
  ...table("stranger", STRANGERS),
];
