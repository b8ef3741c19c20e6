import type { TerraformStack } from "cdktf";
import { App, TerraformStack as Stack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Engine, KmsAccess, SecretPolicyMode } from "cdktf-agentcore-identity";
import type { ExternalSecretOptions } from "cdktf-agentcore-identity";
import { OWNER_TAG, ownerSidPrefix, ownerSidSuffix } from "../../../src/access/statement-owner";
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
import { refusals } from "../../support/synth";
import { accountWith, inSandbox } from "../account";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Steering } from "../provider/steering";
import { Workspace } from "../workspace";
import { EVERYTHING, NOTHING, reads } from "./reads";

type Build = (stack: TerraformStack) => void;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await accountWith(["client_secret", "api_key"]);
});
afterEach(() => sandbox.close());

function stackNamed(name: string, build: Build): Stack {
  const stack = new Stack(new App({ skipValidation: true }), name);
  new AwsProvider(stack, "Aws", { region: "us-east-1" });
  build(stack);
  return stack;
}

async function workspaceOf(name: string, build: Build, world?: Steering): Promise<Workspace> {
  const workspace = Workspace.ofStack(stackNamed(name, build), {
    ...inSandbox(sandbox),
    world,
  });
  await workspace.init();
  return workspace;
}

const withPolicy = (policy: string): Steering => ({ secrets: { [SECRET_ARN]: { secretString: {}, policy } } }) as never;

/** The policy that Terraform's own resource wrote. */
async function written(workspace: Workspace): Promise<string> {
  const { resources } = await workspace.state();
  const policy = resources.find(({ type }) => type === "aws_secretsmanager_secret_policy")?.values.policy;
  return policy as string;
}

const exclusive =
  (options: ExternalSecretOptions = {}, role = ROLE_ARN): Build =>
  (stack) =>
    void googleIn(stack, secretIn(stack, { kmsKeyArn: undefined, ...options })).grantUse(reader(role));

describeWithTerraform("an exclusive policy", () => {
  test("of one program in two workspaces: the second plan stops, and names whose it is (O1)", async () => {
    const dev = await workspaceOf("agents", exclusive());
    await dev.terraform("workspace", "new", "dev");
    await dev.apply();
    const policy = await written(dev);
    expect(policy).toContain(`"${ownerSidPrefix({ owner: "agents/dev" })}Readers${ownerSidSuffix("agents/dev")}"`);
    expect(policy).toContain('ReadersForAgentsDev"');

    expect((await dev.plan()).summary).toEqual({});
    await dev.terraform("workspace", "new", "prod");
    await expect(dev.plan()).rejects.toThrow(
      /holds statements that are not marked as those of agents\/prod: AgentCoreIdentity[0-9a-f]{12}ReadersForAgentsDev/,
    );
    // The way out that the message names, as far as the stand-in goes: the policy is deleted.
    await dev.terraform("workspace", "select", "dev");
    await dev.destroy();
    await dev.terraform("workspace", "select", "prod");
    await dev.plan();
  });

  const statement = (Sid: string, Effect = "Allow"): object => ({
    Sid,
    Effect,
    Principal: { AWS: "arn:aws:iam::444455556666:root" },
    Action: "secretsmanager:GetSecretValue",
    Resource: "*",
  });
  const policyOf = (...statements: object[]): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const ours = ownerSidPrefix({ owner: "agents/default" });
  const shared = ownerSidPrefix({ owner: "agents/default", secretArn: SECRET_ARN });

  test.each([
    [
      "our Sids without a mark",
      [statement("AgentCoreIdentityReaders"), statement("AgentCoreIdentityDeployers", "Deny")],
    ],
    ["another owner's mark", [statement(`${ownerSidPrefix({ owner: "agents/dev" })}Readers`)]],
    ["a Sid that ends as ours", [statement(`x${ours}Readers`)]],
    ["no Sid", [{ ...statement(""), Sid: undefined }]],
    ["ours beside a foreign one", [statement(`${ours}Readers`), statement("Team")]],
  ])("is not written over %s (O3)", async (_, statements) => {
    const workspace = await workspaceOf("agents", exclusive(), withPolicy(policyOf(...statements)));
    await expect(workspace.plan()).rejects.toThrow("holds statements that are not marked as those of agents/default");
  });

  test.each([
    ["what it wrote itself", [statement(`${ours}Readers`)]],
    ["what its owner added before", [statement(`${shared}Readers`)]],
    ["nothing", []],
  ])("is written over %s", async (_, statements) => {
    const workspace = await workspaceOf("agents", exclusive(), withPolicy(policyOf(...statements)));
    expect((await workspace.plan()).summary.create).toContain(
      "aws_secretsmanager_secret_policy.Secret_Policy_06C9821C",
    );
  });

  test("has the owner that the program names", async () => {
    const workspace = await workspaceOf("agents", exclusive({ owner: "team-a" }));
    await workspace.apply();
    expect(await written(workspace)).toContain('ReadersForTeamADefault"');
  });
});

describe("two owners of one secret in one program (O2)", () => {
  const two =
    (first: ExternalSecretOptions, second: ExternalSecretOptions): Build =>
    (stack) => {
      googleIn(stack, secretIn(stack, first, "One"), {}, "Google").grantUse(reader());
      apiKeyIn(stack, secretIn(stack, second, "Two")).grantUse(reader());
    };
  const ADDED = { policyMode: SecretPolicyMode.ADDITIVE };

  test.each([
    [
      "two exclusive ones",
      {},
      {},
      "already has a policy, made by stack/One/Policy; an exclusive one overwrites the other's",
    ],
    ["an exclusive one and statements", {}, ADDED, "already has a policy, made by stack/One/Policy"],
    ["statements and an exclusive one", ADDED, {}, "already has a policy, made by stack/One/Policy"],
    [
      "statements of one owner twice",
      ADDED,
      ADDED,
      "already has statements of the same owner, made by stack/One/Policy",
    ],
  ])("%s are refused", (_, first, second, message) => {
    expect(refusals(two(first, second)).join("\n")).toContain(message);
  });

  test("statements of one owner in one key's policy twice are refused", () => {
    const keyed = (options: ExternalSecretOptions): ExternalSecretOptions => ({
      policyMode: SecretPolicyMode.NONE,
      keyAccess: KmsAccess.KEY_POLICY,
      ...options,
    });
    expect(refusals(two(keyed({}), keyed({}))).join("\n")).toContain(
      "has a statement of the same owner in its key's policy already, made by stack/One/KeyPolicy",
    );
    expect(refusals(two(keyed({}), keyed({ owner: "team-b" })))).toEqual([]);
  });

  test("statements of two owners, or no policy beside one, are fine", () => {
    expect(refusals(two(ADDED, { ...ADDED, owner: "team-b" }))).toEqual([]);
    expect(refusals(two({}, { policyMode: SecretPolicyMode.NONE }))).toEqual([]);
  });
});

test.each(["", "a\nb", "ä", "x".repeat(129)])("an owner of the name %j is refused", (owner) => {
  const refused = /owner (is empty|".+" is not 1 to 128 letters, digits, spaces and any of "\._:\/=\+@-")/s;
  expect(refusals(exclusive({ owner })).join("\n")).toMatch(refused);
  const bridged: Build = (stack) => void apiKeyIn(stack, secretIn(stack), "Key", { engine: Engine.BRIDGE, owner });
  expect(refusals(bridged).join("\n")).toMatch(refused);
  expect(refusals(exclusive({ owner: "x".repeat(128) }))).toEqual([]);
});

test("the bridge's own tag and adopt are for the bridge", () => {
  const key =
    (props: object): Build =>
    (stack) =>
      void apiKeyIn(stack, secretIn(stack), "Key", props);
  expect(refusals(key({ adopt: true })).join("\n")).toContain('adopt "true" is for Engine.BRIDGE');
  expect(refusals(key({ adopt: true, engine: Engine.BRIDGE }))).toEqual([]);
  expect(refusals(key({ tags: { [OWNER_TAG]: "me" } })).join("\n")).toContain("is the tag by which the bridge knows");
});

describeWithTerraform("statements beside those of others", () => {
  const added =
    (role: string): Build =>
    (stack) => {
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY });
      googleIn(stack, secret, { name: role === ROLE_ARN ? "one" : "two" }).grantUse(reader(role));
    };

  test("of one program in two workspaces are two sets, and each goes alone (O4)", async () => {
    const program = await workspaceOf("agents", added(ROLE_ARN));
    await program.terraform("workspace", "new", "dev");
    await program.apply();
    await program.terraform("workspace", "new", "prod");
    program.replaceStack(stackNamed("agents", added(OTHER_ROLE_ARN)));
    await program.apply();
    expect([reads(sandbox, ROLE_ARN), reads(sandbox, OTHER_ROLE_ARN)]).toEqual([EVERYTHING, EVERYTHING]);
    await program.destroy();
    expect([reads(sandbox, ROLE_ARN), reads(sandbox, OTHER_ROLE_ARN)]).toEqual([EVERYTHING, NOTHING]);
    await program.terraform("workspace", "select", "dev");
    await program.destroy();
    expect(sandbox.secrets.of(SECRET_ARN).policy).toBe(FOREIGN_SECRET_POLICY);
    expect(sandbox.keys.of(KEY_ARN).policy).toBe(FOREIGN_KEY_POLICY);
  });
});

describeWithTerraform("a provider of one name in two programs (O5)", () => {
  const key =
    (jsonKey: string, adopt?: boolean): Build =>
    (stack) => {
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE });
      apiKeyIn(stack, secret, "Key", { engine: Engine.BRIDGE, apiKey: secret.jsonKey(jsonKey), adopt });
    };
  const made = () => sandbox.providers.list()[0];

  test("is refused to the second, unless it adopts; then the first lets go of it without deleting it", async () => {
    const first = await workspaceOf("team-a", key("api_key"));
    await first.apply();
    const before = JSON.stringify(made());

    const second = await workspaceOf("team-b", key("client_secret"));
    await expect(second.apply()).rejects.toThrow('is marked as that of "team-a/default"');
    expect(JSON.stringify(made())).toBe(before);
    await second.destroy();
    expect(JSON.stringify(made())).toBe(before);

    second.replaceStack(stackNamed("team-b", key("client_secret", true)));
    await second.apply();
    expect(made()?.tags).toEqual({ [OWNER_TAG]: "team-b/default" });
    await first.destroy();
    expect(made()).toMatchObject({
      tags: { [OWNER_TAG]: "team-b/default" },
      secrets: { apiKey: { jsonKey: "client_secret" } },
    });
    await second.destroy();
    expect(sandbox.providers.list()).toEqual([]);
  });
});
