import { AgentSecretValue } from "cdktf-agentcore-identity";
import { live } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { fromVariable, madeIn } from "./agent-secrets";

describeWithTerraform("a secret made for an agent is planned, applied, left alone, changed and destroyed", () => {
  test("with a value from a variable, written anew by its version", async () => {
    await live({
      name: "variable",
      build: (stack, changed) => void madeIn(stack, { value: fromVariable(stack, changed ? 2 : 1) }),
      environment: { TF_VAR_client_secret: "one" },
      change: { replace: ["aws_secretsmanager_secret_version"] },
    });
  });

  test("with a value that Secrets Manager makes up, and one reader less", async () => {
    const value = AgentSecretValue.generated(["client_secret"], { version: 1 });
    await live({
      name: "generated",
      build: (stack, changed) => void madeIn(stack, { value }, changed ? ["a"] : ["a", "b"]),
      change: { update: ["aws_secretsmanager_secret_policy"], delete: ["aws_iam_role_policy", "aws_kms_grant"] },
    });
  });
});
