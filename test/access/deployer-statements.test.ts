import { deployment } from "../../src/access/deployer-statements";
import type { Deployment } from "../../src/access/deployment";
import type { Statement } from "../../src/access/policy";
import { PARTITIONS, viaNames } from "../support/partitions";

const PLACE = { partition: "aws", region: "us-east-1", account: "111122223333" };
const VAULT = "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default";
const NOTHING: Deployment = {
  place: PLACE,
  providers: [],
  secretArns: [],
  encryptedSecrets: [],
  madeSecrets: [],
  policySecretArns: [],
  comparedSecretArns: [],
  grants: [],
  policyKeyArns: [],
  policyRoleArns: [],
  managedPolicies: [],
  signingKeyArns: [],
  setsTokenVaultKey: false,
  networks: [],
};
const EVERYTHING: Deployment = {
  ...NOTHING,
  providers: [
    { kind: "payment", name: "pay" },
    { kind: "apikey", name: "weather" },
    { kind: "oauth2", name: "slack" },
    { kind: "oauth2", name: "google" },
    { kind: "oauth2", name: "google" },
  ],
  secretArns: ["s2", "s1", "s2"],
  encryptedSecrets: [
    { secretArn: "s1", keyArn: "k1", region: "us-east-1", partition: "aws" },
    { secretArn: "s2", keyArn: "k2", region: "us-east-1", partition: "aws" },
  ],
  madeSecrets: [],
  policySecretArns: ["s2", "s1", "s1"],
  comparedSecretArns: [],
  grants: [
    { keyArn: "k2", secretArn: "s2", granteeArns: ["r2", "d"] },
    { keyArn: "k1", secretArn: "s1", granteeArns: ["r2", "d"], retiringRoleArn: "d" },
    { keyArn: "k1", secretArn: "s1", granteeArns: ["r1"], retiringRoleArn: "d" },
  ],
  policyKeyArns: ["k3", "k3"],
  policyRoleArns: ["r2", "r1", "r1"],
  managedPolicies: [
    { roleArn: "r4", policyArns: "p4" },
    { roleArn: "r3", policyArns: "p3" },
    { roleArn: "r3", policyArns: "p3" },
  ],
  signingKeyArns: ["j2", "j1", "j1"],
  setsTokenVaultKey: true,
  networks: [
    { vpcId: "vpc-2", subnetIds: ["subnet-2", "subnet-1"], securityGroupIds: [] },
    { vpcId: "vpc-1", subnetIds: [], securityGroupIds: ["sg-1"] },
    { resourceConfigurationIdentifier: "rcfg-1" },
  ],
};

const bySid = (input: Deployment, sid: string): Statement | undefined =>
  deployment(input).find(({ Sid }) => Sid === `AgentCoreIdentity${sid}`);
const actions = (input: Deployment): string[] => deployment(input).flatMap(({ Action }) => [Action].flat());

test("nothing to deploy needs nothing", () => {
  expect(deployment(NOTHING)).toEqual([]);
});

test.each([
  ["oauth2", "Oauth2CredentialProvider", "oauth2credentialprovider"],
  ["apikey", "ApiKeyCredentialProvider", "apikeycredentialprovider"],
  ["payment", "PaymentCredentialProvider", "paymentcredentialprovider"],
] as const)("%s providers are managed by exactly these actions, on vault and provider", (kind, entity, collection) => {
  expect(
    deployment({
      ...NOTHING,
      providers: [
        { kind, name: "b" },
        { kind, name: "a" },
        { kind, name: "b" },
      ],
    }),
  ).toEqual([
    {
      Sid: `AgentCoreIdentityManage${entity}`,
      Effect: "Allow",
      Action: [
        `bedrock-agentcore:Create${entity}`,
        "bedrock-agentcore:CreateTokenVault",
        `bedrock-agentcore:Delete${entity}`,
        `bedrock-agentcore:Get${entity}`,
        "bedrock-agentcore:ListTagsForResource",
        "bedrock-agentcore:TagResource",
        "bedrock-agentcore:UntagResource",
        `bedrock-agentcore:Update${entity}`,
      ].sort(),
      Resource: [VAULT, `${VAULT}/${collection}`, `${VAULT}/${collection}/a`, `${VAULT}/${collection}/b`],
    },
  ]);
});

test("all of it at once is these statements, each under a Sid of its own", () => {
  const sids = deployment(EVERYTHING).map(({ Sid }) => Sid);
  expect(sids).toEqual(
    [
      "ManageOauth2CredentialProvider",
      "ManageApiKeyCredentialProvider",
      "ManagePaymentCredentialProvider",
      "ReadSecret",
      "Decrypt1",
      "Decrypt2",
      "Sign1",
      "Sign2",
      "SecretPolicy",
      "PutSecretPolicy",
      "CreateGrant1",
      "CreateGrant2",
      "ListGrants",
      "RevokeGrant",
      "KeyPolicy",
      "PutKeyPolicy",
      "RolePolicy",
      "ManagedPolicies",
      "ListAttached",
      "AttachPolicies1",
      "AttachPolicies2",
      "TokenVault",
      "PrivateEndpoint",
      "Subnets",
      "SecurityGroups",
      "ServiceLinkedRole",
      "ResourceConfiguration",
      "ResourceAssociation",
      "Lattice",
    ].map((sid) => `AgentCoreIdentity${sid}`),
  );
  expect(deployment(EVERYTHING)).toMatchSnapshot();
});

test("nothing of what a managed secret would need is ever granted", () => {
  const secretActions = actions(EVERYTHING).filter((action) => action.startsWith("secretsmanager:"));
  expect([...new Set(secretActions)].sort()).toEqual([
    "secretsmanager:DeleteResourcePolicy",
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetResourcePolicy",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutResourcePolicy",
  ]);
});

test("no action is a wildcard, and only the network's resources are, of which nobody knows the names", () => {
  expect(actions(EVERYTHING).filter((action) => action.includes("*"))).toEqual([]);
  const wide = deployment(EVERYTHING).flatMap(({ Resource }) =>
    [Resource].flat().filter((resource) => resource.includes("*")),
  );
  expect([...new Set(wide)].sort()).toEqual([
    "*",
    "arn:aws:ec2:us-east-1:111122223333:network-interface/*",
    "arn:aws:ec2:us-east-1:111122223333:security-group/*",
    "arn:aws:ec2:us-east-1:111122223333:subnet/*",
    "arn:aws:vpc-lattice:us-east-1:*:servicenetwork/*",
    "arn:aws:vpc-lattice:us-east-1:*:servicenetworkresourceassociation/*",
  ]);
  expect(bySid(EVERYTHING, "Lattice")?.Resource).toBe("*");
});

test("secrets are read and described, each once", () => {
  expect(bySid(EVERYTHING, "ReadSecret")).toEqual({
    Sid: "AgentCoreIdentityReadSecret",
    Effect: "Allow",
    Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    Resource: ["s1", "s2"],
  });
});

test("secret policies are written on the given secrets only, and none for everybody", () => {
  expect(bySid(EVERYTHING, "SecretPolicy")).toEqual({
    Sid: "AgentCoreIdentitySecretPolicy",
    Effect: "Allow",
    Action: [
      "secretsmanager:DeleteResourcePolicy",
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetResourcePolicy",
    ],
    Resource: ["s1", "s2"],
  });
  expect(bySid(EVERYTHING, "PutSecretPolicy")).toEqual({
    Sid: "AgentCoreIdentityPutSecretPolicy",
    Effect: "Allow",
    Action: "secretsmanager:PutResourcePolicy",
    Resource: ["s1", "s2"],
    Condition: { Bool: { "secretsmanager:BlockPublicPolicy": "true" } },
  });
});

describe("grants", () => {
  test("are made for Decrypt of one secret alone, to its roles alone, together where they differ in nothing else", () => {
    expect(bySid(EVERYTHING, "CreateGrant1")).toEqual({
      Sid: "AgentCoreIdentityCreateGrant1",
      Effect: "Allow",
      Action: "kms:CreateGrant",
      Resource: ["k1"],
      Condition: {
        "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] },
        StringEquals: {
          "kms:EncryptionContext:SecretARN": "s1",
          "kms:GrantConstraintType": "EncryptionContextSubset",
          "kms:GranteePrincipal": ["d", "r1", "r2"],
          "kms:RetiringPrincipal": "d",
        },
      },
    });
    expect(bySid(EVERYTHING, "CreateGrant2")?.Condition?.StringEquals).toEqual({
      "kms:EncryptionContext:SecretARN": "s2",
      "kms:GrantConstraintType": "EncryptionContextSubset",
      "kms:GranteePrincipal": ["d", "r2"],
    });
  });

  test("are revoked only where they name nobody who retires them", () => {
    expect(bySid(EVERYTHING, "ListGrants")?.Resource).toEqual(["k1", "k2"]);
    expect(bySid(EVERYTHING, "RevokeGrant")?.Resource).toEqual(["k2"]);
    const retired = { ...EVERYTHING, grants: EVERYTHING.grants.filter(({ retiringRoleArn }) => retiringRoleArn) };
    expect(actions(retired)).not.toContain("kms:RevokeGrant");
  });
});

test("a key policy is never put past KMS's own check", () => {
  expect(bySid(EVERYTHING, "PutKeyPolicy")).toEqual({
    Sid: "AgentCoreIdentityPutKeyPolicy",
    Effect: "Allow",
    Action: "kms:PutKeyPolicy",
    Resource: ["k3"],
    Condition: { BoolIfExists: { "kms:BypassPolicyLockoutSafetyCheck": "false" } },
  });
  expect(bySid(EVERYTHING, "KeyPolicy")).toMatchObject({ Action: "kms:GetKeyPolicy", Resource: ["k3"] });
});

describe("inline policies", () => {
  test("are written on the given roles only", () => {
    expect(bySid(EVERYTHING, "RolePolicy")).toEqual({
      Sid: "AgentCoreIdentityRolePolicy",
      Effect: "Allow",
      Action: ["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"],
      Resource: ["r1", "r2"],
    });
  });

  test("are written within a boundary if there is one, and read in any case", () => {
    const limited = { ...EVERYTHING, permissionsBoundaryArn: "boundary" };
    expect(bySid(limited, "RolePolicy")).toEqual({
      Sid: "AgentCoreIdentityRolePolicy",
      Effect: "Allow",
      Action: ["iam:DeleteRolePolicy", "iam:PutRolePolicy"],
      Resource: ["r1", "r2"],
      Condition: { StringEquals: { "iam:PermissionsBoundary": "boundary" } },
    });
    expect(bySid(limited, "ReadRolePolicy")).toEqual({
      Sid: "AgentCoreIdentityReadRolePolicy",
      Effect: "Allow",
      Action: "iam:GetRolePolicy",
      Resource: ["r1", "r2"],
    });
  });
});

test.each(PARTITIONS)("signing keys are used through AgentCore Identity in $partition", (where) => {
  const place = { ...PLACE, partition: where.partition, region: where.region };
  expect(deployment({ ...NOTHING, place, signingKeyArns: ["j1"] })).toEqual([
    {
      Sid: "AgentCoreIdentitySign1",
      Effect: "Allow",
      Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
      Resource: ["j1"],
      Condition: { StringEquals: { "kms:ViaService": viaNames("bedrock-agentcore-identity", where) } },
    },
  ]);
});

describe("a private endpoint", () => {
  const network = /^(ec2|vpc-lattice):|ServiceLinked/;
  const SLR = "identity-network.bedrock-agentcore.amazonaws.com";

  test("is needed for any network action at all", () => {
    expect(actions({ ...EVERYTHING, networks: [] }).filter((action) => network.test(action))).toEqual([]);
  });

  test("that AgentCore makes needs an interface there, and its own service-linked role", () => {
    const managed = { ...NOTHING, networks: EVERYTHING.networks.slice(0, 2) };
    expect([...new Set(actions(managed))]).toEqual(["ec2:CreateNetworkInterface", "iam:CreateServiceLinkedRole"]);
    const ec2 = "arn:aws:ec2:us-east-1:111122223333";
    expect(bySid(managed, "PrivateEndpoint")?.Resource).toEqual([
      `${ec2}:network-interface/*`,
      `${ec2}:security-group/sg-1`,
      `${ec2}:subnet/subnet-1`,
      `${ec2}:subnet/subnet-2`,
    ]);
    expect(bySid(managed, "Subnets")?.Condition).toEqual({ ArnEquals: { "ec2:Vpc": [`${ec2}:vpc/vpc-1`] } });
    expect(bySid(managed, "SecurityGroups")?.Condition).toEqual({ ArnEquals: { "ec2:Vpc": [`${ec2}:vpc/vpc-2`] } });
    expect(bySid(managed, "ServiceLinkedRole")).toMatchObject({
      Resource: `arn:aws:iam::111122223333:role/aws-service-role/${SLR}/AWSServiceRoleForBedrockAgentCoreIdentity`,
      Condition: { StringEquals: { "iam:AWSServiceName": SLR } },
    });
  });

  test.each([
    ["an ID", "rcfg-1", "arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-1"],
    [
      "an ARN",
      "arn:aws:vpc-lattice:us-east-1:444455556666:resourceconfiguration/rcfg-2",
      "arn:aws:vpc-lattice:us-east-1:444455556666:resourceconfiguration/rcfg-2",
    ],
    ["a token", "${var.id}", "arn:aws:vpc-lattice:us-east-1:*:resourceconfiguration/*"],
  ])("that the team manages, known by %s, needs VPC Lattice alone", (_, resourceConfigurationIdentifier, arn) => {
    const selfManaged = { ...NOTHING, networks: [{ resourceConfigurationIdentifier }] };
    expect(actions(selfManaged).filter((action) => !action.startsWith("vpc-lattice:"))).toEqual([]);
    expect(bySid(selfManaged, "ResourceConfiguration")?.Resource).toContain(arn);
  });
});
