import { isAllow, principalsOf, statementsOf } from "../statements";
import { outcome } from "../rule";
import type { Rule } from "../rule";

/** A secret policy lets a whole account in. */
export const AGC005: Rule = {
  id: "AGC005",
  severity: "error",
  title: "A secret policy lets a whole account in.",
  cause: "Every role of the account that has an identity policy for it can read the secret.",
  fix: "Name each role by its ARN.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts",
  *check({ model }) {
    for (const found of statementsOf(model)) {
      if (!isAllow(found) || found.kind !== "secret") continue;
      const account = principalsOf(found, "AWS").find((name) => /^(\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(name));
      yield outcome(account !== undefined, found.owner, found.policy.at, `${found.name} names account ${account}.`);
    }
  },
};
