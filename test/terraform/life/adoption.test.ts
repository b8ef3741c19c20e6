import { Sandbox } from "../../../src/sandbox/sandbox";
import { allowing, READS } from "../../live/support/account";
import { reader } from "../../live/support/worlds";
import { IAM_DECIDES } from "../../sandbox/support/world";
import { findCanary, newCanary } from "../canary";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { inModules } from "../modules/modules";
import { Workspace } from "../workspace";
import { adopted } from "./adoptions";
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
  const wallet = (jsonKey: string) => ({ source: "EXTERNAL", secretArn: WEATHER_SECRET, jsonKey }) as const;
  made.providers.create("payment", "wallet", "CoinbaseCDP", {
    config: { $member: "coinbaseCdpConfiguration", apiKeyId: "id-1" },
    secrets: { apiKeySecret: wallet("api_key"), walletSecret: wallet("wallet") },
    tags: { team: "pay" },
  });
  return made;
}

/** What the bridge's program adopts bears the mark of its owner. */
const markedBy = (text: string, providers: ReturnType<typeof there>, kinds: readonly string[]) => {
  const [, owner] = /(?:TerraformStack\(app, |owner += )"([^"]+)"/.exec(text) ?? [];
  const mark = { "agentcore-identity:owner": `${owner as string}/default` };
  return providers.map((one) =>
    kinds.includes(one.kind) && one.name !== "kept" ? { ...one, tags: { ...one.tags, ...mark } } : one,
  );
};

beforeEach(async () => {
  sandbox = await account();
  delivery = await Delivery.start(sandbox, AGENT, KEY);
});
afterEach(async () => {
  await delivery.close();
  await sandbox.close();
});

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
async function lives(workspace: Workspace, program: string, text: string): Promise<void> {
  expect(text).toContain("apikey/kept: AgentCore keeps its apiKey (MANAGED)");
  delivery.seed(workspace);
  const before = there();
  const agent = new Agent(sandbox, "oauth2", "google", delivery);
  try {
    await workspace.init();
    const plan = await workspace.plan();
    expect(plan.text).toMatch(/Plan: 3 to import, \d+ to add, 3 to change, 0 to destroy/);
    const { create = [], ...others } = plan.summary;
    expect(create.filter((address) => !/(?:^|\.)terraform_data\./.test(address))).toEqual([]);
    expect(Object.keys(others)).toEqual(["update"]);
    await workspace.apply(plan);
    expect(there()).toEqual(markedBy(program, before, ["payment"]));
    expect(delivery.done.filter((one) => !one.startsWith("update "))).toEqual([]);
    expect((await workspace.plan()).summary).toEqual({});
    expect(new Set(agent.answers)).toEqual(new Set(["served"]));
    // Before and after each change of Terraform's, and of the bridge's program.
    expect(agent.answers.length).toBeGreaterThan(2 * delivery.done.length);
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
    const { files, text } = await adopted(sandbox, "--write", "hcl", "--module", "./root");
    const workspace = await inModules("", inAccount(sandbox, delivery, canary));
    await workspace.write(files);
    await lives(workspace, files["main.tf"] as string, text);
    expect(files).toMatchSnapshot();
  });

  test("by a program of the constructs", async () => {
    const { files, text } = await adopted(sandbox, "--write", "cdktf", "--edition", EDITION);
    const main = files["main.ts"] as string;
    await lives(Workspace.ofStack(stackOfProgram(main), inAccount(sandbox, delivery, canary)), main, text);
    expect(main).toContain(`from "${EDITION}-agentcore-identity"`);
  });

  test("by the bridge, which marks it and keeps its callback URL", async () => {
    const { files } = await adopted(sandbox, "--write", "cdktf", "--engine", "bridge", "--edition", EDITION);
    const main = files["main.ts"] as string;
    const workspace = Workspace.ofStack(stackOfProgram(main), inAccount(sandbox, delivery, canary));
    const before = there();
    await workspace.init();
    const plan = await workspace.plan();
    expect(Object.keys(plan.summary)).toEqual(["create"]);
    expect(plan.summary.create?.filter((address) => !address.startsWith("terraform_data."))).toEqual([]);
    await workspace.apply(plan);
    expect(there()).toEqual(markedBy(main, before, ["oauth2", "apikey", "payment"]));
    expect((await workspace.plan()).summary).toEqual({});
    expect(await findCanary(workspace, canary)).toEqual([]);
    await workspace.destroy();
    expect(there().map(({ name }) => name)).toEqual(["kept"]);
  });

  describe("and let go again: Terraform forgets all of it and deletes nothing", () => {
    test("by the block that the command prints", async () => {
      const { files, text } = await adopted(sandbox, "--write", "hcl", "--module", "./root");
      const workspace = await inModules("", inAccount(sandbox, delivery, canary));
      await workspace.write(files);
      delivery.seed(workspace);
      await workspace.init();
      await workspace.apply();
      const before = there();
      const removed = /^ {2}removed \{\n(?:.*\n)*? {2}\}$/m.exec(text)?.[0] as string;
      await workspace.write({ "main.tf": `${removed}\n`, "imports.tf": "" });
      const plan = await workspace.plan();
      expect(plan.summary.forget?.length).toBeGreaterThan(0);
      expect(plan.text).toContain("0 to destroy");
      await workspace.apply(plan);
      expect((await workspace.state()).isEmpty).toBe(true);
      expect(there()).toEqual(before);
    });

    test("by the command that it prints for a program", async () => {
      const { files, text } = await adopted(sandbox, "--write", "cdktf", "--edition", EDITION);
      expect(text).toContain("terraform state rm $(terraform state list)");
      const program = stackOfProgram(files["main.ts"] as string);
      const workspace = Workspace.ofStack(program, inAccount(sandbox, delivery, canary));
      delivery.seed(workspace);
      await workspace.init();
      await workspace.apply();
      const before = there();
      const { stdout } = await workspace.terraform("state", "list");
      await workspace.terraform("state", "rm", ...stdout.split("\n").filter(Boolean));
      expect((await workspace.state()).isEmpty).toBe(true);
      expect(there()).toEqual(before);
    });
  });
});
