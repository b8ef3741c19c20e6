import {
  BedrockAgentCoreControlClient,
  DeleteApiKeyCredentialProviderCommand,
  DeleteOauth2CredentialProviderCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { configOf } from "../../sandbox/support/clients";
import { findCanary, newCanary } from "../canary";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { inModules } from "../modules/modules";
import { Delivery } from "./delivery";
import {
  accountWithManaged,
  Agent,
  AGENT,
  GOOGLE_SECRET,
  inAccount,
  KEY,
  migrated,
  WEATHER_SECRET,
} from "./migrations";

const canary = newCanary();
const GOOGLE = ["google", "--secret", `google=${GOOGLE_SECRET}#client_secret`, "--m2m", "google"];
const WEATHER = ["weather", "--secret", `weather=${WEATHER_SECRET}#api_key`, "--way", "same-name"];
const HCL = ["--write", "hcl", "--module", "./root"];

describeWithTerraform("a migration by the modules", () => {
  let sandbox: Sandbox;
  let delivery: Delivery;
  let operator: BedrockAgentCoreControlClient;
  let agent: Agent | undefined;
  beforeEach(async () => {
    sandbox = await accountWithManaged(canary);
    delivery = await Delivery.start(sandbox, AGENT, KEY);
    operator = new BedrockAgentCoreControlClient(configOf(sandbox));
  });
  afterEach(async () => {
    agent?.end();
    operator.destroy();
    await delivery.close();
    await sandbox.close();
  });

  test("serves the agent, forgets the old one, and takes over what is made already", async () => {
    agent = new Agent(sandbox, "oauth2", "google", delivery);
    const old = "aws_bedrockagentcore_oauth2_credential_provider.google";
    const args = [...GOOGLE, ...HCL, "--terraform", `google=${old}`];
    const { files } = await migrated(sandbox, ...args);
    const workspace = await inModules("", inAccount(sandbox, delivery, canary));
    await workspace.write({ "main.tf": BEFORE });
    await workspace.init();
    delivery.isHeard = false;
    await workspace.apply();
    delivery.isHeard = true;
    const before = workspace.log().length;

    await workspace.write(files);
    await workspace.init();
    const plan = await workspace.plan();
    expect(plan.summary.forget).toEqual([old]);
    await workspace.apply(plan);
    const changes = workspace.log().slice(before);
    expect(changes.filter(({ action }) => action === "destroy")).toEqual([]);
    expect((await workspace.plan()).summary).toEqual({});
    expect(delivery.done).toEqual(expect.arrayContaining(["create aws_iam_role_policy", "create aws_kms_grant"]));
    agent.provider = "google-v2";
    expect(await agent.call()).toBe("served");

    // Somebody else begins anew, without the state: what is made already is in the snapshot.
    await workspace.terraform("state", "rm", NEW);
    const again = await migrated(sandbox, ...args.slice(0, -2));
    expect(again.files["migrate.tf"]).toContain('id = "google-v2"');
    await workspace.write(again.files);
    const taken = await workspace.plan();
    expect(taken.text).toMatch(/1 to import, 0 to add, 1 to change, 0 to destroy/);
    await workspace.apply(taken);
    expect((await workspace.plan()).summary).toEqual({});
    await operator.send(new DeleteOauth2CredentialProviderCommand({ name: "google" }));
    expect(await agent.call("google")).toBe("ResourceNotFoundException");
    expect(await agent.call()).toBe("served");
    // Before and after each change that Terraform made, and the operator.
    expect(agent.answers.length).toBeGreaterThan(2 * delivery.done.length);
    expect(new Set(agent.answers)).toEqual(new Set(["served"]));
    expect(agent.tale).toEqual([
      "served",
      "CreateOauth2CredentialProvider",
      "served",
      "UpdateOauth2CredentialProvider",
      "served",
      "DeleteOauth2CredentialProvider",
      "served",
    ]);
    expect(await findCanary(workspace, canary)).toEqual([]);
  });

  test("under the same name grants first, and fails in the announced window alone", async () => {
    agent = new Agent(sandbox, "apikey", "weather", delivery);
    const { files, text } = await migrated(sandbox, ...WEATHER, ...HCL);
    const workspace = await inModules("", inAccount(sandbox, delivery, canary));
    await workspace.write(files);
    await workspace.init();
    const targets = text.match(/-target=\S+/g) ?? [];
    expect(targets.length).toBeGreaterThan(0);
    await workspace.terraform("apply", "-auto-approve", "-input=false", ...targets);
    const types = (await workspace.state()).resources.map(({ type }) => type);
    expect(types).toContain("aws_iam_role_policy");
    expect(types).not.toContain("aws_bedrockagentcore_api_key_credential_provider");
    // Too early: its name is taken. Nothing is lost.
    await expect(workspace.apply()).rejects.toThrow("weather already exists");
    expect(await agent.call()).toBe("served");

    agent.say("the window opens");
    await operator.send(new DeleteApiKeyCredentialProviderCommand({ name: "weather" }));
    const made = await workspace.apply();
    agent.say("the window closes");
    expect(await agent.call()).toBe("served");
    expect(made.map(({ action, type }) => `${action} ${type}`)).toEqual([
      "create aws_bedrockagentcore_api_key_credential_provider",
    ]);
    expect((await workspace.plan()).summary).toEqual({});
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
  });

  test("does not plan as long as the secret has no such JSON key, and does not plan what nobody told", async () => {
    const { files } = await migrated(sandbox, ...WEATHER, ...HCL);
    const workspace = await inModules("", inAccount(sandbox, delivery, canary));
    await workspace.write(files);
    await workspace.init();
    workspace.steer({ secrets: { [WEATHER_SECRET]: { secretString: { other: canary } } } });
    // Terraform reads it before it plans anything else: see "The value" of docs/migrate.md.
    await expect(workspace.plan()).rejects.toThrow("has no JSON key 'api_key'; it has: other.");
    workspace.steer(inAccount(sandbox, delivery, canary).world);

    sandbox.roles.put(AGENT);
    const open = await migrated(sandbox, ...WEATHER, ...HCL);
    expect(open.text).toContain("Terraform asks for it");
    await workspace.write(open.files);
    await expect(workspace.plan()).rejects.toThrow("No value for required variable");
  });
});

const NEW = 'module.agentcore_identity.aws_bedrockagentcore_oauth2_credential_provider.this["google-v2"]';
/** The old provider as Terraform has it; its value is none. */
const BEFORE = `
resource "aws_bedrockagentcore_oauth2_credential_provider" "google" {
  name                       = "google"
  credential_provider_vendor = "GoogleOauth2"
  oauth2_provider_config {
    google_oauth2_provider_config {
      client_id     = "client-1"
      client_secret = "of the vendor"
    }
  }
}
`;
