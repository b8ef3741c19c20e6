import { TerraformVariable } from "cdktf";
import type { TerraformStack } from "cdktf";
import { BridgeRemoval, Engine, ExternalSecret, KmsAccess, SecretPolicyMode } from "cdktf-agentcore-identity";
import { OWNER_TAG } from "../../../src/access/statement-owner";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { ServiceError } from "../../../src/sandbox/service-error";
import { FOREIGN_KEY_POLICY, FOREIGN_SECRET_POLICY } from "../../bridge/support/objects";
import { googleIn, KEY_ARN, reader, ROLE_ARN, SECRET_ARN, secretIn } from "../../support/fixtures";
import { accountWith, inSandbox, onceAt } from "../account";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { endAll, killTerraform } from "../harness/run";
import { Workspace } from "../workspace";
import { EVERYTHING, NOTHING, reads } from "./reads";

type Build = (stack: TerraformStack) => void;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await accountWith([]);
});
afterEach(() => sandbox.close());

/** A provider, statements in the secret's policy and statements in the key's policy. */
const program: Build = (stack) => {
  const secret = secretIn(stack, { policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY });
  googleIn(stack, secret, { engine: Engine.BRIDGE }).grantUse(reader());
};
const nothing: Build = (stack) => void new BridgeRemoval(stack, "Removal");

async function applied(build: Build = program): Promise<Workspace> {
  const workspace = Workspace.ofStack(stackOf(build), {
    ...inSandbox(sandbox),
    world: { statedKeys: { [SECRET_ARN]: KEY_ARN } },
  });
  await workspace.init();
  await workspace.apply();
  expect(reads(sandbox, ROLE_ARN)).toEqual(EVERYTHING);
  return workspace;
}

async function expectGone(workspace: Workspace): Promise<void> {
  expect(sandbox.providers.list()).toEqual([]);
  expect(sandbox.secrets.of(SECRET_ARN).policy).toBe(FOREIGN_SECRET_POLICY);
  expect(sandbox.keys.of(KEY_ARN).policy).toBe(FOREIGN_KEY_POLICY);
  expect(reads(sandbox, ROLE_ARN)).toEqual(NOTHING);
  expect((await workspace.plan()).summary).toEqual({});
}

const REMOVALS = ["DeleteOauth2CredentialProvider", "PutResourcePolicy", "PutKeyPolicy"] as const;

describeWithTerraform("removal under faults", () => {
  test.each(
    REMOVALS.flatMap((operation) => [
      ["Terraform alone", operation, "before", killTerraform] as const,
      ["Terraform and the program", operation, "before", endAll] as const,
      ["Terraform and the program", operation, "after", endAll] as const,
    ]),
  )("kill -9 of %s at %s, %s it acted: one more apply removes all", async (_who, operation, phase, kill) => {
    const workspace = await applied();
    workspace.replaceStack(stackOf(nothing));
    onceAt(sandbox, operation, phase, kill);
    await expect(workspace.apply()).rejects.toThrow();
    await workspace.mendState();
    await workspace.apply();
    await expectGone(workspace);
  });

  test("throttled: waited out", async () => {
    const workspace = await applied();
    workspace.replaceStack(stackOf(nothing));
    const left = new Map<string, number>(REMOVALS.map((operation) => [operation, 2]));
    sandbox.intercept = ({ operation }, phase) => {
      const times = left.get(operation) ?? 0;
      if (phase !== "before" || times === 0) return undefined;
      left.set(operation, times - 1);
      return new ServiceError("ThrottlingException", "Rate exceeded", operation.startsWith("Put") ? 400 : 429);
    };
    await workspace.apply();
    expect([...left.values()]).toEqual([0, 0, 0]);
    await expectGone(workspace);
  });

  test.each(REMOVALS)("%s denied: the others go, and one more apply removes the rest", async (operation) => {
    const workspace = await applied();
    workspace.replaceStack(stackOf(nothing));
    const denied = new ServiceError("AccessDeniedException", "not authorized", 403);
    sandbox.intercept = (call) => (call.operation === operation ? denied : undefined);
    await expect(workspace.apply()).rejects.toThrow("AWS denied");
    sandbox.intercept = undefined;
    expect(sandbox.providers.list()).toHaveLength(operation.startsWith("Delete") ? 1 : 0);
    await workspace.apply();
    await expectGone(workspace);
  });

  test("removed behind our back: that is what was wanted", async () => {
    const workspace = await applied();
    sandbox.providers.pendingLooks = 0;
    sandbox.providers.delete("oauth2", "google-maps");
    sandbox.secrets.of(SECRET_ARN).policy = FOREIGN_SECRET_POLICY;
    sandbox.keys.of(KEY_ARN).policy = FOREIGN_KEY_POLICY;
    workspace.replaceStack(stackOf(nothing));
    await workspace.apply();
    await expectGone(workspace);
  });

  test("made anew behind our back, without a mark: it is not touched, and the error says what to do", async () => {
    const workspace = await applied();
    const [provider] = sandbox.providers.list();
    Reflect.deleteProperty(provider?.tags ?? {}, OWNER_TAG);
    workspace.replaceStack(stackOf(nothing));
    await expect(workspace.apply()).rejects.toThrow("bears no mark of an owner any more");
    expect(sandbox.providers.list()).toHaveLength(1);
    Object.assign(provider?.tags ?? {}, { [OWNER_TAG]: "stack/default" });
    await workspace.apply();
    await expectGone(workspace);
  });

  /** The same secret by the expression of another variable: another entry for the same object at AWS. */
  const by =
    (name: string): Build =>
    (stack) => {
      const variable = new TerraformVariable(stack, name, { type: "string", default: SECRET_ARN, sensitive: true });
      const place = { region: "us-east-1", account: "111122223333", kmsKeyArn: KEY_ARN };
      const modes = { policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY };
      const secret = ExternalSecret.fromAttributes(stack, "Secret", {
        secretArn: variable.stringValue,
        ...place,
        ...modes,
      });
      googleIn(stack, secret, { engine: Engine.BRIDGE }).grantUse(reader());
    };

  test.each([
    ["not killed", undefined],
    ["killed when it removes", "PutResourcePolicy"],
  ])("while another entry is made for the same object, %s: it is there in the end", async (_, operation) => {
    const workspace = await applied(by("one"));
    workspace.replaceStack(stackOf(by("other")));
    if (operation === undefined) await workspace.apply();
    else {
      onceAt(sandbox, operation, "after", endAll);
      await expect(workspace.apply()).rejects.toThrow();
      await workspace.mendState();
      await workspace.apply();
    }
    expect(reads(sandbox, ROLE_ARN)).toEqual(EVERYTHING);
    expect(sandbox.providers.list()).toHaveLength(1);
    expect((await workspace.plan()).summary).toEqual({});
    workspace.replaceStack(stackOf(nothing));
    await workspace.apply();
    await expectGone(workspace);
  });
});

describeWithTerraform("a state that somebody has edited (T5)", () => {
  test("names no program: neither interpreter nor path come from it", async () => {
    const workspace = await applied();
    const { stdout } = await workspace.terraform("state", "pull");
    expect(stdout).not.toContain("agentcore-identity-bridge.cjs");
    expect(stdout).not.toContain('"node"');
  });
});
