import { describeWithTerraform } from "../harness/describe-with-terraform";
import { live } from "./lifecycle";
import { VARIANTS } from "./variants";

describeWithTerraform("real Terraform plans, applies, leaves alone, changes and destroys", () => {
  test.each(VARIANTS.map((variant) => [variant.name, variant] as const))("%s", async (_name, variant) => {
    await live(variant);
  });
});
