import { sourceOfPlan } from "../../src/plan/from-plan";
import type { Organization } from "../../src/plan/given-limits";
import { withLimits } from "../../src/plan/given-limits";
import { modelWith } from "../../src/plan/model-with";
import { resultOf, type Result } from "../../src/report/result";

/** What `check` decides about a plan, by the functions that the command line calls. */
export function checked(plan: unknown, organization: Organization): Result {
  const source = sourceOfPlan(plan, "the plan");
  const model = withLimits(modelWith(source, { policies: [] }), [], organization);
  return resultOf("the plan", model);
}
