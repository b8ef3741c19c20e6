import { describeWithTerraform } from "../harness/describe-with-terraform";
import { AGENT_SECRET_CASES } from "./agent-secret-cases";
import { BRIDGE_CASES } from "./bridge-cases";
import { plansOf } from "./equality";
import { CASES } from "./equality-cases";
import { REGION_CASES } from "./region-cases";

describeWithTerraform("constructs and modules plan the same", () => {
  test.each([...CASES, ...AGENT_SECRET_CASES, ...BRIDGE_CASES, ...REGION_CASES])("$name", async (one) => {
    const [constructs, modules] = await plansOf(one);
    expect(modules).toEqual(constructs);
    expect(modules).toHaveLength(one.resources);
  });
});
