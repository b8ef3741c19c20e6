import { App, type TerraformStack } from "cdktf";
import { Reader } from "cdktf-agentcore-identity";
import { inSandbox } from "../account";
import { ApiKeyStack } from "../../../examples/api-key/stack";
import { CrossAccountVaultStack } from "../../../examples/cross-account-vault/stack";
import { CustomIdpStack } from "../../../examples/custom-idp/stack";
import { GoogleMapsStack } from "../../../examples/google-maps/stack";
import { DEPLOYER_ROLE_ARN, KEY_ARN, PaymentsBridgeStack, SECRET_ARN } from "../../../examples/payments-bridge/stack";
import { Sandbox } from "../../../src/sandbox/sandbox";
import { FOREIGN_KEY_POLICY, FOREIGN_SECRET_POLICY } from "../../bridge/support/objects";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Steering } from "../provider/steering";
import { googleIn, managedReader, manyNames, secretIn } from "../../support/fixtures";
import { Workspace } from "../workspace";
import { stackOf as stackWith } from "./lifecycle";
import type { Document } from "./deployer";
import { DEPLOYER_ARN, deployerPolicyOf, providersOf, withDeployerOutput } from "./deployer";

type Example = new (app: App, id: string) => TerraformStack;

const key = (region: string, account: string, id: string): string => `arn:aws:kms:${region}:${account}:key/${id}`;
const GOOGLE_SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
const SLACK_SECRET = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3";
const VALUE = { client_secret: "client", api_key: "api" };

/** What stands in the account before: encrypted secrets, and roles with a path. */
const WORLD: Steering = {
  secrets: {
    [GOOGLE_SECRET]: {
      kmsKeyId: key("us-east-1", "111122223333", "1234abcd-12ab-34cd-56ef-1234567890ab"),
      secretString: VALUE,
    },
    [SLACK_SECRET]: {
      kmsKeyId: key("us-east-1", "444455556666", "aaaabbbb-1111-2222-3333-ccccddddeeee"),
      secretString: VALUE,
    },
  },
  roles: Object.fromEntries(
    ["route-planner", "fraud-check", "new-agent"].map((name) => [name, { path: "/agents/" }] as const),
  ),
};

/** The example, its providers tagged anew and with one more reader. */
function changed<S extends TerraformStack>(stack: S): S {
  for (const provider of providersOf(stack)) {
    provider.resource.addOverride("tags", { changed: "yes" });
    provider.grantUse(Reader.role("arn:aws:iam::111122223333:role/agents/new-agent"));
  }
  return stack;
}

const stackOf = (Stack: Example): TerraformStack => new Stack(new App({ skipValidation: true }), "example");
const only = (policies: readonly object[], world = WORLD): Steering => ({
  ...world,
  deployer: { roleArn: DEPLOYER_ARN, policies: [...policies] },
});

describeWithTerraform("with exactly the policy of DeployerPolicy", () => {
  test.each([
    ["google-maps", GoogleMapsStack, 7],
    ["cross-account-vault", CrossAccountVaultStack, 5],
    ["custom-idp", CustomIdpStack, 3],
  ] as const)("%s is made, read again, changed and destroyed", async (_, Stack, resources) => {
    const workspace = Workspace.ofStack(withDeployerOutput(stackOf(Stack)), { world: WORLD });
    await workspace.init();
    workspace.steer(only([deployerPolicyOf(await workspace.plan())]));
    expect(await workspace.apply()).toHaveLength(resources);
    expect((await workspace.plan()).summary).toEqual({});

    workspace.replaceStack(changed(withDeployerOutput(stackOf(Stack))));
    const change = await workspace.plan();
    expect(change.summary.update).toEqual(expect.arrayContaining([expect.stringContaining("credential_provider")]));
    // Somebody gives the role its new policy first: the old one knows nothing of the new reader.
    await expect(workspace.apply(change)).rejects.toThrow(
      /not authorized to perform: (kms:CreateGrant|iam:PutRolePolicy)/,
    );
    workspace.steer(only([deployerPolicyOf(await workspace.plan())]));
    await workspace.apply();
    expect((await workspace.plan()).summary).toEqual({});

    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("managed policies of a reader are made, divided, joined again and destroyed, with the deployer's first policy", async () => {
    const names = manyNames(32).map((name) => name.padEnd(120, "x"));
    const stack = (granted: number): TerraformStack =>
      withDeployerOutput(
        stackWith((one) => {
          const secret = secretIn(one, { kmsKeyArn: undefined });
          names.forEach((name, index) => {
            const google = googleIn(one, secret, { name }, `P${index}`);
            if (index < granted) google.grantUse(managedReader());
          });
        }),
      );
    const world = { roles: { runtime: { path: "/agents/" } } };
    const workspace = Workspace.ofStack(stack(4), { world });
    await workspace.init();
    workspace.steer(only([deployerPolicyOf(await workspace.plan())], world));
    const orders = [];
    for (const [granted, policies] of [
      [4, 1],
      [32, 2],
      [4, 1],
    ] as const) {
      workspace.replaceStack(stack(granted));
      const log = await workspace.apply();
      orders.push(log.filter(({ type }) => type.startsWith("aws_iam_")).map(({ action, type }) => `${action} ${type}`));
      expect((await workspace.plan()).summary).toEqual({});
      const { resources } = await workspace.state();
      expect(resources.filter(({ type }) => type === "aws_iam_policy")).toHaveLength(policies);
    }
    const [policy, attachment] = ["aws_iam_policy", "aws_iam_role_policy_attachment"];
    // At no time a provider is in neither of the two.
    expect(orders).toEqual([
      [`create ${policy}`, `create ${attachment}`],
      [`create ${policy}`, `create ${attachment}`, `update ${policy}`],
      [`update ${policy}`, `destroy ${attachment}`, `destroy ${policy}`],
    ]);
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("api-key is made and destroyed, once its own role and secret are there", async () => {
    const workspace = Workspace.ofStack(withDeployerOutput(stackOf(ApiKeyStack)), {});
    await workspace.init();
    await workspace.apply();
    const policy = deployerPolicyOf(await workspace.plan());
    const own = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["iam:*Role", "iam:List*"],
          Resource: "arn:aws:iam::111122223333:role/weather-agent",
        },
        {
          Effect: "Allow",
          Action: ["secretsmanager:*Secret", "secretsmanager:GetResourcePolicy"],
          Resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:weather-api-*",
        },
      ],
    };
    workspace.steer(only([policy, own], {}));
    const provider = "aws_bedrockagentcore_api_key_credential_provider";
    const address = (await workspace.state()).resources.find(({ type }) => type === provider)?.address as string;
    await workspace.terraform("apply", "-auto-approve", "-input=false", `-replace=${address}`);
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("payments-bridge is made, changed and destroyed by the bridge", async () => {
    const sandbox = await Sandbox.start({ enforce: true });
    try {
      const value = Object.fromEntries(
        ["client_secret", "coinbase_api_key", "coinbase_wallet"].map((name) => [name, "x"]),
      );
      sandbox.secrets.add(SECRET_ARN, JSON.stringify(value), { policy: FOREIGN_SECRET_POLICY, kmsKeyId: KEY_ARN });
      sandbox.keys.add(KEY_ARN, FOREIGN_KEY_POLICY);
      const stack = (props = {}): TerraformStack =>
        withDeployerOutput(new PaymentsBridgeStack(new App({ skipValidation: true }), "payments", props));
      const workspace = Workspace.ofStack(stack(), inSandbox(sandbox));
      await workspace.init();
      sandbox.roles.put(DEPLOYER_ROLE_ARN, { deploy: deployerPolicyOf(await workspace.plan()) });
      await workspace.apply();
      expect(
        sandbox.providers
          .list()
          .map(({ name }) => name)
          .sort(),
      ).toEqual(["checkout-maps", "checkout-wallet"]);
      expect((await workspace.plan()).summary).toEqual({});
      workspace.replaceStack(stack({ clientId: "another" }));
      await workspace.apply();
      await workspace.destroy();
      expect(sandbox.providers.list()).toEqual([]);
      expect(sandbox.secrets.of(SECRET_ARN).policy).not.toContain("AgentCoreIdentity");
      expect(sandbox.keys.of(KEY_ARN).policy).not.toContain("AgentCoreIdentity");
    } finally {
      await sandbox.close();
    }
  });
});

describeWithTerraform("each statement of DeployerPolicy", () => {
  test("is needed: without it google-maps cannot be made", async () => {
    const workspace = Workspace.ofStack(withDeployerOutput(stackOf(GoogleMapsStack)), { world: WORLD });
    await workspace.init();
    const policy = deployerPolicyOf(await workspace.plan());
    const possible: string[] = [];
    for (const { Sid } of policy.Statement) {
      const Statement = policy.Statement.filter((one) => one.Sid !== Sid);
      workspace.steer(only([{ ...policy, Statement } satisfies Document]));
      const error = await workspace.apply().then(
        () => undefined,
        (reason: Error) => reason.message,
      );
      if (error === undefined) possible.push(Sid);
      else expect(error).toContain("is not authorized to perform");
      workspace.steer(WORLD);
      await workspace.destroy();
    }
    expect(possible).toEqual([]);
  });
});
