import { namedIn, violated } from "../rule";
import type { Facts, Rule } from "../rule";
import type { Found } from "../statements";
import { isAllow, trustStatementsOf } from "../statements";
import { othersTrusted } from "../trust";

/** The trust policy of a reader lets others in. */
export const AGC023: Rule = {
  id: "AGC023",
  severity: "error",
  title: "The trust policy of a reader lets others in.",
  openTitle: "Whom the trust policy of a reader lets in is not known.",
  cause:
    "Whoever may assume the role reads with it: another account as a whole, an organization, or everybody for whom an identity provider vouches.",
  fix: "Name the roles that may assume it, or pin the token: for GitHub Actions by token.actions.githubusercontent.com:sub.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
  *check(facts) {
    for (const found of trustOfNamed(facts)) {
      const others = othersTrusted(facts.model, found);
      const text = `${found.name} lets ${others} assume ${found.owner}.`;
      if (others !== undefined) yield violated(found.owner, found.policy.at, text);
    }
  },
};

/** Of those who should have access: what strangers can do is bad enough by itself. */
function* trustOfNamed(facts: Facts): Generator<Found> {
  const named = namedIn(facts);
  for (const found of trustStatementsOf(facts)) if (named.has(found.owner) && isAllow(found)) yield found;
}
