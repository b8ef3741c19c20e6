import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AwsProviderVersion, ExternalSecret, Reader } from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { googleIn, KEY_ARN, reader, ROLE_ARN, SECRET_ARN, secretIn } from "../../support/fixtures";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Steering } from "../provider/steering";
import type { PlannedWith } from "../planner";
import { Planner } from "../planner";
import { Workspace } from "../workspace";
import { stackOf } from "./lifecycle";
import { tokenFor } from "../../support/synth";
import { ownerSidPrefix } from "../../../src/access/statement-owner";

const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";

type Plan = (
  build: (stack: TerraformStack) => void,
  options?: PlannedWith & { region?: string | null },
) => Promise<string>;

/** What Terraform says to a program, or "planned: …". */
function planning(): Plan {
  const planner = new Planner();
  return (build, { region, ...options } = {}) => planner.plan(stackOf(build, region), options);
}

const PLANNED = /^planned: /;

const google = (stack: TerraformStack): void => void googleIn(stack, secretIn(stack)).grantUse(reader());

const withPolicy = (policy: object): { world: Steering } => ({ world: { secrets: { [SECRET_ARN]: { policy } } } });

describeWithTerraform("Terraform refuses", () => {
  const planned = planning();
  const regionless = (stack: TerraformStack): void => {
    new AwsProvider(stack, "Aws", {});
    google(stack);
  };

  test.each(["eu-west-1", "us-east-1"])("no secret of us-east-1 where the AWS provider works in %s", async (region) => {
    expect(await planned(regionless, { region: null, world: { region } })).toMatch(PLANNED);
  });

  test("to overwrite the statements of others in a secret policy", async () => {
    const statement = (Sid: string): object => ({
      Version: "2012-10-17",
      Statement: [
        { Sid, Effect: "Allow", Principal: { AWS: ROLE_ARN }, Action: "secretsmanager:GetSecretValue", Resource: "*" },
      ],
    });
    const refused = await planned(google, withPolicy(statement("Backup")));
    expect(refused).toContain(
      `The policy of ${SECRET_ARN} holds statements that are not marked as those of stack/default: Backup.`,
    );
    expect(refused).toContain("Say policyMode: SecretPolicyMode.ADDITIVE");
    expect(
      await planned(google, withPolicy({ Statement: { Effect: "Deny", Principal: "*", Action: "*", Resource: "*" } })),
    ).toContain("those of stack/default: one without Sid.");
    expect(await planned(google, withPolicy(statement("AgentCoreIdentityReaders")))).toContain(
      "those of stack/default: AgentCoreIdentityReaders.",
    );
    const ours = `${ownerSidPrefix({ owner: "stack/default" })}Readers`;
    expect(await planned(google, withPolicy(statement(ours)))).toMatch(PLANNED);
  });

  test("an AWS provider that cannot reference a secret, already at synthesis", () => {
    const pinned = (version: string) => () =>
      Workspace.ofStack(
        stackOf((stack) => {
          AwsProviderVersion.pin(stack, version);
          google(stack);
        }),
      );
    expect(pinned("6.25.0")).toThrow('the version of the AWS provider "6.25.0" admits providers older than 6.66.0');
    expect(pinned("6.66.0")).not.toThrow();
  });

  const withVariable = (stack: TerraformStack, roleArn: string): void => {
    stack.addOverride("variable.role_arn", { type: "string" });
    googleIn(stack, secretIn(stack)).grantUse(Reader.role(roleArn));
  };

  test.each([
    "*",
    "111122223333",
    "arn:aws:iam::111122223333:root",
    "arn:aws:iam::111122223333:role/*",
    "arn:aws:iam::111122223333:user/kim",
  ])("the reader %s, when only Terraform knows it", async (roleArn) => {
    const build = (stack: TerraformStack): void => withVariable(stack, tokenFor("var.role_arn"));
    expect(await planned(build, { variables: { role_arn: roleArn } })).toContain(
      `"${roleArn}" is not the ARN of one IAM role: no wildcard, account, user or session may read a secret.`,
    );
  });

  test("no role that only Terraform knows", async () => {
    expect(
      await planned((stack) => withVariable(stack, tokenFor("var.role_arn")), { variables: { role_arn: ROLE_ARN } }),
    ).toMatch(PLANNED);
  });

  const fromVariables = (stack: TerraformStack): void => {
    stack.addOverride("variable", { secret_arn: { type: "string" }, key_arn: { type: "string" } });
    const secret = ExternalSecret.fromAttributes(stack, "Secret", {
      secretArn: tokenFor("var.secret_arn"),
      kmsKeyArn: tokenFor("var.key_arn"),
      region: "us-east-1",
      account: "111122223333",
    });
    googleIn(stack, secret).grantUse(reader());
  };

  test.each([
    [{ secret_arn: SECRET_ARN.slice(0, -7) }, "is not the full ARN of one secret"],
    [
      { secret_arn: SECRET_ARN.replace("us-east-1", "us-west-2") },
      'is not in the Region "us-east-1" that was given for it',
    ],
    [
      { secret_arn: SECRET_ARN.replace("111122223333", "444455556666") },
      'is not in the account "111122223333" that was given for it',
    ],
    [
      { key_arn: "arn:aws:kms:us-east-1:111122223333:alias/mine" },
      "is not the ARN of a KMS key; an alias matches no IAM policy.",
    ],
    [{ key_arn: KEY_ARN.replace("us-east-1", "us-west-2") }, 'is not in the secret\'s Region "us-east-1"'],
  ])("the variables %j", async (wrong, message) => {
    expect(
      await planned(fromVariables, { variables: { secret_arn: SECRET_ARN, key_arn: KEY_ARN, ...wrong } }),
    ).toContain(message);
  });

  test("no variables that are right", async () => {
    const world = { statedKeys: { [SECRET_ARN]: KEY_ARN } };
    const variables = { secret_arn: SECRET_ARN, key_arn: KEY_ARN };
    expect(await planned(fromVariables, { world, variables })).toMatch(PLANNED);
  });
});

describeWithTerraform("a JSON key that is not there", () => {
  const planned = planning();
  const verified = (stack: TerraformStack): void => void googleIn(stack, secretIn(stack), { verifyJsonKey: true });
  const holding = (secretString: string | object): { world: Steering } => ({
    world: { secrets: { [SECRET_ARN]: { secretString } } },
  });

  test("stops the plan with the names of those that are, and shows no value", async () => {
    const refused = await planned(verified, holding({ clientSecret: "hunter2", client_id: "hunter3" }));
    expect(refused).toContain(`Secret ${SECRET_ARN} has no JSON key 'client_secret'; it has: clientSecret, client_id.`);
    expect(refused).not.toContain("hunter");
  });

  test.each(["hunter2", '["hunter2"]', '"hunter2"'])(
    "stops the plan when the secret holds %s, which is no JSON object",
    async (value) => {
      const refused = await planned(verified, holding(value));
      expect(refused).toContain("its value is no JSON object.");
      expect(refused).not.toContain("hunter2");
    },
  );

  test("is fine when it is there", async () => {
    expect(await planned(verified, holding({ client_secret: "hunter2" }))).toMatch(PLANNED);
  });
});

describeWithTerraform("what happens outside of Terraform", () => {
  test("shows in every plan when AgentCore reads another secret", async () => {
    const workspace = Workspace.ofStack(stackOf(google));
    await workspace.init();
    await workspace.apply();
    expect((await workspace.plan()).checks.every(({ status }) => status === "pass")).toBe(true);
    const [address] = (await workspace.state()).resources
      .filter(({ type }) => type === OAUTH2)
      .map((one) => one.address) as [string];
    await workspace.drift(address, {
      set: { client_secret_arn: [{ secret_arn: SECRET_ARN.replace("google", "other") }] },
    });
    const failed = (await workspace.plan()).checks.filter(({ status }) => status === "fail");
    expect(failed.map(({ problems }) => problems)).toEqual([
      [expect.stringContaining(`Credential provider google-maps reads another secret than ${SECRET_ARN}`)],
    ]);
  });

  test("a provider with a managed secret is not switched in place, but can be replaced", async () => {
    const workspace = Workspace.ofStack(stackOf(google));
    await workspace.init();
    await workspace.apply();
    const [address] = (await workspace.state()).resources
      .filter(({ type }) => type === OAUTH2)
      .map((one) => one.address) as [string];
    await workspace.drift(address, {
      set: {
        client_secret_arn: [
          {
            secret_arn:
              "arn:aws:secretsmanager:us-east-1:111122223333:secret:bedrock-agentcore-identity!default/oauth2/google-maps-AbCdEf",
          },
        ],
      },
    });
    await expect(workspace.plan()).rejects.toThrow(
      `AgentCore cannot switch it to your own in place. Replace the provider, whose callback URL changes and whose users must consent again: terraform -chdir=cdktf.out/stacks/stack apply -replace=${address}`,
    );
    const plan = await workspace.plan(`-replace=${address}`);
    expect(plan.summary).toEqual({ replace: [address] });
  });
});
