import { live, stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { byFunction, byPartner, fromVariable, madeIn, NAME } from "./agent-secrets";

const environment = { TF_VAR_client_secret: "first" };

describeWithTerraform("a secret made for an agent is rotated through its life", () => {
  test("by a function", async () => {
    await live({
      name: "function",
      build: (stack, changed) =>
        void madeIn(stack, { value: fromVariable(stack), rotation: byFunction(changed ? 10 : 30) }),
      environment,
      change: { update: ["aws_secretsmanager_secret_rotation"] },
    });
  });

  test("by a partner", async () => {
    await live({
      name: "partner",
      build: (stack, changed) =>
        void madeIn(stack, {
          value: fromVariable(stack),
          rotation: byPartner(changed ? "cron(0 4 ? * MON *)" : "rate(10 days)"),
        }),
      environment,
      change: { update: ["aws_secretsmanager_secret_rotation"] },
    });
  });

  test("and one that is stuck is not rotated anew", async () => {
    const build = (days: number) =>
      stackOf((stack) => void madeIn(stack, { value: fromVariable(stack), rotation: byFunction(days) }));
    const workspace = Workspace.ofStack(build(30), { world: { stuckRotations: [NAME] }, environment });
    await workspace.init();
    await workspace.apply();
    workspace.replaceStack(build(10));
    await expect(workspace.apply()).rejects.toThrow("A previous rotation isn't complete");
  });
});
