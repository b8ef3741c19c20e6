import type { TerraformStack } from "cdktf";
import { Engine, KmsAccess, SecretPolicyMode } from "cdktf-agentcore-identity";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { FOREIGN_KEY_POLICY, FOREIGN_SECRET_POLICY } from "../../bridge/support/objects";
import { googleIn, KEY_ARN, reader, SECRET_ARN, secretIn } from "../../support/fixtures";
import { accountWith, inSandbox, onceAt } from "../account";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { endAll, killTerraform } from "../harness/run";
import { Workspace } from "../workspace";

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await accountWith([]);
});
afterEach(() => sandbox.close());

/** A provider, statements in the secret's policy and statements in the key's policy. */
function program(stack: TerraformStack, jsonKey: string): void {
  const secret = secretIn(stack, { policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY });
  const props = { engine: Engine.BRIDGE, clientSecret: secret.jsonKey(jsonKey) };
  googleIn(stack, secret, props).grantUse(reader());
}

const stack = (jsonKey: string): TerraformStack => stackOf((one) => program(one, jsonKey));

/** The kinds of killing: with the program that Terraform has started, or without it. */
const KILLS = { "Terraform alone": killTerraform, "Terraform and the bridge's program": endAll };
const PHASES = ["before", "after"] as const;

const cases = (operations: readonly string[]): [string, string, (typeof PHASES)[number], () => void][] =>
  operations.flatMap((operation) =>
    PHASES.flatMap((phase) =>
      Object.entries(KILLS).map(([who, kill]): [string, string, (typeof PHASES)[number], () => void] => [
        who,
        operation,
        phase,
        kill,
      ]),
    ),
  );

/** One provider with this JSON key, our statements once, and those of others as they were. */
function expectConverged(jsonKey: string): void {
  expect(sandbox.providers.list("oauth2").map(({ name, secrets }) => [name, secrets.clientSecret?.jsonKey])).toEqual([
    ["google-maps", jsonKey],
  ]);
  for (const [policy, foreign] of [
    [sandbox.secrets.of(SECRET_ARN).policy, FOREIGN_SECRET_POLICY],
    [sandbox.keys.of(KEY_ARN).policy, FOREIGN_KEY_POLICY],
  ] as const) {
    expect(policy?.split(reader().roleArn)).toHaveLength(2);
    expect(policy).toContain(foreign.slice(foreign.indexOf('{"Sid"'), foreign.lastIndexOf("\n ]")));
  }
}

function expectGone(): void {
  expect(sandbox.providers.list("oauth2")).toEqual([]);
  expect([sandbox.secrets.of(SECRET_ARN).policy, sandbox.keys.of(KEY_ARN).policy]).toEqual([
    FOREIGN_SECRET_POLICY,
    FOREIGN_KEY_POLICY,
  ]);
}

async function workspace(jsonKey: string): Promise<Workspace> {
  const made = Workspace.ofStack(stack(jsonKey), inSandbox(sandbox));
  await made.init();
  return made;
}

describeWithTerraform("kill -9", () => {
  test.each(cases(["CreateOauth2CredentialProvider", "PutResourcePolicy", "PutKeyPolicy"]))(
    "of %s at %s, %s it acted: one more apply makes all",
    async (_who, operation, phase, kill) => {
      const made = await workspace("client_secret");
      onceAt(sandbox, operation, phase, kill);
      await expect(made.apply()).rejects.toThrow();
      await made.mendState();
      await made.apply();
      expectConverged("client_secret");
      expect((await made.plan()).summary).toEqual({});
      await made.destroy();
      expectGone();
    },
  );

  test.each(cases(["UpdateOauth2CredentialProvider"]))(
    "of %s at %s, %s it acted: one more apply changes it in place",
    async (_who, operation, phase, kill) => {
      const made = await workspace("client_secret");
      await made.apply();
      const [before] = sandbox.providers.list("oauth2");
      made.replaceStack(stack("second"));
      onceAt(sandbox, operation, phase, kill);
      await expect(made.apply()).rejects.toThrow();
      await made.mendState();
      await made.apply();
      expectConverged("second");
      expect(sandbox.providers.list("oauth2")[0]?.callbackUrl).toBe(before?.callbackUrl);
    },
  );

  test.each(cases(["DeleteOauth2CredentialProvider"]))(
    "of %s at %s, %s it acted: one more destroy leaves nothing",
    async (_who, operation, phase, kill) => {
      const made = await workspace("client_secret");
      await made.apply();
      onceAt(sandbox, operation, phase, kill);
      await expect(made.destroy()).rejects.toThrow();
      await made.mendState();
      await made.destroy();
      expectGone();
      expect((await made.state()).isEmpty).toBe(true);
    },
  );
});
