import { conditionsOf, isAllow, principalsOf, statementsOf } from "../statements";
import { outcome } from "../rule";
import type { Rule } from "../rule";

/** A condition on a role can never match. */
export const AGC013: Rule = {
  id: "AGC013",
  severity: "error",
  title: "A condition on a role can never match.",
  cause: "aws:SourceArn and aws:SourceAccount are set when a service calls in its own name, never for a role.",
  fix: "Move roles into a statement without that condition.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount",
  *check({ model }) {
    for (const found of statementsOf(model)) {
      const isForRoles = found.kind === "role" || principalsOf(found, "AWS").some((name) => name !== "*");
      if (!isAllow(found) || !isForRoles) continue;
      const never = conditionsOf(found).find(
        ({ key, operator }) => /^aws:source(account|arn)$/i.test(key) && !/not|null|ifexists/i.test(operator),
      );
      yield outcome(never !== undefined, found.owner, found.policy.at, `${found.name} wants ${never?.key} of a role.`);
    }
  },
};
