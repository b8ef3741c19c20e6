import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import * as data from "@aws-sdk/client-bedrock-agentcore";
import type { SecretEvents } from "../../src/live/events";
import { readEvents } from "../../src/live/events";
import type { Piece } from "../../src/live/piece";
import { valueOf } from "../../src/live/piece";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { as, OTHER_SECRET_ARN } from "../sandbox/support/world";
import {
  account,
  ACCOUNT,
  AGENT,
  allowing,
  CANARY,
  KEY_ARN,
  MANAGED_ARN,
  READS,
  SECRET_ARN,
  target,
} from "./support/account";
import { reader } from "./support/worlds";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const STRANGER = `arn:aws:iam::${ACCOUNT}:role/stranger`;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await account();
  sandbox.secrets.add(OTHER_SECRET_ARN, "{}");
  sandbox.roles.put(reader(ACCOUNT), { reads: allowing([...READS, "cloudtrail:LookupEvents"]) });
});
afterEach(() => sandbox.close());

async function readSecret(roleArn: string, SecretId = SECRET_ARN): Promise<void> {
  const client = new SecretsManagerClient(as(sandbox, roleArn));
  await client.send(new GetSecretValueCommand({ SecretId })).catch(() => undefined);
  client.destroy();
}

/** An agent that obtains its credential: AgentCore reads the secret in its name. */
async function obtain(): Promise<void> {
  const client = new data.BedrockAgentCoreClient(as(sandbox, AGENT));
  const workloadIdentityToken = sandbox.workloads.tokenFor("agent");
  const input = { workloadIdentityToken, resourceCredentialProviderName: "weather" };
  await client.send(new data.GetResourceApiKeyCommand(input));
  client.destroy();
}

const window = () => ({ from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + 60_000) });
const events = (secrets: readonly string[] = [SECRET_ARN]): Promise<Piece<SecretEvents>> =>
  readEvents({ caller: target(sandbox).caller, region: "us-east-1" }, secrets, window());

test("reads by AgentCore are told from direct ones, and denied ones from both", async () => {
  await obtain();
  await readSecret(AGENT);
  await readSecret(STRANGER);
  const found = valueOf(await events())?.events ?? [];
  expect(
    found
      .filter(({ name }) => name === "GetSecretValue")
      .map(
        ({ principal, invokedBy = "nobody", error = "allowed" }) =>
          `${principal.split("/").pop()} ${invokedBy} ${error}`,
      )
      .sort(),
  ).toEqual([
    "runtime bedrock-agentcore.amazonaws.com allowed",
    "runtime nobody allowed",
    "stranger nobody AccessDenied",
  ]);
  expect(JSON.stringify(found)).not.toContain(CANARY);
});

test("decryptions are found by the secret that they are for", async () => {
  sandbox.keys.of(KEY_ARN).policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" }],
  });
  await readSecret(AGENT);
  expect(valueOf(await events())?.events).toContainEqual(
    expect.objectContaining({ name: "Decrypt", secretId: SECRET_ARN, principal: AGENT, error: "AccessDenied" }),
  );
});

test("other secrets are left out; one that is read by its name is not", async () => {
  sandbox.roles.put(STRANGER, { all: allowing(["secretsmanager:GetSecretValue"]) });
  await readSecret(STRANGER, OTHER_SECRET_ARN);
  await readSecret(STRANGER, "bedrock-agentcore-identity!default/apikey/kept");
  expect(valueOf(await events([MANAGED_ARN]))?.events.map(({ secretId }) => secretId)).toEqual([
    "bedrock-agentcore-identity!default/apikey/kept",
  ]);
});

test("all pages", async () => {
  for (let index = 0; index < 60; index++)
    sandbox.audit.record({
      principal: { arn: STRANGER, account: ACCOUNT },
      region: "us-east-1",
      service: "secretsmanager",
      operation: "GetSecretValue",
      input: { SecretId: SECRET_ARN },
    });
  expect(valueOf(await events())?.events).toHaveLength(60);
});

test("what has not arrived yet is not taken as not being there", async () => {
  await readSecret(AGENT);
  sandbox.audit.delay = 600_000;
  const found = valueOf(await events());
  expect(found?.events).toEqual([]);
  expect(Date.parse(found?.completeUntil ?? "")).toBeLessThan(Date.now());
});

test("without the permission it is unread, with its name", async () => {
  sandbox.roles.put(reader(ACCOUNT), { reads: allowing(READS) });
  expect(await events()).toMatchObject({ unread: { action: "cloudtrail:LookupEvents", isDenied: true } });
});
