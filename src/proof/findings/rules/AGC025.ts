import { actionHasKey, actionsLike } from "../iam-names";
import { violated } from "../rule";
import type { Rule } from "../rule";
import { namedActionsOf, statementsOf } from "../statements";

/** The actions that decide who reads: of these each must be meant. */
const DECISIVE =
  /^(secretsmanager:getsecretvalue|kms:(decrypt|sign)|bedrock-agentcore:getresource(apikey|oauth2token|paymenttoken))$/i;

/** A condition key that the action never has. */
export const AGC025: Rule = {
  id: "AGC025",
  severity: "warning",
  title: "A condition asks for a key that the action never has.",
  openTitle: "Whether a condition asks for a key that the action never has is not known.",
  cause: "The key belongs to other actions. The condition never matches, or with a negated operator always.",
  fix: "Move the action into a statement without that condition.",
  see: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  *check({ model }) {
    for (const found of statementsOf(model)) {
      const actions = namedActionsOf(found);
      for (const { operator, key } of found.conditions) {
        if (/^ForAllValues:|IfExists$|^Null$/i.test(operator)) continue;
        const never = actions.filter((action) => !actionsLike(action).some((one) => actionHasKey(one, key) !== false));
        const isDead = never.length === actions.length;
        const wrong = isDead ? never : never.filter((action) => DECISIVE.test(action));
        const text = `${found.name} asks for ${key}, which ${wrong.join(" and ")} never has.`;
        if (wrong.length > 0) yield violated(found.owner, found.policy.at, text);
      }
    }
  },
};
