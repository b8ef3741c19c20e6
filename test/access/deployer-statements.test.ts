import type { Deployment } from "../../src/access/deployer-statements";
import { deployment } from "../../src/access/deployer-statements";
import type { Statement } from "../../src/access/policy";
import { PARTITIONS, viaNames } from "../support/partitions";

const PLACE = { partition: "aws", region: "us-east-1", account: "111122223333" };
const VAULT = "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default";
const NOTHING: Deployment = {
  place: PLACE,
  providers: [],
  secretArns: [],
  encryptedSecrets: [],
  policySecretArns: [],
  grantKeyArns: [],
  policyKeyArns: [],
  policyRoleArns: [],
  signingKeyArns: [],
  hasPrivateEndpoint: false,
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
  policySecretArns: ["s2", "s1", "s1"],
  grantKeyArns: ["k2", "k1", "k1"],
  policyRoleArns: ["r2", "r1", "r1"],
  signingKeyArns: ["j2", "j1", "j1"],
  hasPrivateEndpoint: true,
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
      "CreateGrant",
      "ManageGrants",
      "RolePolicy",
      "PrivateEndpoint",
      "ServiceLinkedRole",
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

test("no action is a wildcard, and only the network's resources are", () => {
  expect(actions(EVERYTHING).filter((action) => action.includes("*"))).toEqual([]);
  const wide = deployment(EVERYTHING).filter(({ Resource }) =>
    [Resource].flat().some((resource) => resource.includes("*")),
  );
  expect(wide.map(({ Sid }) => Sid)).toEqual([
    "AgentCoreIdentityPrivateEndpoint",
    "AgentCoreIdentityServiceLinkedRole",
  ]);
});

test("secrets are read and described, each once", () => {
  expect(bySid(EVERYTHING, "ReadSecret")).toEqual({
    Sid: "AgentCoreIdentityReadSecret",
    Effect: "Allow",
    Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    Resource: ["s1", "s2"],
  });
});

test("secret policies are written on the given secrets only", () => {
  expect(bySid(EVERYTHING, "SecretPolicy")).toEqual({
    Sid: "AgentCoreIdentitySecretPolicy",
    Effect: "Allow",
    Action: [
      "secretsmanager:DeleteResourcePolicy",
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetResourcePolicy",
      "secretsmanager:PutResourcePolicy",
    ],
    Resource: ["s1", "s2"],
  });
});

test("grants are made for Decrypt alone, with an encryption context", () => {
  expect(bySid(EVERYTHING, "CreateGrant")).toEqual({
    Sid: "AgentCoreIdentityCreateGrant",
    Effect: "Allow",
    Action: "kms:CreateGrant",
    Resource: ["k1", "k2"],
    Condition: {
      "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] },
      StringEquals: { "kms:GrantConstraintType": "EncryptionContextSubset" },
    },
  });
  expect(bySid(EVERYTHING, "ManageGrants")).toEqual({
    Sid: "AgentCoreIdentityManageGrants",
    Effect: "Allow",
    Action: ["kms:ListGrants", "kms:RevokeGrant"],
    Resource: ["k1", "k2"],
  });
});

test("inline policies are written on the given roles only", () => {
  expect(bySid(EVERYTHING, "RolePolicy")).toEqual({
    Sid: "AgentCoreIdentityRolePolicy",
    Effect: "Allow",
    Action: ["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"],
    Resource: ["r1", "r2"],
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

test("the network actions come with a private endpoint only", () => {
  expect(
    actions({ ...EVERYTHING, hasPrivateEndpoint: false }).filter((action) =>
      /^(ec2|vpc-lattice):|ServiceLinked/.test(action),
    ),
  ).toEqual([]);
  expect(bySid(EVERYTHING, "ServiceLinkedRole")?.Resource).toBe("arn:aws:iam::111122223333:role/aws-service-role/*");
});
