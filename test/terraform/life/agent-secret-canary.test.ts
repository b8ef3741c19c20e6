import type { TerraformStack } from "cdktf";
import { TerraformVariable } from "cdktf";
import { AgentSecretValue } from "cdktf-agentcore-identity";
import { findCanary, newCanary } from "../canary";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { byFunction, fromVariable, madeIn } from "./agent-secrets";

describeWithTerraform("the value of a secret made for an agent", () => {
  test("is in the account alone, and nowhere in plan, state, template, log and output", async () => {
    const canary = newCanary();
    const build = (stack: TerraformStack): void =>
      void madeIn(stack, { value: fromVariable(stack), rotation: byFunction() });
    const workspace = Workspace.ofStack(stackOf(build), {
      environment: { TF_VAR_client_secret: canary },
      trace: true,
    });
    await workspace.init();
    await workspace.apply(await workspace.plan());
    await workspace.plan();
    expect(await findCanary(workspace, canary)).toEqual([]);
    await workspace.destroy();
    expect(await findCanary(workspace, canary)).toEqual([]);
  });

  test("that is not ephemeral stops the plan", async () => {
    const build = (stack: TerraformStack): void => {
      const plain = new TerraformVariable(stack, "plain", { type: "string", sensitive: true });
      const value = AgentSecretValue.fromEphemeral({ client_secret: plain.stringValue }, { version: 1 });
      madeIn(stack, { value });
    };
    const workspace = Workspace.ofStack(stackOf(build), { environment: { TF_VAR_plain: "kept" } });
    await workspace.init();
    await expect(workspace.plan()).rejects.toThrow(
      'The value for the JSON key "client_secret" is not ephemeral, so Terraform would keep it in its plan.',
    );
  });

  test("that is ephemeral does not", async () => {
    const build = (stack: TerraformStack): void => {
      const given = new TerraformVariable(stack, "given", { type: "string" });
      given.addOverride("ephemeral", true);
      const value = AgentSecretValue.fromEphemeral({ client_secret: given.stringValue }, { version: 1 });
      madeIn(stack, { value });
    };
    const workspace = Workspace.ofStack(stackOf(build), { environment: { TF_VAR_given: "passed on" } });
    await workspace.init();
    await workspace.apply();
    expect((await workspace.plan()).summary).toEqual({});
  });
});
