import { conditionsOf, isAllow, principalsOf, statementsOf } from "../statements";
import { outcome } from "../rule";
import type { Rule } from "../rule";

/** A service may read for anybody. */
export const AGC006: Rule = {
  id: "AGC006",
  severity: "warning",
  title: "A service may read for anybody.",
  cause:
    "The service principal has no condition on its source, so the service may be made to read on behalf of another account (confused deputy).",
  fix: "Add StringEquals aws:SourceAccount with your account.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  *check({ model }) {
    for (const found of statementsOf(model)) {
      const [service] = principalsOf(found, "Service");
      if (!isAllow(found) || service === undefined) continue;
      const isBound = conditionsOf(found).some(
        ({ operator, key, values }) =>
          /^aws:source(account|arn|orgid|orgpaths)$/i.test(key) &&
          !/not|null|ifexists/i.test(operator) &&
          !values.includes("*"),
      );
      yield outcome(
        !isBound,
        found.owner,
        found.policy.at,
        `${found.name} lets ${service} in without aws:SourceAccount.`,
      );
    }
  },
};
