import { ACTIONS_OF, firstThatCan } from "../people";
import { namedIn, violated } from "../rule";
import type { Rule } from "../rule";
import { isAllow, mayBeForEverybody, statementsOf, trustStatementsOf } from "../statements";

/** A policy lets everybody in. */
export const AGC004: Rule = {
  id: "AGC004",
  severity: "error",
  title: "A policy lets everybody in.",
  openTitle: "Whether a policy lets everybody in is not known.",
  cause:
    "The principal is a wildcard, and no condition keeps others out: any account can read, or assume a role that can.",
  fix: "Name each role by its ARN.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
  *check(facts) {
    const named = namedIn(facts);
    for (const found of [...statementsOf(facts.model), ...trustStatementsOf(facts)]) {
      const { kind, owner, policy, name } = found;
      // Who may assume a reader's role is a rule of its own.
      if (!isAllow(found) || kind === "role" || (kind === "trust" && named.has(owner))) continue;
      const first = mayBeForEverybody(found)
        ? firstThatCan(facts.model, found, owner, ACTIONS_OF[kind], ({ crowd }) => crowd === "everybody")
        : undefined;
      if (first !== undefined)
        yield violated(owner, policy.at, `By ${name}, ${first?.actor.name} can ${first?.action}.`);
    }
  },
};
