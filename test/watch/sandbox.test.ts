import { BedrockAgentCoreClient, GetResourceApiKeyCommand } from "@aws-sdk/client-bedrock-agentcore";
import {
  BedrockAgentCoreControlClient,
  CreateApiKeyCredentialProviderCommand,
  UpdateApiKeyCredentialProviderCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import {
  DeleteResourcePolicyCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { watchRules } from "../../src/access/watch/rules";
import { watchedSecret } from "../../src/access/watch/watched";
import type { Watched } from "../../src/access/watch/watched";
import type { Sandbox } from "../../src/sandbox/sandbox";
import type { TrailRecord } from "../../src/watch/records";
import { recordsIn } from "../../src/watch/records";
import { toldOf } from "../../src/watch/message";
import { Replay } from "../../src/watch/replay";
import { agentStatements } from "../sandbox/support/statements";
import {
  AGENT,
  as,
  DEPLOYER_ROLE,
  errorOf,
  furnished,
  grant,
  KEY_ARN,
  SECRET_ARN,
  VALUE,
} from "../sandbox/support/world";
import { FORMS } from "./support/forms";

const ACCOUNT = "111122223333";
const ROTATION = `arn:aws:iam::${ACCOUNT}:role/rotation`;
const SOMEBODY = `arn:aws:iam::${ACCOUNT}:role/somebody`;
const EVERYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

const WATCHED: Watched = {
  groups: [
    {
      secrets: [watchedSecret(SECRET_ARN)],
      prefixes: [],
      readers: [AGENT],
      deployers: [DEPLOYER_ROLE],
      accounts: [ACCOUNT],
      rotators: [ROTATION],
      exceptions: [],
    },
  ],
  providers: [{ kind: "apikey", name: "weather" }],
  gatewayIds: [],
  keyArns: [KEY_ARN],
};
const rules = watchRules(WATCHED);

let sandbox: Sandbox;
const clients: { destroy(): void }[] = [];
const kept = <C extends { destroy(): void }>(client: C): C => {
  clients.push(client);
  return client;
};
const secretsAs = (role: string): SecretsManagerClient => kept(new SecretsManagerClient(as(sandbox, role)));
const controlAs = (role: string): BedrockAgentCoreControlClient =>
  kept(new BedrockAgentCoreControlClient(as(sandbox, role)));

beforeEach(async () => {
  sandbox = await furnished();
  for (const role of [ROTATION, SOMEBODY]) sandbox.roles.put(role, { all: EVERYTHING });
});
afterEach(async () => {
  clients.splice(0).forEach((client) => client.destroy());
  await sandbox.close();
});

const makes = (role: string): Promise<unknown> =>
  controlAs(role).send(
    new CreateApiKeyCredentialProviderCommand({
      name: "weather",
      apiKeySecretSource: "EXTERNAL",
      apiKeySecretConfig: { secretId: SECRET_ARN, jsonKey: "api_key" },
    }),
  );
const uses = (role: string): Promise<unknown> =>
  kept(new BedrockAgentCoreClient(as(sandbox, role))).send(
    new GetResourceApiKeyCommand({
      workloadIdentityToken: sandbox.workloads.tokenFor("agent-1"),
      resourceCredentialProviderName: "weather",
    }),
  );
const reads = (role: string): Promise<unknown> =>
  secretsAs(role).send(new GetSecretValueCommand({ SecretId: SECRET_ARN }));
const rotates = (role: string): Promise<unknown> =>
  secretsAs(role).send(new PutSecretValueCommand({ SecretId: SECRET_ARN, SecretString: JSON.stringify(VALUE) }));

/** What the sandbox has logged, through the lines that it prints. */
const logged = (): readonly TrailRecord[] => recordsIn(sandbox.audit.lines)?.records ?? [];
const fired = (): string[] => {
  const replay = new Replay(rules);
  return logged().flatMap((record) => replay.firings(record).map(({ rule }) => rule.signal));
};

test("whoever may read reads, and nothing fires", async () => {
  await makes(DEPLOYER_ROLE);
  await uses(AGENT);
  await reads(ROTATION);
  await rotates(ROTATION);
  await uses(AGENT);
  expect(logged().filter(({ eventName }) => eventName === "GetSecretValue")).toHaveLength(4);
  expect(fired()).toEqual([]);
});

test("a read, a denial, a rotation and a direct read: exactly those alarms", async () => {
  await makes(DEPLOYER_ROLE);
  await uses(AGENT);
  grant(
    sandbox,
    agentStatements().filter(({ Action }) => Action !== "secretsmanager:GetSecretValue"),
  );
  expect(await errorOf(uses(AGENT))).toContain("secretsmanager:GetSecretValue");
  await rotates(ROTATION);
  await reads(SOMEBODY);
  expect(fired()).toEqual(["denied-reader", "direct-read"]);
});

test("a stranger obtains it through AgentCore, changes policy and pointer", async () => {
  await makes(DEPLOYER_ROLE);
  await uses(SOMEBODY);
  await secretsAs(SOMEBODY).send(new DeleteResourcePolicyCommand({ SecretId: SECRET_ARN }));
  await controlAs(SOMEBODY).send(
    new UpdateApiKeyCredentialProviderCommand({
      name: "weather",
      apiKeySecretSource: "EXTERNAL",
      apiKeySecretConfig: { secretId: SECRET_ARN, jsonKey: "client_secret" },
    }),
  );
  expect(fired()).toEqual(["unexpected-reader", "changed", "unexpected-reader", "changed"]);
});

test("the key refuses: the key's record tells, and the read's", async () => {
  await makes(DEPLOYER_ROLE);
  grant(
    sandbox,
    agentStatements().filter(({ Action }) => Action !== "kms:Decrypt"),
  );
  expect(await errorOf(uses(AGENT))).toContain("Access to KMS is not allowed");
  expect(fired()).toEqual(["failed-decrypt", "denied-reader"]);
});

test("a deleted secret that somebody asks for", async () => {
  const secret = sandbox.secrets.find(SECRET_ARN);
  if (secret) secret.isDeleted = true;
  expect(await errorOf(reads(SOMEBODY))).toContain("marked for deletion");
  expect(fired()).toEqual(["deleted-read"]);
});

test("on-call is told the secret, the role, the missing action and the command", async () => {
  await makes(DEPLOYER_ROLE);
  grant(
    sandbox,
    agentStatements().filter(({ Action }) => Action !== "secretsmanager:GetSecretValue"),
  );
  await errorOf(uses(AGENT));
  const replay = new Replay(rules);
  const [told] = logged().flatMap((record) => replay.firings(record).map(toldOf));
  const text = told?.lines.join("\n") ?? "";
  for (const part of [SECRET_ARN, AGENT, "secretsmanager:GetSecretValue", "agentcore-identity check plan.json"])
    expect(text).toContain(part);
  expect(text).not.toMatch(/<\w+>/);
});

test("all languages say the same of all that the sandbox has logged", async () => {
  await makes(DEPLOYER_ROLE);
  await Promise.all([uses(AGENT), uses(SOMEBODY), reads(ROTATION), reads(SOMEBODY)]);
  grant(sandbox, []);
  await errorOf(uses(AGENT));
  const forms = Object.values(FORMS).map((formOf) =>
    rules.map((rule) => ({ signal: rule.signal, fires: formOf(rule) })),
  );
  for (const record of logged()) {
    const answers = forms.map((form) => form.filter(({ fires }) => fires(record)).map(({ signal }) => signal));
    expect(new Set(answers.map((answer) => answer.join())).size).toBe(1);
  }
});
