/**
 * What somebody with the deployer's credentials might try. Each abuse stands beside what the deployer does every day, from
 * which it differs in one thing: the one is denied, the other allowed.
 */
/** Of the stack in its workspace. */
export const MARK = "0123456789ab";
export const ACCOUNT = "111122223333";
export const DEPLOYER = `arn:aws:iam::${ACCOUNT}:role/terraform`;
export const READER = `arn:aws:iam::${ACCOUNT}:role/agents/runtime`;
export const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/agents`;
/** A secret that grants open, with a policy of its own. */
export const SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:google-oauth-AbCdEf`;
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
/** A secret that the bridge opens, by its policy and that of its key. */
export const SHARED_SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:shared-GhIjKl`;
export const SHARED_KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/aaaabbbb-12ab-34cd-56ef-1234567890ab`;
export const SIGNING_KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/5678dcba-12ab-34cd-56ef-1234567890ab`;
export const VPC = { vpcId: "vpc-00000001", subnetIds: ["subnet-00000001"] };

/** A reader that gets managed policies. */
export const MANAGED_READER = `arn:aws:iam::${ACCOUNT}:role/agents/many`;

const OTHER_SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:payroll-MnOpQr`;
const OTHER_KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/99999999-12ab-34cd-56ef-1234567890ab`;
const OTHER_ROLE = `arn:aws:iam::${ACCOUNT}:role/agents/payroll`;
const STRANGER = "arn:aws:iam::999988887777:role/evil";
const VAULT = `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:token-vault/default`;
const EC2 = `arn:aws:ec2:us-east-1:${ACCOUNT}`;
const NETWORK = "identity-network.bedrock-agentcore.amazonaws.com";

export interface Attempt {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export interface Abuse {
  readonly name: string;
  /** What the deployer does every day. */
  readonly daily: Attempt;
  /** What is different. A context of undefined is a key that is not there. */
  readonly instead: Partial<Omit<Attempt, "context">> & {
    readonly context?: Readonly<Record<string, string | readonly string[] | undefined>>;
  };
}

const abuses =
  (daily: Attempt) =>
  (...rows: readonly (readonly [string, Abuse["instead"]])[]): Abuse[] =>
    rows.map(([name, instead]) => ({ name, daily, instead }));

const SECRET_ARN = "kms:EncryptionContext:SecretARN";

const grants = abuses({
  action: "kms:CreateGrant",
  resource: KEY,
  context: {
    [SECRET_ARN]: SECRET,
    "kms:GrantConstraintType": "EncryptionContextSubset",
    "kms:GrantOperations": ["Decrypt"],
    "kms:GranteePrincipal": READER,
    "kms:RetiringPrincipal": DEPLOYER,
  },
})(
  ["a grant to a stranger", { context: { "kms:GranteePrincipal": STRANGER } }],
  ["a grant to another role of the account", { context: { "kms:GranteePrincipal": OTHER_ROLE } }],
  ["a grant to the whole account", { context: { "kms:GranteePrincipal": `arn:aws:iam::${ACCOUNT}:root` } }],
  [
    "a grant to a service",
    { context: { "kms:GranteePrincipal": undefined, "kms:GranteeServicePrincipal": "ec2.amazonaws.com" } },
  ],
  ["a grant for another secret", { context: { [SECRET_ARN]: OTHER_SECRET } }],
  ["a grant without a constraint", { context: { [SECRET_ARN]: undefined, "kms:GrantConstraintType": undefined } }],
  ["a grant constrained to something else", { context: { [SECRET_ARN]: undefined } }],
  ["a grant with a constraint of another kind", { context: { "kms:GrantConstraintType": "SourceArn" } }],
  ["a grant with more operations", { context: { "kms:GrantOperations": ["Decrypt", "CreateGrant"] } }],
  ["a grant for another operation", { context: { "kms:GrantOperations": ["Encrypt"] } }],
  ["a grant that somebody else retires", { context: { "kms:RetiringPrincipal": STRANGER } }],
  ["a grant that nobody retires", { context: { "kms:RetiringPrincipal": undefined } }],
  ["a grant on another key", { resource: OTHER_KEY }],
  ["a grant on the key of the shared secret, which has none", { resource: SHARED_KEY }],
);

const keys = [
  ...abuses({ action: "kms:ListGrants", resource: KEY })(
    ["revoking a grant of somebody else", { action: "kms:RevokeGrant" }],
    ["listing the grants of another key", { resource: OTHER_KEY }],
    ["deleting the key", { action: "kms:ScheduleKeyDeletion" }],
    ["disabling the key", { action: "kms:DisableKey" }],
    ["writing the policy of a key that grants open", { action: "kms:PutKeyPolicy" }],
  ),
  ...abuses({
    action: "kms:Decrypt",
    resource: KEY,
    context: { [SECRET_ARN]: SECRET, "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
  })(
    ["decrypting another secret of the key", { context: { [SECRET_ARN]: OTHER_SECRET } }],
    ["decrypting any other data of the key", { context: { [SECRET_ARN]: undefined, "kms:ViaService": undefined } }],
    ["decrypting with another key", { resource: OTHER_KEY }],
    ["encrypting with the key", { action: "kms:Encrypt" }],
    ["making data keys", { action: "kms:GenerateDataKey" }],
  ),
  ...abuses({ action: "kms:PutKeyPolicy", resource: SHARED_KEY })(
    ["a key policy past KMS's own check", { context: { "kms:BypassPolicyLockoutSafetyCheck": "true" } }],
    ["the policy of another key", { resource: OTHER_KEY }],
  ),
  ...abuses({
    action: "kms:Sign",
    resource: SIGNING_KEY,
    context: { "kms:ViaService": "bedrock-agentcore-identity.us-east-1.amazonaws.com" },
  })(
    ["signing directly", { context: { "kms:ViaService": undefined } }],
    ["signing with another key", { resource: OTHER_KEY }],
  ),
];

const secrets = [
  ...abuses({
    action: "secretsmanager:PutResourcePolicy",
    resource: SECRET,
    context: { "secretsmanager:BlockPublicPolicy": "true" },
  })(
    ["a policy that may let everybody in", { context: { "secretsmanager:BlockPublicPolicy": "false" } }],
    ["a policy that may, by saying nothing", { context: { "secretsmanager:BlockPublicPolicy": undefined } }],
    ["the policy of another secret", { resource: OTHER_SECRET }],
  ),
  ...abuses({ action: "secretsmanager:GetSecretValue", resource: SECRET })(
    ["reading another secret", { resource: OTHER_SECRET }],
    ["writing the secret", { action: "secretsmanager:PutSecretValue" }],
    ["giving the secret another key", { action: "secretsmanager:UpdateSecret" }],
    ["rotating the secret", { action: "secretsmanager:RotateSecret" }],
    ["replicating the secret", { action: "secretsmanager:ReplicateSecretToRegions" }],
    ["deleting the secret", { action: "secretsmanager:DeleteSecret" }],
    ["making a secret", { action: "secretsmanager:CreateSecret" }],
  ),
  ...abuses({ action: "secretsmanager:DeleteResourcePolicy", resource: SHARED_SECRET })([
    "deleting the policy of another secret",
    { resource: OTHER_SECRET },
  ]),
];

const provider = (name: string, collection = "oauth2credentialprovider"): string => `${VAULT}/${collection}/${name}`;
const providers = [
  ...abuses({ action: "bedrock-agentcore:CreateOauth2CredentialProvider", resource: provider("google") })(
    ["a provider of another name", { resource: provider("payroll") }],
    ["a provider in another Region", { resource: provider("google").replace("us-east-1", "eu-west-1") }],
    ["a provider of another kind", { action: "bedrock-agentcore:CreateApiKeyCredentialProvider" }],
    ["obtaining a token itself", { action: "bedrock-agentcore:GetResourceOauth2Token" }],
  ),
  ...abuses({ action: "bedrock-agentcore:UpdateOauth2CredentialProvider", resource: provider("google") })([
    "changing a provider of somebody else",
    { resource: provider("payroll") },
  ]),
  ...abuses({ action: "bedrock-agentcore:DeleteOauth2CredentialProvider", resource: provider("google") })([
    "deleting a provider of somebody else",
    { resource: provider("payroll") },
  ]),
  ...abuses({ action: "bedrock-agentcore:GetOauth2CredentialProvider", resource: VAULT })([
    "the key of the token vault",
    { action: "bedrock-agentcore:SetTokenVaultCMK" },
  ]),
];

const roles = abuses({
  action: "iam:PutRolePolicy",
  resource: READER,
  context: { "iam:PermissionsBoundary": BOUNDARY },
})(
  ["another role's policy", { resource: OTHER_ROLE }],
  ["its own policy", { resource: DEPLOYER }],
  ["the policy of a reader without the boundary", { context: { "iam:PermissionsBoundary": undefined } }],
  ["the policy of a reader with another boundary", { context: { "iam:PermissionsBoundary": `${BOUNDARY}-wide` } }],
  ["the boundary taken off", { action: "iam:DeleteRolePermissionsBoundary" }],
  ["another boundary", { action: "iam:PutRolePermissionsBoundary" }],
  ["a managed policy for the reader", { action: "iam:AttachRolePolicy" }],
  ["who may be the reader", { action: "iam:UpdateAssumeRolePolicy" }],
  ["handing the reader's role to a service", { action: "iam:PassRole" }],
);

const POLICY_ARN = "iam:PolicyARN";
const OTHER_MARK = "ab0123456789";
const policyOf = (role: string, mark = MARK): string =>
  `arn:aws:iam::${ACCOUNT}:policy/agentcore-identity/stack-${mark}/${role}/AgentCoreIdentity-stack-${role}-01-${mark}`;
const managedPolicies = [
  ...["iam:AttachRolePolicy", "iam:DetachRolePolicy"].flatMap((action) =>
    abuses({
      action,
      resource: MANAGED_READER,
      context: { [POLICY_ARN]: policyOf("many"), "iam:PermissionsBoundary": BOUNDARY },
    })(
      [
        `${action} with AdministratorAccess`,
        { context: { [POLICY_ARN]: "arn:aws:iam::aws:policy/AdministratorAccess" } },
      ],
      [`${action} with a policy of somebody else`, { context: { [POLICY_ARN]: `${BOUNDARY}-wide` } }],
      [`${action} with the policy of another reader`, { context: { [POLICY_ARN]: policyOf("many-more") } }],
      [`${action} with the policy of another workspace`, { context: { [POLICY_ARN]: policyOf("many", OTHER_MARK) } }],
      [`${action} of another role`, { resource: OTHER_ROLE }],
      [`${action} of the deployer itself`, { resource: DEPLOYER }],
      [`${action} of a reader without the boundary`, { context: { "iam:PermissionsBoundary": undefined } }],
    ),
  ),
  ...abuses({ action: "iam:CreatePolicyVersion", resource: policyOf("many") })(
    ["a new version of the boundary", { resource: BOUNDARY }],
    ["a new version of another reader's policy", { resource: policyOf("many-more") }],
    ["a new version of another workspace's policy", { resource: policyOf("many", OTHER_MARK) }],
    ["another version that is the default", { action: "iam:SetDefaultPolicyVersion" }],
  ),
  ...abuses({ action: "iam:CreatePolicy", resource: policyOf("many") })([
    "a policy of any other name",
    { resource: `arn:aws:iam::${ACCOUNT}:policy/AgentCoreIdentity-stack-many-01` },
  ]),
  ...abuses({ action: "iam:DeletePolicy", resource: policyOf("many") })([
    "deleting the boundary",
    { resource: BOUNDARY },
  ]),
  ...abuses({ action: "iam:ListAttachedRolePolicies", resource: MANAGED_READER })([
    "an inline policy for the reader of managed ones",
    { action: "iam:PutRolePolicy" },
  ]),
];

const network = [
  ...abuses({
    action: "iam:CreateServiceLinkedRole",
    resource: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/${NETWORK}/AWSServiceRoleForBedrockAgentCoreIdentity`,
    context: { "iam:AWSServiceName": NETWORK },
  })(
    ["the service-linked role of another service", { context: { "iam:AWSServiceName": "ecs.amazonaws.com" } }],
    ["a role of another name", { resource: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/${NETWORK}/other` }],
  ),
  ...abuses({
    action: "ec2:CreateNetworkInterface",
    resource: `${EC2}:subnet/subnet-00000001`,
    context: { "ec2:Vpc": `${EC2}:vpc/vpc-00000001` },
  })(["an interface in another subnet", { resource: `${EC2}:subnet/subnet-00000002` }]),
  ...abuses({
    action: "ec2:CreateNetworkInterface",
    resource: `${EC2}:security-group/sg-default`,
    context: { "ec2:Vpc": `${EC2}:vpc/vpc-00000001` },
  })(["a security group of another VPC", { context: { "ec2:Vpc": `${EC2}:vpc/vpc-00000002` } }]),
];

export const ABUSES: readonly Abuse[] = [
  ...grants,
  ...keys,
  ...secrets,
  ...providers,
  ...roles,
  ...managedPolicies,
  ...network,
];
