import type { TerraformStack } from "cdktf";
import {
  ApiKeyCredentialProvider,
  AwsProviderVersion,
  BridgeResource,
  Engine,
  KmsAccess,
  PaymentCredentialProvider,
  PaymentVendor,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import type { BridgeOptions } from "cdktf-agentcore-identity";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { ServiceError } from "../../../src/sandbox/service-error";
import { FOREIGN_KEY_POLICY, FOREIGN_SECRET_POLICY } from "../../bridge/support/objects";
import { googleIn, KEY_ARN, OTHER_ROLE_ARN, reader, SECRET_ARN, secretIn } from "../../support/fixtures";
import { accountWith, changesIn, inSandbox } from "../account";
import { findCanary, newCanary } from "../canary";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";

type Build = (stack: TerraformStack, change: boolean) => void;

let sandbox: Sandbox;
const canary = newCanary();

beforeEach(async () => {
  sandbox = await accountWith(["client_secret", "api_key", "wallet", "second"], canary);
});
afterEach(() => sandbox.close());

function workspaceOf(build: Build, change = false): Workspace {
  return Workspace.ofStack(
    stackOf((stack) => build(stack, change)),
    { ...inSandbox(sandbox), trace: true },
  );
}

const changes = (): string[] => changesIn(sandbox);

const oauth2 =
  (bridge?: BridgeOptions): Build =>
  (stack, change) => {
    const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE });
    const clientSecret = secret.jsonKey(change ? "second" : "client_secret");
    googleIn(stack, secret, { engine: Engine.BRIDGE, clientSecret, tags: { team: "a" }, bridge });
  };

describeWithTerraform("a credential provider made by the bridge", () => {
  test.each([BridgeResource.TERRAFORM_DATA, BridgeResource.NULL_RESOURCE])(
    "with %s is made, changed in place, left alone and removed",
    async (resource) => {
      const build = oauth2({ resource });
      const workspace = workspaceOf(build);
      await workspace.init();
      await workspace.apply();
      expect(changes()).toEqual(["CreateOauth2CredentialProvider"]);
      const [made] = sandbox.providers.list("oauth2");
      expect((await workspace.plan()).summary).toEqual({});

      workspace.replaceStack(stackOf((stack) => build(stack, true)));
      const plan = await workspace.plan();
      expect(plan.summary).toEqual({
        replace: [expect.stringContaining("Confirmation") as string, expect.stringContaining("Content") as string],
      });
      await workspace.apply(plan);
      expect(changes()).toEqual(["CreateOauth2CredentialProvider", "UpdateOauth2CredentialProvider"]);
      const [changed] = sandbox.providers.list("oauth2");
      expect(changed?.callbackUrl).toBe(made?.callbackUrl);
      expect((await workspace.plan()).summary).toEqual({});

      await workspace.destroy();
      expect(sandbox.providers.list("oauth2")).toEqual([]);
      expect((await workspace.state()).isEmpty).toBe(true);
      expect(await findCanary(workspace, canary)).toEqual([]);
    },
  );

  test("works on aws 6.25, which the bindings of CDKTF pin", async () => {
    const workspace = workspaceOf((stack) => {
      AwsProviderVersion.pin(stack, "6.25.0");
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.EXCLUSIVE });
      const key = new ApiKeyCredentialProvider(stack, "Key", {
        name: "weather",
        apiKey: secret.jsonKey("api_key"),
        engine: Engine.BRIDGE,
      });
      key.grantUse(reader());
    });
    await workspace.init();
    await workspace.apply();
    expect(sandbox.providers.list("apikey").map(({ name }) => name)).toEqual(["weather"]);
    expect((await workspace.plan()).summary).toEqual({});
  });

  test("of another name is another one", async () => {
    const named =
      (name: string): Build =>
      (stack) => {
        const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE });
        googleIn(stack, secret, { engine: Engine.BRIDGE, name });
      };
    const workspace = workspaceOf(named("first"));
    await workspace.init();
    await workspace.apply();
    workspace.replaceStack(stackOf((stack) => named("second")(stack, false)));
    await workspace.apply();
    expect(sandbox.providers.list("oauth2").map(({ name }) => name)).toEqual(["second"]);
  });

  test("is converged by one more apply after the program was refused", async () => {
    const workspace = workspaceOf(oauth2());
    await workspace.init();
    const denied = new ServiceError("AccessDeniedException", "not authorized");
    sandbox.intercept = ({ operation }) => (operation === "CreateOauth2CredentialProvider" ? denied : undefined);
    await expect(workspace.apply()).rejects.toThrow("bedrock-agentcore:CreateOauth2CredentialProvider");
    sandbox.intercept = undefined;
    await workspace.apply();
    expect(sandbox.providers.list("oauth2").map(({ name }) => name)).toEqual(["google-maps"]);
    await workspace.destroy();
    expect(sandbox.providers.list("oauth2")).toEqual([]);
  });
});

describeWithTerraform("a payment credential provider", () => {
  test("references each of its secrets, and its reader may read them", async () => {
    const workspace = workspaceOf((stack) => {
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE });
      const vendor = PaymentVendor.coinbaseCdp({
        apiKeyId: "key-1",
        apiKeySecret: secret.jsonKey("api_key"),
        walletSecret: secret.jsonKey("wallet"),
      });
      new PaymentCredentialProvider(stack, "Pay", { name: "pay", vendor }).grantUse(reader());
    });
    await workspace.init();
    await workspace.apply();
    const [made] = sandbox.providers.list("payment");
    expect(Object.values(made?.secrets ?? {}).map(({ source, jsonKey }) => [source, jsonKey])).toEqual([
      ["EXTERNAL", "api_key"],
      ["EXTERNAL", "wallet"],
    ]);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect(sandbox.providers.list("payment")).toEqual([]);
  });
});

describeWithTerraform("policies that others write, too", () => {
  const additive: Build = (stack, change) => {
    const google = googleIn(
      stack,
      secretIn(stack, { policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY }),
      { engine: Engine.BRIDGE },
    );
    google.grantUse(reader());
    if (change) google.grantUse(reader(OTHER_ROLE_ARN));
  };
  const policies = (): (string | undefined)[] => [
    sandbox.secrets.of(SECRET_ARN).policy,
    sandbox.keys.of(KEY_ARN).policy,
  ];

  test("get exactly our statements beside the foreign ones, and lose exactly ours", async () => {
    const workspace = workspaceOf(additive);
    await workspace.init();
    await workspace.apply();
    for (const [index, foreign] of [FOREIGN_SECRET_POLICY, FOREIGN_KEY_POLICY].entries()) {
      expect(policies()[index]).toContain(foreign.slice(0, foreign.lastIndexOf("}")).trimEnd().slice(0, 60));
      expect(policies()[index]).toContain(reader().roleArn);
      expect(policies()[index]).not.toContain(OTHER_ROLE_ARN);
    }
    workspace.replaceStack(stackOf((stack) => additive(stack, true)));
    await workspace.apply();
    for (const policy of policies()) expect(policy).toContain(OTHER_ROLE_ARN);
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect(policies()).toEqual([FOREIGN_SECRET_POLICY, FOREIGN_KEY_POLICY]);
  });
});
