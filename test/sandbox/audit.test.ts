import { BedrockAgentCoreClient, GetResourceApiKeyCommand } from "@aws-sdk/client-bedrock-agentcore";
import {
  BedrockAgentCoreControlClient,
  CreateApiKeyCredentialProviderCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { AuditEvent } from "../../src/sandbox/audit";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { AGENT, as, DEPLOYER_ROLE, errorOf, furnished, grant, KEY_ARN, SECRET_ARN } from "./support/world";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await furnished();
  await new BedrockAgentCoreControlClient(as(sandbox, DEPLOYER_ROLE)).send(
    new CreateApiKeyCredentialProviderCommand({
      name: "weather",
      apiKeySecretSource: "EXTERNAL",
      apiKeySecretConfig: { secretId: SECRET_ARN, jsonKey: "api_key" },
    }),
  );
});
afterEach(() => sandbox.close());

const read = (): Promise<unknown> =>
  new BedrockAgentCoreClient(as(sandbox, AGENT)).send(
    new GetResourceApiKeyCommand({
      workloadIdentityToken: sandbox.workloads.tokenFor("agent-1"),
      resourceCredentialProviderName: "weather",
    }),
  );
const since = (start: number): string[] =>
  sandbox.audit.events
    .slice(start)
    .map(({ eventSource, eventName, userIdentity, errorCode }) =>
      [eventSource, eventName, userIdentity.invokedBy ?? "-", errorCode ?? "ok"].join(" "),
    );

test("a read by an agent is told by all services, each with who invoked it", async () => {
  const start = sandbox.audit.events.length;
  await read();
  expect(since(start)).toEqual([
    "kms.amazonaws.com Decrypt secretsmanager.amazonaws.com ok",
    "secretsmanager.amazonaws.com GetSecretValue bedrock-agentcore.amazonaws.com ok",
    "bedrock-agentcore.amazonaws.com GetResourceApiKey - ok",
  ]);
  const [decrypt, secret, call] = sandbox.audit.events.slice(start) as [AuditEvent, AuditEvent, AuditEvent];
  expect(secret).toMatchObject({
    userIdentity: {
      type: "AssumedRole",
      arn: "arn:aws:sts::111122223333:assumed-role/runtime/session",
      sessionContext: { sessionIssuer: { type: "Role", arn: AGENT, userName: "runtime" } },
    },
    sourceIPAddress: "bedrock-agentcore.amazonaws.com",
    requestParameters: { secretId: SECRET_ARN },
    responseElements: null,
    readOnly: true,
    managementEvent: true,
    eventCategory: "Management",
  });
  expect(decrypt).toMatchObject({
    requestParameters: { encryptionContext: { SecretARN: SECRET_ARN, SecretVersionId: expect.any(String) as string } },
    resources: [{ ARN: KEY_ARN, type: "AWS::KMS::Key", accountId: "111122223333" }],
  });
  expect(call).toMatchObject({
    managementEvent: false,
    eventCategory: "Data",
    requestParameters: {
      workloadIdentityToken: "HIDDEN_DUE_TO_SECURITY_REASONS",
      resourceCredentialProviderName: "weather",
    },
  });
});

test("a direct read is told from one by AgentCore", async () => {
  const start = sandbox.audit.events.length;
  await new SecretsManagerClient(as(sandbox, AGENT)).send(new GetSecretValueCommand({ SecretId: SECRET_ARN }));
  expect(since(start)).toEqual([
    "kms.amazonaws.com Decrypt secretsmanager.amazonaws.com ok",
    "secretsmanager.amazonaws.com GetSecretValue - ok",
  ]);
});

test("a denied read carries the error where it arose and where it arrived", async () => {
  grant(sandbox, [{ Effect: "Allow", Action: ["bedrock-agentcore:*", "secretsmanager:*"], Resource: "*" }]);
  const start = sandbox.audit.events.length;
  await errorOf(read());
  expect(since(start)).toEqual([
    "kms.amazonaws.com Decrypt secretsmanager.amazonaws.com AccessDenied",
    "secretsmanager.amazonaws.com GetSecretValue bedrock-agentcore.amazonaws.com AccessDenied",
    "bedrock-agentcore.amazonaws.com GetResourceApiKey - AccessDenied",
  ]);
  expect(sandbox.audit.events.at(-1)?.errorMessage).toContain(`${AGENT} needs kms:Decrypt on ${KEY_ARN}`);
});

test("the log has one line an event, and never a secret", async () => {
  const told: string[] = [];
  sandbox.audit.listener = ({ eventName }) => told.push(eventName);
  const owner = new SecretsManagerClient(as(sandbox, DEPLOYER_ROLE));
  await owner.send(new PutSecretValueCommand({ SecretId: SECRET_ARN, SecretString: '{"api_key":"canary-2"}' }));
  await read();
  const lines = sandbox.audit.lines.trimEnd().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as AuditEvent).eventName).slice(-told.length)).toEqual(told);
  expect(told).toEqual([
    "GenerateDataKey",
    "Decrypt",
    "PutSecretValue",
    "Decrypt",
    "GetSecretValue",
    "GetResourceApiKey",
  ]);
  expect(sandbox.audit.lines).not.toContain("canary");
});
