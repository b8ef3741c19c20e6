import { describeWithTerraform } from "../harness/describe-with-terraform";
import { BRIDGE_CASES } from "./bridge-cases";
import { plansOf } from "./equality";
import { CASES } from "./equality-cases";
import { REGION_CASES } from "./region-cases";
import { WATCH_CASES } from "./watch-cases";

describeWithTerraform("constructs and modules plan the same", () => {
  test.each([...CASES, ...BRIDGE_CASES, ...REGION_CASES, ...WATCH_CASES])("$name", async (one) => {
    const [constructs, modules] = await plansOf(one);
    expect(modules).toEqual(constructs);
    expect(modules).toHaveLength(one.resources);
  });
});
