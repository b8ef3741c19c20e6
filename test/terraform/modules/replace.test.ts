import { SECRET_ARN } from "../../support/fixtures";
import { follow, MANAGED, warned } from "../advice";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Workspace } from "../workspace";
import { inModules } from "./modules";

const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";
const API_KEY = "aws_bedrockagentcore_api_key_credential_provider";
const CONFIGURATION = {
  provider: { aws: { region: "us-east-1" } },
  module: {
    identity: {
      source: "./root",
      owner: "agents",
      secrets: { google: { secret_arn: SECRET_ARN, policy_mode: "NONE" } },
      oauth2_providers: {
        "google-maps": { vendor: "GoogleOauth2", client_id: "id", secret: "google", json_key: "client_secret" },
      },
      api_key_providers: { weather: { secret: "google", json_key: "api_key" } },
    },
  },
};

describeWithTerraform("whoever follows the module's advice to replace a provider arrives", () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await inModules("");
    await workspace.write({ "main.tf.json": CONFIGURATION });
    await workspace.init();
    await workspace.apply();
  });

  /** NAME is what nobody but the caller knows. The new object has none of what was changed at the old one. */
  const replaced = async (message: string, type: string): Promise<void> => {
    const before = workspace.log().length;
    await follow(workspace, message.replace("module.NAME", "module.identity"), workspace.folder);
    workspace.steer({});
    const changes = workspace.log().slice(before);
    expect(changes.map((one) => `${one.action} ${one.type}`)).toEqual([`destroy ${type}`, `create ${type}`]);
    expect(await warned(workspace)).toEqual([]);
  };
  const changed = (type: string, name: string, attribute: string, secret_arn: string): Promise<void> =>
    workspace.drift(`module.identity.${type}.this["${name}"]`, { set: { [attribute]: [{ secret_arn }] } });

  test.each([
    [OAUTH2, "google-maps", "client_secret_arn"],
    [API_KEY, "weather", "api_key_secret_arn"],
  ])("from a plan that warns of another secret of %s", async (type, name, attribute) => {
    expect(await warned(workspace)).toEqual([]);
    await changed(type, name, attribute, SECRET_ARN.replace("google", "other"));
    const [message, ...others] = await warned(workspace);
    expect(others).toEqual([]);
    expect(message).toContain("(NAME: what your configuration calls this module)");
    await replaced(message ?? "", type);
  });

  test("from a plan that is stopped by a secret that AgentCore made", async () => {
    await changed(OAUTH2, "google-maps", "client_secret_arn", MANAGED);
    const message = await workspace.plan().then(
      () => "planned",
      (error: Error) => error.message,
    );
    expect(message).toContain("AgentCore cannot switch it to your own in place.");
    await replaced(message, OAUTH2);
  });
});
