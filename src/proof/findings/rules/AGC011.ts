import { actionExists } from "../iam-names";
import { actionsOf, statementsOf } from "../statements";
import { violated } from "../rule";
import type { Rule } from "../rule";

/** A statement names an action that does not exist. */
export const AGC011: Rule = {
  id: "AGC011",
  severity: "warning",
  title: "A statement names an action that does not exist.",
  openTitle: "Whether a statement names an action that does not exist is not known.",
  cause: "No service has an action of that name, so the statement allows or denies nothing by it.",
  fix: "Correct the name.",
  see: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  *check({ model }) {
    for (const found of statementsOf(model)) {
      for (const action of actionsOf(found))
        if (!actionExists(action)) yield violated(found.owner, found.policy.at, `${found.name} names ${action}.`);
    }
  },
};
