import { undecided, violated } from "../rule";
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
      const all = [...(policy ? [policy] : []), ...otherPolicies];
      const [first, second] = all;
      if (!first) continue;
      const text = `${all.map(({ at }) => at).join(" and ")} write its policy.`;
      const certain = all.filter(({ isPossible = false }) => !isPossible);
      if (second && certain.length < 2) yield undecided(arn, first.at, text);
      else if (certain.length > 1) yield violated(arn, first.at, text);
    }
  },
};
