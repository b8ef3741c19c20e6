import { conditionKeyExists } from "../iam-names";
import { statementsOf } from "../statements";
import { violated } from "../rule";
import type { Rule } from "../rule";

/** A statement names a condition key that does not exist. */
export const AGC012: Rule = {
  id: "AGC012",
  severity: "warning",
  title: "A statement names a condition key that does not exist.",
  openTitle: "Whether a statement names a condition key that does not exist is not known.",
  cause: "No request has a key of that name, so the condition never matches, or with IfExists always.",
  fix: "Correct the name.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  *check({ model }) {
    for (const found of statementsOf(model)) {
      for (const { key } of found.conditions)
        if (!conditionKeyExists(key)) yield violated(found.owner, found.policy.at, `${found.name} names ${key}.`);
    }
  },
};
