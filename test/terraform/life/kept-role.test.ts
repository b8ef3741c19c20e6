import type { TerraformStack } from "cdktf";
import { TerraformVariable } from "cdktf";
import type { ReaderOptions } from "cdktf-agentcore-identity";
import { PolicyKind, Reader } from "cdktf-agentcore-identity";
import { googleIn, secretIn } from "../../support/fixtures";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";

const KEPT = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_agents_0123456789abcdef";
const program = (arn: string, options?: ReaderOptions) => (stack: TerraformStack) => {
  const { stringValue } = new TerraformVariable(stack, "role", { type: "string", default: arn });
  googleIn(stack, secretIn(stack)).grantUse(Reader.role(stringValue, { roleName: "agents", ...options }));
};

async function planned(arn: string, options?: ReaderOptions): Promise<string> {
  const workspace = Workspace.ofStack(stackOf((stack) => program(arn, options)(stack)));
  await workspace.init();
  return workspace.plan().then(() => "planned", String);
}

describeWithTerraform("a role that only AWS may change, of which only Terraform knows", () => {
  test.each([PolicyKind.INLINE, PolicyKind.MANAGED])("gets no policy, %s or other", async (policyKind) => {
    expect(await planned(KEPT, { policyKind })).toMatch(/is a role that only AWS may change. Say attachPolicy: false/);
    expect(await planned(KEPT.replace("aws-reserved", "reserved"), { policyKind })).toBe("planned");
  });

  test("gets its document: the way out arrives", async () => {
    expect(await planned(KEPT, { attachPolicy: false })).toBe("planned");
  });
});
