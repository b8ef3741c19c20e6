import { outcome } from "../rule";
import type { Rule } from "../rule";

/** A secret or key has two policies. */
export const AGC026: Rule = {
  id: "AGC026",
  severity: "error",
  title: "Two policies are written to one secret or key.",
  openTitle: "Whether two policies are written to one secret or key is not known.",
  cause:
    "There is room for one policy only: the one that is written last stays, and which that is changes from apply to apply.",
  fix: "Merge the statements into one policy.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html",
  *check({ model }) {
    for (const { arn, policy, otherPolicies = [] } of [...model.secrets.values(), ...model.keys.values()]) {
      const all = [...(policy ? [policy] : []), ...otherPolicies].map(({ at }) => at);
      const [first] = all;
      if (first === undefined) continue;
      yield outcome(otherPolicies.length > 0, arn, first, `${all.join(" and ")} write its policy.`);
    }
  },
};
