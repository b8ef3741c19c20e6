import type { RequestPrincipal } from "../../src/decision";

/** The small world in which random requests happen: small enough that policies often meet them. */
export const ACCOUNT = "111122223333";
export const OTHER_ACCOUNT = "444455556666";
export const SERVICE = "bedrock-agentcore.amazonaws.com";

const role = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;
const assumed = (account: string, name: string, sessionName: string, team: string): RequestPrincipal => ({
  type: "AssumedRole",
  roleArn: role(account, name),
  sessionName,
  roleId: `AROA${name.toUpperCase()}`,
  tags: { team },
});

export const PRINCIPALS: readonly RequestPrincipal[] = [
  assumed(ACCOUNT, "runtime", "one", "maps"),
  assumed(ACCOUNT, "runtime", "two", "maps"),
  assumed(ACCOUNT, "gateway", "one", "search"),
  assumed(OTHER_ACCOUNT, "runtime", "one", "maps"),
  { type: "User", userArn: `arn:aws:iam::${ACCOUNT}:user/carlos`, userId: "AIDACARLOS", tags: { team: "maps" } },
  { type: "User", userArn: `arn:aws:iam::${OTHER_ACCOUNT}:user/diana`, userId: "AIDADIANA", tags: {} },
  { type: "FederatedUser", userArn: `arn:aws:iam::${ACCOUNT}:user/carlos`, federatedUserName: "fiona", tags: {} },
  { type: "Account", account: ACCOUNT },
  { type: "Service", service: SERVICE },
];

export const PRINCIPAL_NAMES: readonly string[] = [
  role(ACCOUNT, "runtime"),
  role(ACCOUNT, "runtime"),
  role(ACCOUNT, "gateway"),
  role(OTHER_ACCOUNT, "runtime"),
  `arn:aws:sts::${ACCOUNT}:assumed-role/runtime/one`,
  `arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/runtime/one`,
  `arn:aws:iam::${ACCOUNT}:root`,
  `arn:aws:iam::${OTHER_ACCOUNT}:root`,
  ACCOUNT,
  OTHER_ACCOUNT,
  `arn:aws:iam::${ACCOUNT}:user/carlos`,
  `arn:aws:iam::${OTHER_ACCOUNT}:user/diana`,
  `arn:aws:sts::${ACCOUNT}:federated-user/fiona`,
  "*",
];

const secret = (account: string, name: string): string => `arn:aws:secretsmanager:us-east-1:${account}:secret:${name}`;
const key = (account: string): string => `arn:aws:kms:us-east-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const vault = `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:token-vault/default`;

export interface Target {
  readonly service: "secretsmanager" | "kms" | "bedrock-agentcore";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly patterns: readonly string[];
}

export const TARGETS: readonly Target[] = [
  {
    service: "secretsmanager",
    actions: ["GetSecretValue", "GetSecretValue", "DescribeSecret", "PutSecretValue"],
    resources: [
      secret(ACCOUNT, "maps-AbCdEf"),
      secret(ACCOUNT, "maps-AbCdEf"),
      secret(OTHER_ACCOUNT, "maps-AbCdEf"),
      secret(ACCOUNT, "search-GhIjKl"),
    ],
    patterns: [
      secret(ACCOUNT, "maps-AbCdEf"),
      secret(ACCOUNT, "maps-??????"),
      secret(ACCOUNT, "maps"),
      secret("*", "maps-*"),
      secret(ACCOUNT, "${aws:PrincipalTag/team}-??????"),
      secret("*", "${aws:PrincipalTag/cost, 'maps'}-AbCdEf"),
      secret(ACCOUNT, "bedrock-agentcore-identity!*"),
      `arn:aws:secretsmanager:us-east-1:${OTHER_ACCOUNT}:secret:*`,
    ],
  },
  {
    service: "kms",
    actions: ["Decrypt", "Decrypt", "Encrypt", "DescribeKey", "CreateGrant"],
    resources: [key(ACCOUNT), key(ACCOUNT), key(OTHER_ACCOUNT)],
    patterns: [
      key(ACCOUNT),
      key(OTHER_ACCOUNT),
      key("*"),
      `arn:aws:kms:*:${ACCOUNT}:key/*`,
      `arn:aws:kms:us-east-1:${ACCOUNT}:alias/*`,
    ],
  },
  {
    service: "bedrock-agentcore",
    actions: ["GetResourceOauth2Token"],
    resources: [vault, `${vault}/oauth2credentialprovider/maps`],
    patterns: [
      vault,
      `${vault}/*`,
      `${vault}/oauth2credentialprovider/maps`,
      `${vault}/oauth2credentialprovider/\${aws:PrincipalTag/team}`,
    ],
  },
];

/** What kind of values a condition key holds. */
export type KeyType = "string" | "arn" | "number" | "date" | "boolean" | "ip" | "list";

export interface KeyOfWorld {
  readonly key: string;
  readonly type: KeyType;
  readonly values: readonly string[];
  readonly patterns?: readonly string[];
  /** Filled in from the principal: never given. */
  readonly filled?: true;
  /** Actions that have the key. Left out: all. */
  readonly only?: RegExp;
}

const SECRET_ARNS = [
  secret(ACCOUNT, "maps-AbCdEf"),
  secret(OTHER_ACCOUNT, "maps-AbCdEf"),
  secret(ACCOUNT, "search-GhIjKl"),
];

export const KEYS: readonly KeyOfWorld[] = [
  { key: "aws:CalledVia", type: "list", values: [SERVICE, "cloudformation.amazonaws.com"], patterns: ["bedrock-*"] },
  { key: "aws:SourceVpce", type: "string", values: ["vpce-1", "vpce-2"], patterns: ["vpce-*"] },
  {
    key: "aws:SourceIp",
    type: "ip",
    values: ["203.0.113.7", "198.51.100.9", "2001:db8::7"],
    patterns: ["203.0.113.0/24", "2001:db8::/32", "198.51.100.8/29"],
  },
  { key: "aws:MultiFactorAuthAge", type: "number", values: ["10", "300", "3600"] },
  {
    key: "aws:CurrentTime",
    type: "date",
    values: ["2026-07-01T00:00:00Z", "2026-01-01T12:30:00Z", "2027-01-01T00:00:00Z"],
  },
  { key: "aws:SecureTransport", type: "boolean", values: ["true", "false"] },
  { key: "aws:ViaAWSService", type: "boolean", values: ["true", "false"] },
  { key: "aws:RequestedRegion", type: "string", values: ["us-east-1", "eu-west-1"], patterns: ["us-*"] },
  { key: "aws:PrincipalTag/team", type: "string", values: ["maps", "search"], patterns: ["m*"], filled: true },
  {
    key: "aws:PrincipalArn",
    type: "arn",
    values: [role(ACCOUNT, "runtime"), role(ACCOUNT, "gateway"), `arn:aws:iam::${ACCOUNT}:user/carlos`],
    patterns: [`arn:aws:iam::${ACCOUNT}:role/*`, role("*", "runtime")],
    filled: true,
  },
  { key: "aws:PrincipalAccount", type: "string", values: [ACCOUNT, OTHER_ACCOUNT], filled: true },
  { key: "aws:PrincipalOrgID", type: "string", values: ["o-abc", "o-xyz"], filled: true },
  { key: "aws:PrincipalType", type: "string", values: ["AssumedRole", "User"], filled: true },
  {
    key: "aws:userid",
    type: "string",
    values: ["AROARUNTIME:one", "AIDACARLOS"],
    patterns: ["AROARUNTIME:*"],
    filled: true,
  },
  { key: "aws:username", type: "string", values: ["carlos", "diana"], filled: true },
  { key: "aws:SourceAccount", type: "string", values: [ACCOUNT, OTHER_ACCOUNT] },
  {
    key: "aws:SourceArn",
    type: "arn",
    values: [vault, `arn:aws:bedrock-agentcore:us-east-1:${OTHER_ACCOUNT}:token-vault/default`],
    patterns: [`arn:aws:bedrock-agentcore:*:${ACCOUNT}:*`],
  },
  {
    key: "secretsmanager:VersionStage",
    type: "string",
    values: ["AWSCURRENT", "AWSPREVIOUS"],
    patterns: ["AWS*"],
    only: /^secretsmanager:GetSecretValue$/,
  },
  {
    key: "secretsmanager:SecretId",
    type: "arn",
    values: SECRET_ARNS,
    patterns: [secret("*", "maps-*")],
    only: /^secretsmanager:/,
  },
  {
    key: "kms:ViaService",
    type: "string",
    values: ["secretsmanager.us-east-1.amazonaws.com", "s3.us-east-1.amazonaws.com"],
    patterns: ["secretsmanager.*.amazonaws.com"],
    only: /^kms:/,
  },
  {
    key: "kms:EncryptionContext:SecretARN",
    type: "arn",
    values: SECRET_ARNS,
    patterns: [secret("*", "maps-*")],
    only: /^kms:(Decrypt|Encrypt)$/,
  },
  { key: "kms:CallerAccount", type: "string", values: [ACCOUNT, OTHER_ACCOUNT], filled: true, only: /^kms:/ },
  {
    key: "kms:GrantOperations",
    type: "list",
    values: ["Decrypt", "Encrypt", "DescribeKey"],
    only: /^kms:CreateGrant$/,
  },
  { key: "kms:GrantIsForAWSResource", type: "boolean", values: ["true", "false"], only: /^kms:CreateGrant$/ },
  {
    key: "kms:GrantConstraintType",
    type: "string",
    values: ["EncryptionContextSubset", "EncryptionContextEquals"],
    only: /^kms:CreateGrant$/,
  },
];
