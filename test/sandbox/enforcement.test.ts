import { BedrockAgentCoreClient, GetResourceApiKeyCommand } from "@aws-sdk/client-bedrock-agentcore";
import {
  BedrockAgentCoreControlClient,
  CreateApiKeyCredentialProviderCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import type { CreateGrantCommandInput } from "@aws-sdk/client-kms";
import {
  CreateGrantCommand,
  KMSClient,
  PutKeyPolicyCommand,
  RetireGrantCommand,
  RevokeGrantCommand,
} from "@aws-sdk/client-kms";
import {
  GetSecretValueCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { deployment } from "../../src/access/deployer-statements";
import type { Sandbox } from "../../src/sandbox/sandbox";
import type { AccountStatement } from "./support/statements";
import { agentStatements } from "./support/statements";
import {
  AGENT,
  as,
  DEPLOYER_ROLE,
  errorOf,
  furnished,
  grant,
  IAM_DECIDES,
  KEY_ARN,
  NOBODY_READS,
  OTHER_SECRET_ARN,
  SECRET_ARN,
  VALUE,
} from "./support/world";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await furnished();
});
afterEach(() => sandbox.close());

async function create(): Promise<void> {
  const client = new BedrockAgentCoreControlClient(as(sandbox, DEPLOYER_ROLE));
  const apiKeySecretConfig = { secretId: SECRET_ARN, jsonKey: "api_key" };
  await client.send(
    new CreateApiKeyCredentialProviderCommand({ name: "weather", apiKeySecretSource: "EXTERNAL", apiKeySecretConfig }),
  );
}

async function read(workload = "agent-1", roleArn = AGENT): Promise<string | undefined> {
  const client = new BedrockAgentCoreClient(as(sandbox, roleArn));
  const input = {
    workloadIdentityToken: sandbox.workloads.tokenFor(workload),
    resourceCredentialProviderName: "weather",
  };
  return (await client.send(new GetResourceApiKeyCommand(input))).apiKey;
}

const without = (action: string): AccountStatement[] =>
  agentStatements().filter(({ Action }) => JSON.stringify(Action) !== JSON.stringify(action));
/** The agent's statements, one of them changed. */
const changed = (action: string, change: AccountStatement): AccountStatement[] =>
  agentStatements().map((statement) => (statement.Action === action ? { ...statement, ...change } : statement));

describe("an agent reads its credential", () => {
  beforeEach(create);

  test("with everything that grantUse gives", async () => {
    expect(await read()).toBe(VALUE.api_key);
  });

  test.each<[string, () => unknown, string]>([
    [
      "the use of the provider",
      () => grant(sandbox, without("bedrock-agentcore:GetResourceApiKey")),
      `${AGENT} needs bedrock-agentcore:GetResourceApiKey on arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default in its identity policy`,
    ],
    [
      "the use of its workload identity",
      () => grant(sandbox, agentStatements(SECRET_ARN, "agent-2")),
      `${AGENT} needs bedrock-agentcore:GetResourceApiKey on arn:aws:bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default/workload-identity/agent-1`,
    ],
    [
      "the secret",
      () => grant(sandbox, without("secretsmanager:GetSecretValue")),
      `You are not authorized to perform: secretsmanager:GetSecretValue (Service: AgentCredentialProvider, Status Code: 403). User: arn:aws:sts::111122223333:assumed-role/runtime/session is not authorized to perform: secretsmanager:GetSecretValue on resource: ${SECRET_ARN}. ${AGENT} needs secretsmanager:GetSecretValue on ${SECRET_ARN} in its identity policy or in the secret policy.`,
    ],
    [
      "this secret, but another one",
      () => grant(sandbox, changed("secretsmanager:GetSecretValue", { Resource: OTHER_SECRET_ARN })),
      "would allow it, but its Resource is another",
    ],
    [
      "the key",
      () => grant(sandbox, without("kms:Decrypt")),
      `Access to KMS is not allowed. User: arn:aws:sts::111122223333:assumed-role/runtime/session is not authorized to perform: kms:Decrypt on resource: ${KEY_ARN}. ${AGENT} needs kms:Decrypt on ${KEY_ARN} in its identity policy`,
    ],
    [
      "the key for this secret, but for another one",
      () =>
        grant(
          sandbox,
          changed("kms:Decrypt", {
            Condition: { StringEquals: { "kms:EncryptionContext:SecretARN": OTHER_SECRET_ARN } },
          }),
        ),
      `kms:EncryptionContext:SecretARN wants ${OTHER_SECRET_ARN}, and the request has ${SECRET_ARN}`,
    ],
    [
      "the key through Secrets Manager, but through another service",
      () =>
        grant(
          sandbox,
          changed("kms:Decrypt", { Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } }),
        ),
      "kms:ViaService wants s3.us-east-1.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com",
    ],
    [
      "a secret policy that denies",
      () => (sandbox.secrets.of(SECRET_ARN).policy = NOBODY_READS),
      "It is denied explicitly by statement 0 of the secret policy",
    ],
    [
      "a key policy that does not hand on to IAM",
      () => (sandbox.keys.of(KEY_ARN).policy = IAM_DECIDES.replace(":root", ":role/owner")),
      `${AGENT} needs kms:Decrypt on ${KEY_ARN}`,
    ],
    ["a key at the end of its life", () => (sandbox.keys.of(KEY_ARN).isPendingDeletion = true), "is pending deletion"],
    [
      "a role that exists",
      () => (sandbox.roles as unknown as { all: Map<string, unknown> }).all.delete(AGENT),
      `The sandbox has no role ${AGENT}`,
    ],
  ])("but not without %s", async (_, take, reason) => {
    take();
    const error = await errorOf(read());
    expect(error).toMatch(/^AccessDeniedException: /);
    expect(error).toContain(reason);
    expect(error).not.toContain("canary");
  });

  test("by a grant on the key instead of the identity policy, but not by one for another secret", async () => {
    grant(sandbox, without("kms:Decrypt"));
    const decrypt = (secretArn: string) => ({
      GrantId: "1",
      KeyId: KEY_ARN,
      GranteePrincipal: AGENT,
      IssuingAccount: "111122223333",
      Operations: ["Decrypt"],
      Constraints: { EncryptionContextSubset: { SecretARN: secretArn } },
      CreationDate: new Date(),
    });
    sandbox.keys.of(KEY_ARN).grants = [decrypt(OTHER_SECRET_ARN)];
    expect(await errorOf(read())).toContain("the encryption context does not meet its constraints");
    sandbox.keys.of(KEY_ARN).grants = [decrypt(SECRET_ARN)];
    expect(await read()).toBe(VALUE.api_key);
  });

  test("through AgentCore only, if its policy says so", async () => {
    const Condition = { "ForAnyValue:StringEquals": { "aws:CalledVia": "bedrock-agentcore.amazonaws.com" } };
    grant(sandbox, changed("secretsmanager:GetSecretValue", { Condition }));
    expect(await read()).toBe(VALUE.api_key);
    const direct = new SecretsManagerClient(as(sandbox, AGENT));
    expect(await errorOf(direct.send(new GetSecretValueCommand({ SecretId: SECRET_ARN })))).toContain(
      "aws:CalledVia wants bedrock-agentcore.amazonaws.com, and the request has no such key",
    );
    grant(sandbox, agentStatements());
    const { SecretString } = await direct.send(new GetSecretValueCommand({ SecretId: SECRET_ARN }));
    expect(SecretString).toBe(JSON.stringify(VALUE));
  });
});

describe("the deployer makes a provider", () => {
  const place = { partition: "aws", region: "us-east-1", account: "111122223333" };
  const statements = deployment({
    place,
    providers: [{ kind: "apikey", name: "weather" }],
    secretArns: [SECRET_ARN],
    encryptedSecrets: [{ secretArn: SECRET_ARN, keyArn: KEY_ARN, region: "us-east-1", partition: "aws" }],
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
  });
  const allow = (Statement: readonly unknown[]): void =>
    sandbox.roles.put(DEPLOYER_ROLE, { deploy: { Version: "2012-10-17", Statement } });

  test("with exactly what DeployerPolicy gives", async () => {
    allow(statements);
    await create();
    expect(sandbox.providers.list("apikey")).toHaveLength(1);
  });

  test.each([
    "bedrock-agentcore:CreateApiKeyCredentialProvider",
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetSecretValue",
    "kms:Decrypt",
  ])("but not without %s", async (action) => {
    allow(
      statements.map((statement) => ({
        ...statement,
        Action: [statement.Action].flat().map((one) => (one === action ? "sts:TagSession" : one)),
      })),
    );
    const error = await errorOf(create());
    expect(error).toMatch(/^AccessDeniedException: /);
    expect(error).toContain(`${DEPLOYER_ROLE} needs ${action} on`);
    expect(sandbox.providers.list()).toEqual([]);
  });
});

describe("conditions look into the request", () => {
  const SHARED_KEY = KEY_ARN.replace("1234abcd", "9999abcd");
  const retired = { GranteePrincipal: AGENT, RetiringPrincipal: DEPLOYER_ROLE, Operations: ["Decrypt"] } as const;
  const subset = (SecretARN: string) => ({ EncryptionContextSubset: { SecretARN } });
  let kms: KMSClient;
  let secrets: SecretsManagerClient;
  beforeEach(() => {
    sandbox.keys.add(SHARED_KEY, IAM_DECIDES);
    const Statement = deployment({
      place: { partition: "aws", region: "us-east-1", account: "111122223333" },
      providers: [],
      secretArns: [],
      encryptedSecrets: [],
      madeSecrets: [],
      policySecretArns: [SECRET_ARN],
      comparedSecretArns: [],
      grants: [{ keyArn: KEY_ARN, secretArn: SECRET_ARN, granteeArns: [AGENT], retiringRoleArn: DEPLOYER_ROLE }],
      policyKeyArns: [SHARED_KEY],
      policyRoleArns: [],
      managedPolicies: [],
      signingKeyArns: [],
      setsTokenVaultKey: false,
      networks: [],
    });
    sandbox.roles.put(DEPLOYER_ROLE, { deploy: { Version: "2012-10-17", Statement } });
    kms = new KMSClient(as(sandbox, DEPLOYER_ROLE));
    secrets = new SecretsManagerClient(as(sandbox, DEPLOYER_ROLE));
  });

  const create = (change: Partial<CreateGrantCommandInput> = {}) =>
    kms.send(
      new CreateGrantCommand({
        KeyId: KEY_ARN,
        ...retired,
        Operations: [...retired.Operations],
        Constraints: subset(SECRET_ARN),
        ...change,
      }),
    );

  test.each<[string, Partial<CreateGrantCommandInput>]>([
    ["to somebody else", { GranteePrincipal: DEPLOYER_ROLE }],
    ["for another secret", { Constraints: subset(OTHER_SECRET_ARN) }],
    ["without a constraint", { Constraints: undefined }],
    ["with another operation", { Operations: ["Decrypt", "Encrypt"] }],
    ["that nobody retires", { RetiringPrincipal: undefined }],
  ])("a grant %s is denied, one as it should be is made and retired", async (_, change) => {
    expect(await errorOf(create(change))).toMatch(/^AccessDeniedException: .*kms:CreateGrant/);
    const { GrantId } = await create();
    expect(await errorOf(kms.send(new RevokeGrantCommand({ KeyId: KEY_ARN, GrantId })))).toContain("kms:RevokeGrant");
    await kms.send(new RetireGrantCommand({ KeyId: KEY_ARN, GrantId }));
    expect(sandbox.keys.of(KEY_ARN).grants).toEqual([]);
  });

  test("a secret policy is put with the block alone, a key policy with the safety check", async () => {
    const put = (BlockPublicPolicy?: boolean): Promise<unknown> =>
      secrets.send(
        new PutResourcePolicyCommand({ SecretId: SECRET_ARN, ResourcePolicy: NOBODY_READS, BlockPublicPolicy }),
      );
    expect(await errorOf(put())).toContain("BlockPublicPolicy wants true, and the request has no such key");
    expect(await errorOf(put(false))).toContain("BlockPublicPolicy wants true, and the request has false");
    await put(true);
    const putKey = (BypassPolicyLockoutSafetyCheck?: boolean): Promise<unknown> =>
      kms.send(new PutKeyPolicyCommand({ KeyId: SHARED_KEY, Policy: IAM_DECIDES, BypassPolicyLockoutSafetyCheck }));
    expect(await errorOf(putKey(true))).toContain("BypassPolicyLockoutSafetyCheck wants false");
    await putKey(false);
    await putKey();
  });
});

test("who rotates a secret needs its key", async () => {
  const write = { Effect: "Allow", Action: "secretsmanager:PutSecretValue", Resource: SECRET_ARN };
  const use = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: KEY_ARN };
  const put = (): Promise<unknown> =>
    new SecretsManagerClient(as(sandbox, AGENT)).send(
      new PutSecretValueCommand({ SecretId: SECRET_ARN, SecretString: "{}" }),
    );
  grant(sandbox, [write]);
  expect(await errorOf(put())).toContain(`${AGENT} needs kms:GenerateDataKey on ${KEY_ARN}`);
  expect(sandbox.secrets.of(SECRET_ARN).value).toBe(JSON.stringify(VALUE));
  grant(sandbox, [write, use]);
  await put();
  expect(sandbox.secrets.of(SECRET_ARN).value).toBe("{}");
});

test("another account needs the secret's policy, and a customer managed key", async () => {
  const stranger = "arn:aws:iam::444455556666:role/stranger";
  sandbox.roles.put(stranger, {
    all: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  });
  const open = (secretId: string): void => {
    const Statement = [{ Effect: "Allow", Principal: { AWS: stranger }, Action: "*", Resource: "*" }];
    sandbox.secrets.of(secretId).policy = JSON.stringify({ Version: "2012-10-17", Statement });
    sandbox.keys.of(KEY_ARN).policy = sandbox.secrets.of(secretId).policy as string;
  };
  const get = (SecretId: string): Promise<unknown> =>
    new SecretsManagerClient(as(sandbox, stranger)).send(new GetSecretValueCommand({ SecretId }));
  expect(await errorOf(get(SECRET_ARN))).toContain(`${stranger} needs secretsmanager:GetSecretValue`);
  open(SECRET_ARN);
  await get(SECRET_ARN);
  open(OTHER_SECRET_ARN);
  expect(await errorOf(get(OTHER_SECRET_ARN))).toContain("has no customer managed key: no other account can read it");
});

test("managed policies count while they are attached, by the version that holds", async () => {
  const arn = "arn:aws:iam::111122223333:policy/agentcore-identity/agent-0";
  const read = (SecretId: string): object => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SecretId }],
  });
  const get = (): Promise<unknown> =>
    new SecretsManagerClient(as(sandbox, AGENT)).send(new GetSecretValueCommand({ SecretId: OTHER_SECRET_ARN }));
  sandbox.roles.put(AGENT, {});
  sandbox.roles.managed.create(arn, read(OTHER_SECRET_ARN));
  expect(await errorOf(get())).toContain("needs secretsmanager:GetSecretValue");
  sandbox.roles.attach(AGENT, arn);
  await get();
  sandbox.roles.managed.createVersion(arn, read(SECRET_ARN));
  expect(await errorOf(get())).toContain("needs secretsmanager:GetSecretValue");
  sandbox.roles.managed.createVersion(arn, read(OTHER_SECRET_ARN));
  await get();
  sandbox.roles.detach(AGENT, arn);
  expect(await errorOf(get())).toContain("needs secretsmanager:GetSecretValue");
});

test("policies over IAM's quotas are refused as IAM refuses them", () => {
  const arn = (name: number): string => `arn:aws:iam::111122223333:policy/more-${name}`;
  const filled = (characters: number): string => {
    const of = (Resource: string): string =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource }] });
    return of("x".repeat(characters - of("").length));
  };
  const { roles } = sandbox;
  roles.put(AGENT, {});
  expect(() => roles.managed.create(arn(0), filled(6145))).toThrow("Cannot exceed quota for PolicySize: 6144");
  roles.managed.create(arn(0), ` ${filled(6144)} `);
  for (let version = 2; version <= 5; version++) roles.managed.createVersion(arn(0), filled(100));
  expect(() => roles.managed.createVersion(arn(0), filled(100))).toThrow("can have up to 5 versions");
  expect(() => roles.managed.deleteVersion(arn(0), 5)).toThrow("Cannot delete the default version");
  roles.managed.deleteVersion(arn(0), 1);
  expect(roles.managed.createVersion(arn(0), filled(100))).toBe(6);

  for (let index = 1; index <= 10; index++) roles.managed.create(arn(index), filled(100));
  for (let index = 0; index < 10; index++) roles.attach(AGENT, arn(index));
  roles.attach(AGENT, arn(9));
  expect(() => roles.attach(AGENT, arn(10))).toThrow("Cannot exceed quota for PoliciesPerRole: 10");
  roles.detach(AGENT, arn(0));
  roles.attach(AGENT, arn(10));
  expect(() => roles.attach(AGENT, arn(11))).toThrow("does not exist");

  roles.putPolicy(AGENT, "a", filled(6000));
  expect(() => roles.putPolicy(AGENT, "b", filled(4241))).toThrow(
    "Maximum policy size of 10240 bytes exceeded for role",
  );
  roles.putPolicy(AGENT, "b", filled(4240));
  roles.putPolicy(AGENT, "b", filled(4239));
});

test("a policy that IAM would not take is refused", () => {
  expect(() => sandbox.roles.put(AGENT, { broken: "{" })).toThrow("is not JSON");
  expect(() => sandbox.roles.put("arn:aws:iam::111122223333:role/*", {})).toThrow("holds a wildcard");
  expect(() => sandbox.roles.putPolicy(`${AGENT}-2`, "x", {})).toThrow("has no role");
  sandbox.roles.deletePolicy(AGENT, "use");
  expect(() => sandbox.roles.deletePolicy(AGENT, "use")).toThrow("has no inline policy");
});
