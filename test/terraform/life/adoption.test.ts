import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../../src/cli/commands/inventory";
import { snapshotText } from "../../../src/live/parse";
import { readAccounts } from "../../../src/live/read";
import { Sandbox } from "../../../src/sandbox/sandbox";
import { allowing, READS } from "../../live/support/account";
import { callerOf, reader } from "../../live/support/worlds";
import { IAM_DECIDES } from "../../sandbox/support/world";
import { findCanary, newCanary } from "../canary";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { inModules } from "../modules/modules";
import { Workspace } from "../workspace";
import { Delivery } from "./delivery";
import {
  ACCOUNT,
  Agent,
  AGENT,
  EDITION,
  GOOGLE_SECRET,
  inAccount,
  KEY,
  stackOfProgram,
  WEATHER_SECRET,
} from "./migrations";

const canary = newCanary();
const DISCOVERY = "https://idp.bank.example/.well-known/openid-configuration";
let sandbox: Sandbox;
let delivery: Delivery;

/** What somebody has made by hand, an agent that uses it, and one provider whose secret AgentCore keeps. */
async function account(): Promise<Sandbox> {
  const made = await Sandbox.start({ enforce: true });
  const value = JSON.stringify({ client_secret: canary, api_key: canary });
  made.keys.add(KEY, IAM_DECIDES);
  made.secrets.add(GOOGLE_SECRET, value, { kmsKeyId: KEY });
  made.secrets.add(WEATHER_SECRET, value);
  const trust = { Version: "2012-10-17", Statement: [] };
  made.iam.putRole(`arn:aws:iam::${ACCOUNT}:role/terraform`, { all: allowing(["*"]) }, { trust });
  made.iam.putRole(reader(ACCOUNT), { reads: allowing(READS) }, { trust });
  const uses = ["bedrock-agentcore:GetResourceOauth2Token", "bedrock-agentcore:GetResourceApiKey"];
  made.iam.putRole(
    AGENT,
    { old: allowing([...uses, "secretsmanager:GetSecretValue", "kms:Decrypt"]) },
    {
      trust: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { Service: "bedrock-agentcore.amazonaws.com" }, Action: "sts:AssumeRole" },
        ],
      },
    },
  );
  const oauth2 = { source: "EXTERNAL", secretArn: GOOGLE_SECRET, jsonKey: "client_secret" } as const;
  made.providers.create("oauth2", "google", "GoogleOauth2", {
    config: { $member: "googleOauth2ProviderConfig", clientId: "client-1" },
    secrets: { clientSecret: oauth2 },
    tags: { team: "agents" },
  });
  made.providers.create("oauth2", "1-bank", "CustomOauth2", {
    config: {
      $member: "customOauth2ProviderConfig",
      clientId: "ledger",
      oauthDiscovery: { discoveryUrl: DISCOVERY },
      clientAuthenticationMethod: "CLIENT_SECRET_POST",
    },
    secrets: { clientSecret: oauth2 },
    tags: {},
  });
  made.providers.create("apikey", "google", "", {
    config: {},
    secrets: { apiKey: { source: "EXTERNAL", secretArn: WEATHER_SECRET, jsonKey: "api_key" } },
    tags: {},
  });
  const managed = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:bedrock-agentcore-identity!default/apikey/kept-AbCdEf`;
  made.secrets.add(managed, value, { owningService: "bedrock-agentcore-identity" });
  made.providers.create("apikey", "kept", "", {
    config: {},
    secrets: { apiKey: { source: "MANAGED", secretArn: managed } },
    tags: {},
  });
  return made;
}

beforeEach(async () => {
  sandbox = await account();
  delivery = await Delivery.start(sandbox, AGENT, KEY);
});
afterEach(async () => {
  await delivery.close();
  await sandbox.close();
});

/** What `inventory` prints and writes for the account. */
async function adopted(...args: string[]): Promise<{ text: string; files: Record<string, string> }> {
  const target = { caller: callerOf(sandbox, ACCOUNT), regions: ["us-east-1"] };
  const snapshot = await readAccounts([target], new Date(0));
  const folder = mkdtempSync(join(tmpdir(), "agentcore-identity-adopt-"));
  const written = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    const from = join(folder, "snapshot.json");
    writeFileSync(from, snapshotText(snapshot));
    const out = join(folder, "out");
    expect(await run(["--from", from, "--out", out, ...args])).toBe(0);
    const files = readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")]);
    return {
      text: written.mock.calls.map(([part]) => String(part)).join(""),
      files: Object.fromEntries(files) as Record<string, string>,
    };
  } finally {
    written.mockRestore();
    rmSync(folder, { recursive: true });
  }
}

/** What AWS has, without when it was changed. */
const there = () =>
  sandbox.providers.list().map(({ kind, name, vendor, callbackUrl, config, secrets, tags }) => ({
    kind,
    name,
    vendor,
    callbackUrl,
    config,
    secrets,
    tags,
  }));

/** Takes everything over, settles, is destroyed; at AWS nothing changed before that. */
async function lives(workspace: Workspace, text: string): Promise<void> {
  expect(text).toContain("apikey/kept: AgentCore keeps its apiKey (MANAGED)");
  delivery.seed(workspace);
  const before = there();
  const agent = new Agent(sandbox, "oauth2", "google", delivery);
  try {
    await workspace.init();
    const plan = await workspace.plan();
    expect(plan.text).toMatch(/Plan: 3 to import, \d to add, 3 to change, 0 to destroy/);
    const { create = [], ...others } = plan.summary;
    expect(create.filter((address) => !/(?:^|\.)terraform_data\./.test(address))).toEqual([]);
    expect(Object.keys(others)).toEqual(["update"]);
    await workspace.apply(plan);
    expect(there()).toEqual(before);
    expect(delivery.done.filter((one) => !one.startsWith("update "))).toEqual([]);
    expect((await workspace.plan()).summary).toEqual({});
    expect(new Set(agent.answers)).toEqual(new Set(["served"]));
    expect(agent.answers).toHaveLength(2 * delivery.done.length);
    expect(await findCanary(workspace, canary)).toEqual([]);
    agent.end();
    await workspace.destroy();
    expect(there().map(({ name }) => name)).toEqual(["kept"]);
    expect(sandbox.secrets.find(GOOGLE_SECRET)).toBeDefined();
    expect(sandbox.secrets.find(WEATHER_SECRET)).toBeDefined();
  } finally {
    agent.end();
  }
}

describeWithTerraform("what there is, adopted", () => {
  test("by a call of the root module", async () => {
    const { files, text } = await adopted("--write", "hcl", "--module", "./root");
    const workspace = await inModules("", inAccount(sandbox, delivery, canary));
    await workspace.write(files);
    await lives(workspace, text);
    expect(files).toMatchSnapshot();
  });

  test("by a program of the constructs", async () => {
    const { files, text } = await adopted("--write", "cdktf", "--edition", EDITION);
    const main = files["main.ts"] as string;
    await lives(Workspace.ofStack(stackOfProgram(main), inAccount(sandbox, delivery, canary)), text);
    expect(main).toContain(`from "${EDITION}-agentcore-identity"`);
  });

  test("by the bridge, which marks it and keeps its callback URL", async () => {
    const { files } = await adopted("--write", "cdktf", "--engine", "bridge", "--edition", EDITION);
    const main = files["main.ts"] as string;
    const workspace = Workspace.ofStack(stackOfProgram(main), inAccount(sandbox, delivery, canary));
    const before = there();
    await workspace.init();
    const plan = await workspace.plan();
    expect(Object.keys(plan.summary)).toEqual(["create"]);
    expect(plan.summary.create?.filter((address) => !address.startsWith("terraform_data."))).toEqual([]);
    await workspace.apply(plan);
    const after = there();
    const [, , , kept] = after;
    expect(kept).toEqual(before[3]);
    const owner = /TerraformStack\(app, "([^"]+)"/.exec(main)?.[1];
    expect(after.slice(0, 3)).toEqual(
      before.slice(0, 3).map((one) => ({
        ...one,
        tags: { ...one.tags, "agentcore-identity:owner": `${owner as string}/default` },
      })),
    );
    expect((await workspace.plan()).summary).toEqual({});
    expect(await findCanary(workspace, canary)).toEqual([]);
    await workspace.destroy();
    expect(there().map(({ name }) => name)).toEqual(["kept"]);
  });

  test("and let go again: Terraform forgets all of it and deletes nothing", async () => {
    const { files, text } = await adopted("--write", "hcl", "--module", "./root");
    const workspace = await inModules("", inAccount(sandbox, delivery, canary));
    await workspace.write(files);
    delivery.seed(workspace);
    await workspace.init();
    await workspace.apply();
    const before = there();
    // As the command says it.
    const removed = /^ {2}removed \{\n(?:.*\n)*? {2}\}$/m.exec(text)?.[0] as string;
    await workspace.write({ "main.tf": `${removed}\n`, "imports.tf": "" });
    const plan = await workspace.plan();
    expect(plan.summary.forget?.length).toBeGreaterThan(0);
    expect(plan.text).toContain("0 to destroy");
    await workspace.apply(plan);
    expect((await workspace.state()).isEmpty).toBe(true);
    expect(there()).toEqual(before);
  });
});
