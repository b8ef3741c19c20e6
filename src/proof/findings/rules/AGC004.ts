import { isAllow, principalsOf, statementsOf, trustStatementsOf } from "../statements";
import { outcome } from "../rule";
import type { Rule } from "../rule";

/** A policy lets everybody in. */
export const AGC004: Rule = {
  id: "AGC004",
  severity: "error",
  title: "A policy lets everybody in.",
  cause:
    "The principal is a wildcard: any account can read, or assume a role that can, unless a condition keeps it out.",
  fix: "Name each role by its ARN.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
  *check(facts) {
    for (const found of [...statementsOf(facts.model), ...trustStatementsOf(facts)]) {
      if (!isAllow(found) || found.kind === "role") continue;
      const wild = principalsOf(found, "AWS").some((name) => name.includes("*"));
      yield outcome(wild, found.owner, found.policy.at, `The principal of ${found.name} is a wildcard.`);
    }
  },
};
