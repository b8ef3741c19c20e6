import { SECRET_ARN, googleIn, reader, secretIn } from "../../support/fixtures";
import { findCanary, newCanary } from "../canary";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { stackOf } from "./lifecycle";

describeWithTerraform("a secret's value", () => {
  test("is nowhere after Terraform has verified its JSON key, planned, applied and destroyed", async () => {
    const canary = newCanary();
    const stack = stackOf((one) => googleIn(one, secretIn(one), { verifyJsonKey: true }).grantUse(reader()));
    const workspace = Workspace.ofStack(stack, {
      world: { secrets: { [SECRET_ARN]: { secretString: { client_secret: canary } } } },
      trace: true,
    });
    await workspace.init();
    await workspace.apply(await workspace.plan());
    await workspace.plan();
    expect(await findCanary(workspace, canary)).toEqual([]);
    await workspace.destroy();
    expect(await findCanary(workspace, canary)).toEqual([]);
  });

  test("is nowhere when the JSON key is missing", async () => {
    const canary = newCanary();
    const stack = stackOf((one) => void googleIn(one, secretIn(one), { verifyJsonKey: true }));
    const workspace = Workspace.ofStack(stack, {
      world: { secrets: { [SECRET_ARN]: { secretString: { other: canary } } } },
      trace: true,
    });
    await workspace.init();
    await expect(workspace.plan()).rejects.toThrow("it has: other.");
    expect(await findCanary(workspace, canary)).toEqual([]);
  });
});
