import { isMultivalued } from "../iam-names";
import { violated } from "../rule";
import type { Rule } from "../rule";
import { statementsOf, trustStatementsOf } from "../statements";

/** ForAllValues on a key with one value. */
export const AGC024: Rule = {
  id: "AGC024",
  severity: "warning",
  title: "A condition with ForAllValues is met by a request without the key.",
  openTitle: "Whether a condition with ForAllValues is met by a request without the key is not known.",
  cause: "The key has one value. ForAllValues is for keys with several, and holds where there is none at all.",
  fix: "Take ForAllValues away.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html",
  *check(facts) {
    for (const found of [...statementsOf(facts.model), ...trustStatementsOf(facts)]) {
      const conditions = found.conditions;
      for (const { operator, key } of conditions) {
        if (!/^ForAllValues:/i.test(operator)) continue;
        // What is asked for besides cannot be missing.
        const isThere = conditions.some(
          (one) =>
            one.operator === "Null" && one.key.toLowerCase() === key.toLowerCase() && one.values.includes("false"),
        );
        const text = `${found.name} has ${operator} on ${key}.`;
        if (isMultivalued(key) === false && !isThere) yield violated(found.owner, found.policy.at, text);
      }
    }
  },
};
