import { isUnknown } from "../../../src/decision";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { modelWith } from "../../../src/plan/model-with";
import { resultOf } from "../../../src/report/result";
import { defaultKeyPolicy } from "../../cli/support";
import { KEY_ARN, ROLE_ARN } from "../../support/fixtures";
import type { RawPlan } from "../harness/plan";

/** The credential providers that a plan lets the runtime use, read and decrypt, after a change in the policies of roles. */
export function usable(plan: RawPlan, from = "", to = ""): string[] {
  const document = JSON.parse(JSON.stringify(plan), (name, value: unknown) =>
    name === "policy" && typeof value === "string" ? value.replaceAll(from, to) : value,
  ) as object;
  return resultOf(
    "plan.json",
    modelWith(sourceOfPlan(document, "plan.json"), { policies: [defaultKeyPolicy(KEY_ARN)], account: "111122223333" }),
  )
    .rows.filter(({ principal }) => principal === ROLE_ARN)
    .filter(({ use, read, decrypt }) => [use, read, decrypt].every(({ verdict }) => verdict === "allowed"))
    .flatMap(({ provider }) => (isUnknown(provider.name) ? [] : [provider.name]))
    .sort();
}
