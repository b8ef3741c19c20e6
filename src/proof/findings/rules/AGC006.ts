import { SERVICE_PRINCIPAL } from "../../../access/statements";
import { violated } from "../rule";
import type { Rule } from "../rule";
import { isOursToo, othersServedBy, servicesLetIn } from "../services";
import { isAllow, statementsOf, trustStatementsOf } from "../statements";

/** A service may read for anybody. */
export const AGC006: Rule = {
  id: "AGC006",
  severity: "warning",
  title: "A service may read for anybody.",
  openTitle: "For whom a service may read is not known.",
  cause:
    "No condition on the source keeps other accounts out, so the service may be made to read, or to assume the role, on behalf of another account (confused deputy).",
  fix: "Add StringEquals aws:SourceAccount with your account.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  *check(facts) {
    for (const found of [...statementsOf(facts.model), ...trustStatementsOf(facts)]) {
      const { kind, owner, policy, name } = found;
      if (!isAllow(found) || kind === "role") continue;
      for (const service of servicesLetIn(found)) {
        // Not every service says for whom it assumes a role; AgentCore does.
        if (kind === "trust" && service !== SERVICE_PRINCIPAL) continue;
        const other = othersServedBy(facts.model, found, service);
        if (other !== undefined)
          yield violated(
            owner,
            policy.at,
            `${name} lets ${service.startsWith("zq7.") ? "any AWS service" : service} in on behalf of ${other}.`,
          );
      }
    }
    for (const { provider, principal, sources = [], secrets } of facts.rows) {
      const other = sources.find(
        ({ isOurs, verdict }) => !isOurs && (verdict === "allowed" || verdict === "conditional"),
      );
      if (other === undefined || isOursToo(facts.model, other.account)) continue;
      const [first] = secrets;
      const subject = String(first?.reference.secretId ?? principal);
      yield violated(subject, provider.at, `${principal} reads on behalf of ${other.account}.`);
    }
  },
};
