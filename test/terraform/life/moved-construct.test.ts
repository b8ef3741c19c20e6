import type { TerraformStack } from "cdktf";
import { MovedConstruct } from "cdktf-agentcore-identity";
import { googleIn, reader, secretIn } from "../../support/fixtures";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";

type Build = (stack: TerraformStack) => void;

/** A client that the AWS provider makes, with the whole policy of its secret, a grant, and a reader's inline policy. */
const google =
  (id: string, former?: string): Build =>
  (stack) => {
    const secret = secretIn(stack, {}, `${id}Secret`);
    const provider = googleIn(stack, secret, {}, id);
    provider.grantUse(reader());
    if (former === undefined) return;
    MovedConstruct.wasAt(provider, former);
    MovedConstruct.wasAt(secret, `${former}Secret`);
  };

async function applied(build: Build): Promise<Workspace> {
  const workspace = Workspace.ofStack(stackOf(build));
  await workspace.init();
  await workspace.apply();
  return workspace;
}

describeWithTerraform("a construct under another ID", () => {
  test("that says where it was keeps all that Terraform made for it", async () => {
    const workspace = await applied(google("Google"));
    workspace.replaceStack(stackOf(google("GoogleMaps", "Google")));
    const plan = await workspace.plan();
    expect(plan.summary).toEqual({});
    await workspace.apply(plan);
    // The word may go when the state knows.
    workspace.replaceStack(stackOf(google("GoogleMaps")));
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
  });

  test("that does not say it: the plan shows each that would be made anew", async () => {
    const workspace = await applied(google("Google"));
    workspace.replaceStack(stackOf(google("GoogleMaps")));
    const { summary } = await workspace.plan();
    const types = ["aws_bedrockagentcore_oauth2_credential_provider", "aws_iam_role_policy", "aws_kms_grant"];
    for (const type of [...types, "aws_secretsmanager_secret_policy"])
      for (const action of ["create", "delete"] as const)
        expect(summary[action]?.filter((address) => address.startsWith(`${type}.`))).toHaveLength(1);
    await workspace.destroy();
  });
});
