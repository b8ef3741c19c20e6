import {
  BedrockAgentCoreClient,
  InvokeAgentRuntimeCommand,
} from "@aws-sdk/client-bedrock-agentcore";
import {
  BedrockAgentCoreControlClient,
  CreateApiKeyCredentialProviderCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import * as kms from "@aws-sdk/client-kms";
import * as secretsManager from "@aws-sdk/client-secrets-manager";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { agentStatements } from "./support/statements";
import { AGENT, as, DEPLOYER_ROLE, errorOf, furnished, grant, SECRET_ARN } from "./support/world";

const RUNTIME = "arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/agent-AbCdEf";

let sandbox: Sandbox;
const clients: { destroy(): void }[] = [];
const client = <C extends { destroy(): void }>(made: C): C => (clients.push(made), made);
beforeEach(async () => {
  sandbox = await furnished();
});
afterEach(async () => {
  clients.splice(0).forEach((one) => one.destroy());
  await sandbox.close();
});

const secretsClient = () => client(new secretsManager.SecretsManagerClient(as(sandbox, DEPLOYER_ROLE)));

test("secrets are made in the caller's account, with tags by which a list finds them", async () => {
  sandbox.roles.put("arn:aws:iam::444455556666:role/owner", {
    all: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  });
  const owner = client(new secretsManager.SecretsManagerClient(as(sandbox, "arn:aws:iam::444455556666:role/owner")));
  const make = (Name: string, run: string) =>
    owner.send(
      new secretsManager.CreateSecretCommand({ Name, SecretString: "{}", Tags: [{ Key: "run", Value: run }] }),
    );
  expect((await make("a", "one")).ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:444455556666:secret:a-/);
  await make("b", "two");
  const list = async (Key: "name" | "tag-key" | "tag-value", ...Values: string[]) =>
    ((await owner.send(new secretsManager.ListSecretsCommand({ Filters: [{ Key, Values }] }))).SecretList ?? []).map(
      ({ Name }) => Name,
    );
  expect(await list("tag-value", "on")).toEqual(["a"]);
  expect(await list("tag-key", "run")).toEqual(["a", "b"]);
  expect(await list("name", "!a")).toEqual(["b"]);
});

test("a secret of bytes gives bytes", async () => {
  const secrets = secretsClient();
  const bytes = Uint8Array.from([0, 1, 255]);
  await secrets.send(new secretsManager.CreateSecretCommand({ Name: "bytes", SecretBinary: bytes }));
  const read = await secrets.send(new secretsManager.GetSecretValueCommand({ SecretId: "bytes" }));
  expect([read.SecretString, [...(read.SecretBinary ?? [])]]).toEqual([undefined, [0, 1, 255]]);
});

test("a key is made, listed, and waits for its deletion", async () => {
  const keys = client(new kms.KMSClient(as(sandbox, DEPLOYER_ROLE)));
  const { KeyMetadata } = await keys.send(new kms.CreateKeyCommand({ Description: "mine" }));
  const KeyId = KeyMetadata?.KeyId;
  expect((await keys.send(new kms.ListKeysCommand({}))).Keys?.map((key) => key.KeyId)).toContain(KeyId);
  const describe = async () => (await keys.send(new kms.DescribeKeyCommand({ KeyId }))).KeyMetadata;
  expect(await describe()).toMatchObject({ Description: "mine", KeyState: "Enabled" });
  const schedule = (PendingWindowInDays: number) =>
    keys.send(new kms.ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays }));
  expect(await errorOf(schedule(6))).toContain("ValidationException");
  await schedule(7);
  expect(await describe()).toMatchObject({ KeyState: "PendingDeletion" });
  expect(await errorOf(schedule(7))).toContain("KMSInvalidStateException");
});

test("a secret of another Region is refused", async () => {
  const control = client(new BedrockAgentCoreControlClient(as(sandbox, DEPLOYER_ROLE)));
  const make = (secretId: string) =>
    control.send(
      new CreateApiKeyCredentialProviderCommand({
        name: "weather",
        apiKeySecretSource: "EXTERNAL",
        apiKeySecretConfig: { secretId, jsonKey: "api_key" },
      }),
    );
  expect(await errorOf(make(SECRET_ARN.replace("us-east-1", "eu-west-1")))).toContain("ValidationException");
  await make(SECRET_ARN);
});

describe("an agent in Runtime", () => {
  const invoke = async (provider: string): Promise<unknown> => {
    const agents = client(new BedrockAgentCoreClient(as(sandbox, DEPLOYER_ROLE)));
    const answer = await agents.send(
      new InvokeAgentRuntimeCommand({ agentRuntimeArn: RUNTIME, payload: Buffer.from(JSON.stringify({ provider })) }),
    );
    const body = answer.response as { transformToString(): Promise<string> } | undefined;
    return JSON.parse((await body?.transformToString()) ?? "");
  };
  beforeEach(() => {
    sandbox.runtimes.set(RUNTIME, { roleArn: AGENT, workloadIdentity: "agent-1" });
    sandbox.providers.create("apikey", "weather", "", {
      config: {},
      secrets: { apiKey: { source: "EXTERNAL", secretArn: SECRET_ARN, jsonKey: "api_key" } },
      tags: {},
    });
  });

  test("obtains what its role may, and never tells it", async () => {
    grant(
      sandbox,
      agentStatements().map((statement) => ({ ...statement, Resource: "*" })),
    );
    expect(await invoke("weather")).toEqual({ ok: true });
  });

  test("does not without the permission to read the secret", async () => {
    grant(
      sandbox,
      agentStatements()
        .filter(({ Action }) => !JSON.stringify(Action).includes("secretsmanager"))
        .map((statement) => ({ ...statement, Resource: "*" })),
    );
    expect(await invoke("weather")).toMatchObject({ ok: false, error: "AccessDeniedException" });
  });
});
