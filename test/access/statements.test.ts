import {
  decryptSecret,
  deployersOfSecret,
  describeTokenVaultKey,
  readersOfSecret,
  readSecrets,
  serviceReadsSecret,
  SIGN_AT_DEPLOYMENT,
  SIGN_AT_RUN_TIME,
  signAssertion,
  useProviders,
  useTokenVaultKey,
} from "../../src/access/statements";
import { PARTITIONS, viaNames } from "../support/partitions";

const A = "arn:aws:iam::111122223333:role/a";
const B = "arn:aws:iam::111122223333:role/b";

describe.each(PARTITIONS)("in $partition", (where) => {
  const { partition, region } = where;
  const place = { partition, region, account: "111122223333" };
  const vault = `arn:${partition}:bedrock-agentcore:${region}:111122223333:token-vault/default`;
  const directory = `arn:${partition}:bedrock-agentcore:${region}:111122223333:workload-identity-directory/default`;
  const secretArn = `arn:${partition}:secretsmanager:${region}:444455556666:secret:s-AbCdEf`;
  const keyArn = `arn:${partition}:kms:${region}:444455556666:key/k`;

  test.each([
    ["oauth2", "bedrock-agentcore:GetResourceOauth2Token", "oauth2credentialprovider"],
    ["apikey", "bedrock-agentcore:GetResourceApiKey", "apikeycredentialprovider"],
    ["payment", "bedrock-agentcore:GetResourcePaymentToken", "paymentcredentialprovider"],
  ] as const)("%s: one action on vault, provider, directory and workload identities", (kind, action, collection) => {
    expect(useProviders({ place, kind, workloadIdentities: ["b-*", "a", "a"] }, ["google"])).toEqual({
      Sid: "AgentCoreIdentityUse",
      Effect: "Allow",
      Action: action,
      Resource: [
        vault,
        `${vault}/${collection}/google`,
        directory,
        `${directory}/workload-identity/a`,
        `${directory}/workload-identity/b-*`,
      ],
    });
  });

  test("decrypt: with this key, through Secrets Manager, for this secret", () => {
    expect(decryptSecret({ secretArn, keyArn, region, partition })).toEqual({
      Sid: "AgentCoreIdentityDecrypt",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: [keyArn],
      Condition: {
        StringEquals: {
          "kms:ViaService": viaNames("secretsmanager", where),
          "kms:EncryptionContext:SecretARN": secretArn,
        },
      },
    });
  });

  test.each([
    ["at run time", SIGN_AT_RUN_TIME, ["kms:DescribeKey", "kms:Sign"]],
    ["at deployment", SIGN_AT_DEPLOYMENT, ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"]],
  ])("sign %s: with this key, through AgentCore Identity", (_, actions, expected) => {
    expect(signAssertion(keyArn, place, actions)).toEqual({
      Sid: "AgentCoreIdentitySign",
      Effect: "Allow",
      Action: expected,
      Resource: [keyArn],
      Condition: { StringEquals: { "kms:ViaService": viaNames("bedrock-agentcore-identity", where) } },
    });
  });

  test("token vault key: these roles, through AgentCore Identity, for this vault", () => {
    expect(useTokenVaultKey(place, [B, A])).toEqual({
      Sid: "AgentCoreIdentityTokenVault",
      Effect: "Allow",
      Principal: { AWS: [A, B] },
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"],
      Resource: "*",
      Condition: {
        StringEquals: { "kms:ViaService": viaNames("bedrock-agentcore-identity", where) },
        ArnEquals: { "kms:EncryptionContext:aws-crypto-ec:aws:bedrock-agentcore-identity:token-vault-arn": vault },
      },
    });
    expect(describeTokenVaultKey(place, [B, A])).toEqual({
      Sid: "AgentCoreIdentityTokenVaultDescribe",
      Effect: "Allow",
      Principal: { AWS: [A, B] },
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": viaNames("bedrock-agentcore-identity", where) } },
    });
  });
});

test("a reader reads; only the deployer describes, too", () => {
  expect(readSecrets(["s2", "s1", "s2"])).toEqual({
    Sid: "AgentCoreIdentityReadSecret",
    Effect: "Allow",
    Action: "secretsmanager:GetSecretValue",
    Resource: ["s1", "s2"],
  });
  expect(readSecrets(["s1"], { describe: true })).toEqual({
    Sid: "AgentCoreIdentityReadSecret",
    Effect: "Allow",
    Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    Resource: ["s1"],
  });
});

test("a secret policy lets readers read", () => {
  expect(readersOfSecret([B, A, B])).toEqual({
    Sid: "AgentCoreIdentityReaders",
    Effect: "Allow",
    Principal: { AWS: [A, B] },
    Action: "secretsmanager:GetSecretValue",
    Resource: "*",
  });
});

test("a secret policy lets deployers read and describe", () => {
  expect(deployersOfSecret([B, A, B])).toEqual({
    Sid: "AgentCoreIdentityDeployers",
    Effect: "Allow",
    Principal: { AWS: [A, B] },
    Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    Resource: "*",
  });
});

test("a secret policy lets the service read on behalf of the given accounts only", () => {
  expect(serviceReadsSecret(["444455556666", "111122223333", "444455556666"])).toEqual({
    Sid: "AgentCoreIdentityService",
    Effect: "Allow",
    Principal: { Service: "bedrock-agentcore.amazonaws.com" },
    Action: "secretsmanager:GetSecretValue",
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": ["111122223333", "444455556666"] } },
  });
});

test("statements for roles carry no condition on the source account: a forwarded call has none", () => {
  expect([readersOfSecret([A]), deployersOfSecret([A]), readSecrets(["s"])].map(({ Condition }) => Condition)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
