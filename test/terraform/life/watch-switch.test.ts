import { ROLE_ARN, SECRET_ARN } from "../../support/fixtures";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { inModules } from "../modules/modules";

describeWithTerraform("a watch of the root module lives", () => {
  test("by the switch of the root module, which touches nothing else", async () => {
    const rootModule = (watch: object | null): object => ({
      provider: { aws: { region: "us-east-1" } },
      module: {
        identity: {
          source: "./root",
          owner: "agents",
          secrets: { weather: { secret_arn: SECRET_ARN } },
          readers: { agent: { role_arn: ROLE_ARN } },
          api_key_providers: { weather: { secret: "weather", json_key: "api_key", readers: ["agent"] } },
          watch,
        },
      },
    });
    const workspace = await inModules("");
    await workspace.write({ "main.tf.json": rootModule(null) });
    await workspace.init();
    await workspace.apply();
    await workspace.write({ "main.tf.json": rootModule({ name: "agents", topic_name: "oncall" }) });
    const on = await workspace.plan();
    expect(Object.keys(on.summary)).toEqual(["create"]);
    expect(on.summary.create?.filter((address) => !address.startsWith("module.identity.module.watch[0]."))).toEqual([]);
    await workspace.apply(on);
    const { resources } = await workspace.state();
    const unexpected = resources.find(({ address }) => address.endsWith('event_rule.this["unexpected-reader"]'));
    expect(String(unexpected?.values.event_pattern)).toContain(`"anything-but":["${ROLE_ARN}"]`);
    expect((await workspace.plan()).isEmpty).toBe(true);
    await workspace.write({ "main.tf.json": rootModule(null) });
    const off = await workspace.plan();
    expect(Object.keys(off.summary)).toEqual(["delete"]);
    expect(off.summary.delete?.sort()).toEqual(on.summary.create?.sort());
    await workspace.destroy();
    expect((await workspace.state()).isEmpty).toBe(true);
  });
});
