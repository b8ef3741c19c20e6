import { outcome, undecided } from "../rule";
import { isUnknown } from "../../../decision";
import type { Rule } from "../rule";

/** No credential provider uses a secret of the plan. */
export const AGC017: Rule = {
  id: "AGC017",
  severity: "note",
  title: "No credential provider uses a secret of the plan.",
  cause: "The secret or its policy is there, but nothing references it.",
  fix: "Remove it, or the permissions for it.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-3",
  *check({ model }) {
    const ids = model.providers.flatMap(({ references }) => references.map(({ secretId }) => secretId));
    const unknown = ids.find(isUnknown);
    for (const { arn, at } of model.secrets.values()) {
      if (ids.includes(arn)) yield outcome(false, arn, at, "");
      else if (unknown) yield undecided(arn, at, unknown.reason);
      else yield outcome(true, arn, at, `No credential provider references ${arn}.`);
    }
  },
};
