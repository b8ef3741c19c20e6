import { describeWithTerraform } from "../harness/describe-with-terraform";
import { AGENT_SECRET_CASES } from "./agent-secret-cases";
import { BRIDGE_CASES } from "./bridge-cases";
import { plansOf } from "./equality";
import { CASES } from "./equality-cases";
import { MANAGED_CASES } from "./managed-cases";
import { REGION_CASES } from "./region-cases";
import { WATCH_CASES } from "./watch-cases";

describeWithTerraform("constructs and modules plan the same", () => {
  const all = [...CASES, ...AGENT_SECRET_CASES, ...MANAGED_CASES, ...BRIDGE_CASES, ...REGION_CASES, ...WATCH_CASES];
  test.each(all)("$name", async (one) => {
    const [constructs, modules] = await plansOf(one);
    expect(modules).toEqual(constructs);
    expect(modules).toHaveLength(one.resources);
  });
});
