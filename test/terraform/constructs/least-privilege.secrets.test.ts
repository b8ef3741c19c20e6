import type { TerraformStack } from "cdktf";
import {
  AgentSecret,
  type AgentSecretProps,
  AgentSecretRotation,
  AgentSecretValue,
  Deployer,
  DeployerPolicy,
  PartnerSecretType,
  Reader,
  Rotator,
} from "cdktf-agentcore-identity";
import { googleIn, KEY_ARN } from "../../support/fixtures";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Steering } from "../provider/steering";
import { Workspace } from "../workspace";
import type { Document } from "./deployer";
import { DEPLOYER_ARN, deployerPolicyOf, withDeployerOutput } from "./deployer";
import { stackOf } from "./lifecycle";

const NAME = "agents/route-planner/google";
const ROTATE = "arn:aws:lambda:us-east-1:111122223333:function:rotate";
const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

const byFunction = (): AgentSecretRotation =>
  AgentSecretRotation.byFunction({ functionArn: ROTATE, rotator: Rotator.role(role("rotate")), everyDays: 30 });
const byPartner = (): AgentSecretRotation =>
  AgentSecretRotation.byPartner({
    secretType: PartnerSecretType.SALESFORCE_CLIENT_SECRET,
    rotator: Rotator.role(role("rotate")),
    schedule: "rate(10 days)",
  });

/** A secret with a key that is there already, so that its policy is known before anything is made. */
const stack = (
  props: Partial<AgentSecretProps> = {},
  more: (secret: AgentSecret) => void = () => undefined,
): TerraformStack =>
  withDeployerOutput(
    stackOf((one) => {
      const value = AgentSecretValue.generated(["client_secret"], { version: 1 });
      const secret = new AgentSecret(one, "Secret", { name: NAME, kmsKeyArn: KEY_ARN, value, ...props });
      more(secret);
      const google = googleIn(one, secret);
      google.grantUse(Reader.role(role("runtime")));
      new DeployerPolicy(one, "Deploys", { deployer: Deployer.role(DEPLOYER_ARN), credentialProviders: [google] });
    }),
  );

const only = (...policies: object[]): Steering => ({ deployer: { roleArn: DEPLOYER_ARN, policies } });

describeWithTerraform("with exactly the policy of DeployerPolicy a secret", () => {
  test.each<[string, Partial<AgentSecretProps>]>([
    ["with a value that is made up", {}],
    ["that a function rotates", { rotation: byFunction() }],
    ["that a partner rotates", { rotation: byPartner() }],
  ])("%s is made, read again, changed and destroyed", async (_, props) => {
    const workspace = Workspace.ofStack(stack(props));
    await workspace.init();
    const policy = deployerPolicyOf(await workspace.plan());
    workspace.steer(only(policy));
    await workspace.apply();
    expect((await workspace.plan()).summary).toEqual({});
    workspace.replaceStack(stack({ ...props, description: "For the route planner", tags: { team: "travel" } }));
    await workspace.apply();
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("with a replica is made, and gets no other one", async () => {
    const there = KEY_ARN.replace("us-east-1", "eu-west-1");
    const copied = (region: string) => (secret: AgentSecret) =>
      void secret.replicaIn(region, { kmsKeyArn: there.replace("eu-west-1", region) });
    const workspace = Workspace.ofStack(stack({}, copied("eu-west-1")));
    await workspace.init();
    workspace.steer(only(deployerPolicyOf(await workspace.plan())));
    await workspace.apply();
    expect((await workspace.plan()).summary).toEqual({});
    workspace.replaceStack(stack({}, copied("eu-west-2")));
    await expect(workspace.apply()).rejects.toThrow(
      /not authorized to perform: secretsmanager:ReplicateSecretToRegions/,
    );
    await workspace.destroy();
  });

  test("with a key that the program makes is changed and destroyed by it, once the key is there", async () => {
    // Nobody else may encrypt with the key, whatever else is allowed.
    const own = { kmsKeyArn: undefined, writers: [Deployer.role(DEPLOYER_ARN)] };
    const workspace = Workspace.ofStack(stack(own));
    await workspace.init();
    const unknown = await workspace.plan();
    expect(() => deployerPolicyOf(unknown)).toThrow("the plan does not know the deployer's policy");
    await workspace.apply(unknown);
    const policy = deployerPolicyOf(await workspace.plan());
    workspace.steer(only(policy));
    expect((await workspace.plan()).summary).toEqual({});
    const writers = [...own.writers, Deployer.role(role("writer"))];
    workspace.replaceStack(stack({ ...own, writers, description: "For the route planner", tags: { team: "travel" } }));
    await workspace.apply();
    expect((await workspace.plan()).summary).toEqual({});
    for (const name of ["ManageKey", "PutOwnKeyPolicy"]) {
      const Statement = policy.Statement.filter(({ Sid }) => Sid !== `AgentCoreIdentity${name}`);
      expect(Statement).toHaveLength(policy.Statement.length - 1);
      workspace.steer(only({ ...policy, Statement } satisfies Document));
      workspace.replaceStack(stack(own));
      await expect(workspace.apply()).rejects.toThrow("is not authorized to perform");
    }
    workspace.steer(only(policy));
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test.each<[string, TerraformStack, string]>([
    ["of another name", stack({ name: "agents/other" }), "secretsmanager:CreateSecret"],
    ["with another key", stack({ kmsKeyArn: KEY_ARN.replace("1234abcd", "9999abcd") }), "secretsmanager:CreateSecret"],
    [
      "that is rotated",
      stack({ rotation: byFunction() }),
      "secretsmanager:RotateSecret|iam:PutRolePolicy|kms:CreateGrant|lambda:(AddPermission|InvokeFunction)",
    ],
  ])("%s is not made", async (_, other, action) => {
    const workspace = Workspace.ofStack(stack());
    await workspace.init();
    const policy = deployerPolicyOf(await workspace.plan());
    workspace.replaceStack(other);
    workspace.steer(only(policy));
    await expect(workspace.apply()).rejects.toThrow(new RegExp(`not authorized to perform: (${action})`));
  });

  test("is not deleted for good", async () => {
    const workspace = Workspace.ofStack(stack());
    await workspace.init();
    workspace.steer(only(deployerPolicyOf(await workspace.plan())));
    await workspace.apply();
    workspace.replaceStack(stack({ recoveryWindowInDays: 0 }));
    await workspace.apply();
    await expect(workspace.destroy()).rejects.toThrow("not authorized to perform: secretsmanager:DeleteSecret");
  });

  test.each([
    "MakeSecret",
    "ManageSecret",
    "WriteValue",
    "WriteWithKey",
    "Rotate",
    "Invoke",
    "LetInvoke",
    "MakePassword",
  ])("is not made without the statement %s", async (name) => {
    const workspace = Workspace.ofStack(stack({ rotation: byFunction(), tags: { team: "travel" } }));
    await workspace.init();
    const policy = deployerPolicyOf(await workspace.plan());
    const Statement = policy.Statement.filter(({ Sid }) => Sid !== `AgentCoreIdentity${name}`);
    expect(Statement).toHaveLength(policy.Statement.length - 1);
    workspace.steer(only({ ...policy, Statement } satisfies Document));
    await expect(workspace.apply()).rejects.toThrow("is not authorized to perform");
  });
});
