import { SERVICE_PRINCIPAL } from "../../../access/statements";
import { isAllow, isBound, principalsOf, statementsOf, trustStatementsOf } from "../statements";
import { outcome } from "../rule";
import type { Rule } from "../rule";

/** A service may read for anybody. */
export const AGC006: Rule = {
  id: "AGC006",
  severity: "warning",
  title: "A service may read for anybody.",
  cause:
    "The service principal has no condition on its source, so the service may be made to read, or to assume the role, on behalf of another account (confused deputy).",
  fix: "Add StringEquals aws:SourceAccount with your account.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  *check(facts) {
    for (const found of [...statementsOf(facts.model), ...trustStatementsOf(facts)]) {
      const [service] = principalsOf(found, "Service");
      if (!isAllow(found) || service === undefined) continue;
      // Not every service says for whom it assumes a role; AgentCore does.
      if (found.kind === "trust" && service !== SERVICE_PRINCIPAL) continue;
      yield outcome(
        !isBound(found, /^aws:source(account|arn|orgid|orgpaths)$/i),
        found.owner,
        found.policy.at,
        `${found.name} lets ${service} in without aws:SourceAccount.`,
      );
    }
  },
};
