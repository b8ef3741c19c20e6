import { ACTIONS_OF, firstThatCan } from "../people";
import { violated } from "../rule";
import type { Rule } from "../rule";
import { isAllow, isForMany, statementsOf } from "../statements";

/** A secret policy lets a whole account in. */
export const AGC005: Rule = {
  id: "AGC005",
  severity: "error",
  title: "A secret policy lets a whole account in.",
  openTitle: "Whether a secret policy lets a whole account in is not known.",
  cause:
    "Every role of the account, or of an organization, can read the secret by it: at once if the account is the secret's own, else with an identity policy of its own account.",
  fix: "Name each role by its ARN.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts",
  *check({ model }) {
    for (const found of statementsOf(model)) {
      const { kind, owner, policy, name } = found;
      if (!isAllow(found) || kind !== "secret") continue;
      const first = isForMany(found)
        ? firstThatCan(
            model,
            found,
            owner,
            ACTIONS_OF.secret,
            ({ crowd }) => crowd === "account" || crowd === "organization",
          )
        : undefined;
      if (first !== undefined)
        yield violated(owner, policy.at, `By ${name}, ${first?.actor.name} can ${first?.action}.`);
    }
  },
};
