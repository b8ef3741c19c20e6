import {
  BedrockAgentCoreControlClient,
  DeleteApiKeyCredentialProviderCommand,
  DeleteOauth2CredentialProviderCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { configOf } from "../../sandbox/support/clients";
import { findCanary, newCanary } from "../canary";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { Delivery } from "./delivery";
import {
  accountWithManaged,
  Agent,
  AGENT,
  EDITION,
  GOOGLE_SECRET,
  inAccount,
  KEY,
  migrated,
  stackOfProgram,
  WEATHER_SECRET,
} from "./migrations";

let sandbox: Sandbox;
let delivery: Delivery;
let agent: Agent;
let operator: BedrockAgentCoreControlClient;
const canary = newCanary();

beforeEach(async () => {
  sandbox = await accountWithManaged(canary);
  delivery = await Delivery.start(sandbox, AGENT, KEY);
  operator = new BedrockAgentCoreControlClient(configOf(sandbox));
});
afterEach(async () => {
  agent.end();
  operator.destroy();
  await delivery.close();
  await sandbox.close();
});

const GOOGLE = ["google", "--secret", `google=${GOOGLE_SECRET}#client_secret`, "--m2m", "google"];
const WEATHER = ["weather", "--secret", `weather=${WEATHER_SECRET}#api_key`, "--way", "same-name"];

const ENGINES = ["bridge", "native"] as const;
const program = (engine: string): string[] => ["--write", "cdktf", "--engine", engine, "--edition", EDITION];

describeWithTerraform("a migration by a program", () => {
  test.each(ENGINES)("by a second name serves the agent at every moment: %s", async (engine) => {
    agent = new Agent(sandbox, "oauth2", "google", delivery);
    const { files, text } = await migrated(sandbox, ...GOOGLE, ...program(engine));
    expect(text).toContain("get-gateway-target --gateway-identifier tools-abcdefghij --target-id TARGET1234");
    expect(await agent.call()).toBe("served");
    const workspace = Workspace.ofStack(
      stackOfProgram(files["main.ts"] as string),
      inAccount(sandbox, delivery, canary),
    );
    await workspace.init();
    // Nobody lets the agent use it yet, nor is it there.
    expect(await agent.call("google-v2")).toBe("AccessDeniedException");
    await workspace.apply();
    expect(new Set(agent.answers)).toEqual(new Set(["served"]));
    expect(delivery.done).toContain("create aws_iam_role_policy");
    expect(delivery.done).toContain("create aws_kms_grant");
    expect(await agent.call("google-v2")).toBe("served");
    agent.provider = "google-v2";
    await operator.send(new DeleteOauth2CredentialProviderCommand({ name: "google" }));
    expect(await agent.call()).toBe("served");
    expect(await agent.call("google")).toBe("ResourceNotFoundException");

    expect(agent.tale).toEqual([
      "served",
      "CreateOauth2CredentialProvider",
      "served",
      "DeleteOauth2CredentialProvider",
      "served",
    ]);
    expect((await workspace.plan()).summary).toEqual({});
    const [made] = sandbox.providers.list("oauth2");
    expect(made).toMatchObject({
      name: "google-v2",
      config: { clientId: "client-1" },
      secrets: { clientSecret: { source: "EXTERNAL", secretArn: GOOGLE_SECRET } },
    });
    expect(made?.tags).toMatchObject({ team: "agents" });
    expect(text + Object.values(files).join("")).not.toContain(canary);
    expect(await findCanary(workspace, canary)).toEqual([]);
  });

  test.each(ENGINES)("under the same name fails in the announced window alone: %s", async (engine) => {
    agent = new Agent(sandbox, "apikey", "weather", delivery);
    const { files, text } = await migrated(sandbox, ...WEATHER, ...program(engine));
    const main = files["main.ts"] as string;
    const cutOver = main.replace("CUT_OVER = false", "CUT_OVER = true");
    const workspace = Workspace.ofStack(stackOfProgram(main), inAccount(sandbox, delivery, canary));
    await workspace.init();
    await workspace.apply();
    expect(await agent.call()).toBe("served");

    // Too early: AWS has one of this name, which is not this program's. Nothing is lost.
    workspace.replaceStack(stackOfProgram(cutOver));
    await expect(workspace.apply()).rejects.toThrow(/weather/);
    expect(await agent.call()).toBe("served");

    agent.say("the window opens");
    await operator.send(new DeleteApiKeyCredentialProviderCommand({ name: "weather" }));
    await workspace.apply();
    agent.say("the window closes");
    expect(await agent.call()).toBe("served");

    expect(agent.tale).toEqual([
      "served",
      "the window opens",
      "served",
      "DeleteApiKeyCredentialProvider",
      "ResourceNotFoundException",
      "CreateApiKeyCredentialProvider",
      "served",
      "the window closes",
      "served",
    ]);
    expect((await workspace.plan()).summary).toEqual({});
    expect(sandbox.providers.list("apikey")[0]?.secrets.apiKey).toMatchObject({
      source: "EXTERNAL",
      secretArn: WEATHER_SECRET,
    });
    expect(text + main).not.toContain(canary);
    expect(await findCanary(workspace, canary)).toEqual([]);
  });
});
