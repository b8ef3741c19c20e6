import type { TerraformStack } from "cdktf";
import { AgentSecretValue } from "cdktf-agentcore-identity";
import { live, stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { byFunction, existingKey, madeIn, NAME } from "./agent-secrets";

const PUT = { values: { [NAME]: { client_secret: "put" } } };

describeWithTerraform("a secret made for an agent whose value is put out of band", () => {
  test("is planned, applied, left alone, changed and destroyed, with a key that is there already", async () => {
    await live({
      name: "out of band",
      build: (stack, changed) =>
        void madeIn(stack, {
          kmsKeyArn: existingKey(stack),
          value: AgentSecretValue.outOfBand(["client_secret"]),
          ...(changed && { description: "For the route planner", tags: { team: "travel" } }),
        }),
      world: PUT,
      // What is known of the secret is asked anew after its change.
      change: { read: ["data", "data"], update: ["aws_secretsmanager_secret"] },
    });
  });

  test("stops before what needs a value, says how to put it, and goes on from there", async () => {
    const build = (stack: TerraformStack): void => void madeIn(stack, { rotation: byFunction() });
    const workspace = Workspace.ofStack(stackOf(build));
    await workspace.init();
    await expect(workspace.apply()).rejects.toThrow(
      /has no value yet, and what is made next needs one\. Put a JSON object into it, and apply again: aws secretsmanager put-secret-value --secret-id arn:aws:secretsmanager:\S+ --secret-string file:\/\/value\.json/,
    );
    const types = (await workspace.state()).resources.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["aws_secretsmanager_secret", "aws_kms_key"]));
    expect(types.filter((type) => /credential_provider|rotation/.test(type))).toEqual([]);

    workspace.steer(PUT);
    await workspace.apply();
    expect((await workspace.plan()).summary).toEqual({});
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });

  test("without a value can be destroyed, too", async () => {
    const workspace = Workspace.ofStack(stackOf((stack) => void madeIn(stack)));
    await workspace.init();
    await expect(workspace.apply()).rejects.toThrow("has no value yet");
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });
});
