import { defaultKeyPolicy } from "../../cli/support";
import { modelWith } from "../../../src/plan/model-with";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { resultOf } from "../../../src/report/result";
import type { RawPlan } from "../harness/plan";

/** Whether the roles that are named may use, read and decrypt, by Region: with the policy that KMS gives a key by itself. */
export const answers = (plan: RawPlan, keyArns: readonly string[] = []): string[] =>
  resultOf(
    "plan.json",
    modelWith(sourceOfPlan(plan, "plan.json"), {
      policies: keyArns.map(defaultKeyPolicy),
      account: "111122223333",
    }),
  )
    .rows.filter(({ principal }) => /:role\/(agents\/planner|checker)$/.test(principal))
    .map(({ provider, principal, use, read, decrypt }) =>
      [provider.region, principal.split("/").at(-1), use.verdict, read.verdict, decrypt.verdict].join(" "),
    )
    .sort();
