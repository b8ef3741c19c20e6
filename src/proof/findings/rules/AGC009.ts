import { splitArn } from "../../../access/arn";
import { isUnknown, mayBeSame, shownText } from "../../../decision";
import { undecided, violated } from "../rule";
import type { Rule } from "../rule";

/** A credential provider references a secret of another Region. */
export const AGC009: Rule = {
  id: "AGC009",
  severity: "error",
  title: "A credential provider references a secret of another Region.",
  openTitle: "Whether a credential provider references a secret of another Region is not known.",
  cause: "AgentCore Identity reads secrets of its own Region only.",
  fix: "Use a replica of the secret in the Region of the credential provider.",
  see: "https://aws.amazon.com/blogs/machine-learning/reference-your-own-aws-secrets-manager-secrets-in-amazon-bedrock-agentcore-identity/",
  *check({ model }) {
    for (const { at, region, references } of model.providers) {
      for (const { secretId } of references) {
        const unknown = [secretId, region].find(isUnknown);
        if (unknown) yield undecided(at, at, unknown.reason);
        else {
          const [own, here] = [splitArn(String(secretId))?.region, String(region)];
          const isElsewhere = own !== undefined && own !== here;
          const text = `The secret is in ${shownText(own ?? "")}, the provider in ${shownText(here)}.`;
          if (isElsewhere && mayBeSame(own, here)) yield undecided(String(secretId), at, text);
          else if (isElsewhere) yield violated(String(secretId), at, text);
        }
      }
    }
  },
};
