import type { TerraformStack } from "cdktf";
import { TerraformVariable } from "cdktf";
import {
  BridgeRemoval,
  BridgeResource,
  Engine,
  KmsAccess,
  PaymentCredentialProvider,
  PaymentVendor,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import type { ExternalSecretOptions } from "cdktf-agentcore-identity";
import { OWNER_TAG, ownerSidPrefix } from "../../../src/access/statement-owner";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { FOREIGN_KEY_POLICY, FOREIGN_SECRET_POLICY } from "../../bridge/support/objects";
import {
  apiKeyIn,
  googleIn,
  KEY_ARN,
  OTHER_ROLE_ARN,
  reader,
  ROLE_ARN,
  SECRET_ARN,
  secretIn,
} from "../../support/fixtures";
import { accountWith, changesIn, inSandbox } from "../account";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Steering } from "../provider/steering";
import { Workspace } from "../workspace";
import { EVERYTHING, NOTHING, reads } from "./reads";

type Build = (stack: TerraformStack) => void;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await accountWith(["client_secret", "api_key", "wallet"]);
});
afterEach(() => sandbox.close());

const SHARED = { policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY };
const OWNER = "stack/default";

async function applied(build: Build, world?: Steering): Promise<Workspace> {
  const workspace = Workspace.ofStack(stackOf(build), {
    ...inSandbox(sandbox),
    world,
  });
  await workspace.init();
  await workspace.apply();
  expect((await workspace.plan()).summary).toEqual({});
  return workspace;
}

async function change(workspace: Workspace, build: Build): Promise<void> {
  workspace.replaceStack(stackOf(build));
  await workspace.apply();
  expect((await workspace.plan()).summary).toEqual({});
}

const inlineNames = async (workspace: Workspace): Promise<unknown[]> =>
  (await workspace.state()).resources
    .filter(({ type }) => type === "aws_iam_role_policy")
    .map(({ values }) => values.name);

const names = (): string[] =>
  sandbox.providers
    .list()
    .map(({ kind, name }) => `${kind} ${name}`)
    .sort();
const policies = (): (string | undefined)[] => [sandbox.secrets.of(SECRET_ARN).policy, sandbox.keys.of(KEY_ARN).policy];
const FOREIGN = [FOREIGN_SECRET_POLICY, FOREIGN_KEY_POLICY];
/** The operations that changed something, since the last look. */
const changes = (): string[] => changesIn({ calls: sandbox.calls.splice(0) });

/** A key, an OAuth2 client and a wallet, all by the bridge, and statements in both policies. */
const all =
  ({
    id = "Secret",
    roles = [ROLE_ARN],
    ...options
  }: ExternalSecretOptions & { id?: string; roles?: string[] } = {}): Build =>
  (stack) => {
    const secret = secretIn(stack, { ...SHARED, ...options }, id);
    const wallet = PaymentVendor.coinbaseCdp({
      apiKeyId: "key-1",
      apiKeySecret: secret.jsonKey("api_key"),
      walletSecret: secret.jsonKey("wallet"),
    });
    const providers = [
      apiKeyIn(stack, secret, `${id}Key`, { engine: Engine.BRIDGE }),
      googleIn(stack, secret, { engine: Engine.BRIDGE }, `${id}Google`),
      new PaymentCredentialProvider(stack, `${id}Wallet`, { name: "wallet", vendor: wallet }),
    ];
    for (const role of roles) providers.forEach((provider) => provider.grantUse(reader(role)));
  };

describeWithTerraform("what leaves the program leaves AWS", () => {
  test("all of it, while a construct of ours stays (P1)", async () => {
    const workspace = await applied(all());
    expect(names()).toEqual(["apikey weather", "oauth2 google-maps", "payment wallet"]);
    expect(reads(sandbox, ROLE_ARN)).toEqual(EVERYTHING);
    expect(reads(sandbox, OTHER_ROLE_ARN)).toEqual(NOTHING);

    await change(workspace, (stack) => void new BridgeRemoval(stack, "Removal"));
    expect(names()).toEqual([]);
    expect(policies()).toEqual(FOREIGN);
    expect(reads(sandbox, ROLE_ARN)).toEqual(NOTHING);

    workspace.replaceStack(stackOf(() => undefined));
    await workspace.apply();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("one grant, and no other (P2)", async () => {
    const workspace = await applied(all({ roles: [ROLE_ARN, OTHER_ROLE_ARN] }));
    await change(workspace, all({ roles: [OTHER_ROLE_ARN] }));
    expect([reads(sandbox, ROLE_ARN), reads(sandbox, OTHER_ROLE_ARN)]).toEqual([NOTHING, EVERYTHING]);
    await change(workspace, all({ roles: [] }));
    expect(policies()).toEqual(FOREIGN);
    expect(names()).toHaveLength(3);
  });

  test("under another construct ID nothing changes at AWS; another role takes the place of the old one (P3)", async () => {
    const workspace = await applied(all());
    const before = [JSON.stringify(sandbox.providers.list()), ...policies()];
    changes();
    const policyNames = await inlineNames(workspace);
    await change(workspace, all({ id: "Renamed" }));
    expect(changes()).toEqual([]);
    // Terraform makes the readers' policies anew, in no order, but never of the name of the one that goes.
    for (const name of await inlineNames(workspace)) expect(policyNames).not.toContain(name);
    expect([JSON.stringify(sandbox.providers.list()), ...policies()]).toEqual(before);

    await change(workspace, all({ id: "Renamed", roles: [OTHER_ROLE_ARN] }));
    expect([reads(sandbox, ROLE_ARN), reads(sandbox, OTHER_ROLE_ARN)]).toEqual([NOTHING, EVERYTHING]);
    await workspace.destroy();
    expect(policies()).toEqual(FOREIGN);
    expect(names()).toEqual([]);
  });

  test("a provider under another name, whose name a variable gives", async () => {
    const named =
      (name: string): Build =>
      (stack) => {
        const variable = new TerraformVariable(stack, "name", {
          type: "string",
          default: name,
          sensitive: name === "third",
        });
        apiKeyIn(stack, secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE }), "Key", {
          engine: Engine.BRIDGE,
          name: variable.stringValue,
        });
      };
    const workspace = await applied(named("first"));
    await change(workspace, named("second"));
    expect(names()).toEqual(["apikey second"]);
    await change(workspace, named("third"));
    expect(names()).toEqual(["apikey third"]);
    await workspace.destroy();
    expect(names()).toEqual([]);
  });

  test("whatever resource stands for the content, and from one to the other", async () => {
    const kept =
      (resource: BridgeResource): Build =>
      (stack) =>
        void apiKeyIn(stack, secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE }), "Key", {
          engine: Engine.BRIDGE,
          bridge: { resource },
        });
    const workspace = await applied(kept(BridgeResource.NULL_RESOURCE));
    changes();
    await change(workspace, kept(BridgeResource.TERRAFORM_DATA));
    expect(changes()).toEqual([]);
    await change(workspace, (stack) => void new BridgeRemoval(stack, "Removal"));
    expect(names()).toEqual([]);
  });
});

describeWithTerraform("a mode or engine that is switched (P4)", () => {
  const moded =
    (options: ExternalSecretOptions): Build =>
    (stack) =>
      void googleIn(stack, secretIn(stack, { ...SHARED, ...options })).grantUse(reader());

  test.each([
    ["ADDITIVE to NONE", { policyMode: SecretPolicyMode.NONE }, [FOREIGN_SECRET_POLICY, undefined]],
    ["KEY_POLICY to NONE", { keyAccess: KmsAccess.NONE }, [undefined, FOREIGN_KEY_POLICY]],
    ["KEY_POLICY to GRANT", { keyAccess: KmsAccess.GRANT }, [undefined, FOREIGN_KEY_POLICY]],
  ])("%s takes our statements away, and only those", async (_, options, expected) => {
    const workspace = await applied(moded({}));
    await change(workspace, moded(options));
    for (const [index, foreign] of expected.entries()) {
      if (foreign !== undefined) expect(policies()[index]).toBe(foreign);
      else expect(policies()[index]).not.toBe(FOREIGN[index]);
    }
    const { read, decrypt } = reads(sandbox, ROLE_ARN);
    expect([read, decrypt]).toEqual(expected.map((foreign) => foreign === undefined));
  });

  test("ADDITIVE to EXCLUSIVE and back: ours are replaced by ours, and never deleted with the policy", async () => {
    sandbox.secrets.of(SECRET_ARN).policy = undefined;
    const exclusive = moded({ policyMode: SecretPolicyMode.EXCLUSIVE });
    const workspace = await applied(moded({}));
    const additivePolicy = sandbox.secrets.of(SECRET_ARN).policy as string;
    const world = (policy: string): Steering => ({
      secrets: { [SECRET_ARN]: { secretString: {}, policy } as never },
    });
    workspace.steer(world(additivePolicy));
    await change(workspace, exclusive);
    // The sandbox has the bridge's calls, the stand-in those of the AWS provider.
    expect(sandbox.secrets.of(SECRET_ARN).policy).toBeUndefined();
    const [written] = Object.values(
      (await workspace.state()).resources.find(({ type }) => type === "aws_secretsmanager_secret_policy")
        ?.values as object,
    ).filter((value) => typeof value === "string" && value.includes("Statement")) as string[];
    expect(written).toContain(`"${ownerSidPrefix({ owner: OWNER })}Readers`);

    sandbox.secrets.of(SECRET_ARN).policy = written;
    changes();
    workspace.replaceStack(stackOf(moded({})));
    const plan = await workspace.plan();
    expect(plan.json.resource_changes?.filter(({ type }) => type === "aws_secretsmanager_secret_policy")).toMatchObject(
      [{ change: { actions: ["forget"] } }],
    );
    await workspace.apply(plan);
    expect(changes()).toEqual(["PutResourcePolicy"]);
    expect(JSON.parse(sandbox.secrets.of(SECRET_ARN).policy as string)).toEqual(JSON.parse(additivePolicy));
    expect(reads(sandbox, ROLE_ARN).read).toBe(true);
  });

  const engined =
    (engine: Engine, adopt?: boolean): Build =>
    (stack) => {
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE });
      googleIn(stack, secret, { engine, adopt });
    };

  test("BRIDGE to NATIVE: the bridge's provider is gone before the native one is made", async () => {
    const workspace = await applied(engined(Engine.BRIDGE));
    workspace.replaceStack(stackOf(engined(Engine.NATIVE)));
    await workspace.init("-upgrade");
    const { text } = await workspace.terraform("apply", "-auto-approve", "-input=false");
    expect(names()).toEqual([]);
    const gone = text.indexOf(
      'agentcore_identity_removal_providers["oauth2/us-east-1/google-maps"]: Destruction complete',
    );
    expect(gone).toBeGreaterThan(0);
    expect(text.indexOf("aws_bedrockagentcore_oauth2_credential_provider.Google_AF1E99FA: Creating")).toBeGreaterThan(
      gone,
    );
  });

  test("NATIVE to BRIDGE: Terraform lets go of it, and the bridge takes it over if the program says so", async () => {
    const workspace = await applied(engined(Engine.NATIVE));
    const made = { config: { $member: "googleOauth2ProviderConfig", clientId: "client-id" }, tags: {} };
    const secrets = { clientSecret: { source: "EXTERNAL" as const, secretArn: SECRET_ARN, jsonKey: "client_secret" } };
    sandbox.providers.create("oauth2", "google-maps", "GoogleOauth2", { ...made, secrets });
    const [{ callbackUrl } = { callbackUrl: "none" }] = sandbox.providers.list();

    workspace.replaceStack(stackOf(engined(Engine.BRIDGE)));
    await expect(workspace.apply()).rejects.toThrow("bears no mark of an owner (tag agentcore-identity:owner)");
    expect(sandbox.providers.list()).toMatchObject([{ callbackUrl, tags: {} }]);
    await change(workspace, engined(Engine.BRIDGE, true));
    expect(sandbox.providers.list()).toMatchObject([{ callbackUrl, tags: { [OWNER_TAG]: OWNER } }]);
    await workspace.destroy();
    expect(names()).toEqual([]);
  });
});

test("the blocks with the duty to remove stand in every stack that holds a construct of ours, at addresses that stay", () => {
  for (const build of [
    (stack: TerraformStack) => void secretIn(stack),
    (stack: TerraformStack) => void new BridgeRemoval(stack, "Removal"),
    all(),
  ] as Build[]) {
    const { resource } = JSON.parse(JSON.stringify(stackOf(build).toTerraform())) as {
      resource: { terraform_data: Record<string, { provisioner: { "local-exec": { interpreter: string[] } }[] }> };
    };
    for (const group of ["providers", "statements"]) {
      const block = resource.terraform_data[`agentcore_identity_removal_${group}`];
      expect(block?.provisioner[0]?.["local-exec"].interpreter).toEqual([
        "node",
        "assets/AgentCoreIdentityBridge/program/agentcore-identity-bridge.cjs",
      ]);
    }
  }
});
