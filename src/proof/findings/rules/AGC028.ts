import { isUnknown, shownText } from "../../../decision";
import { violated } from "../rule";
import type { Rule } from "../rule";

/** A stated key is not the secret's. */
export const AGC028: Rule = {
  id: "AGC028",
  severity: "error",
  title: "A stated key is not the key of the secret.",
  openTitle: "Whether a stated key is the key of the secret is not known.",
  cause: "Permissions are made for the key that is stated, and the secret is encrypted with another.",
  fix: "State the key that the secret has.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  *check({ model }) {
    for (const { arn, at, keyArn, claimed } of model.secrets.values()) {
      if (!claimed) continue;
      const found = isUnknown(keyArn) ? `(${keyArn.reason})` : named(keyArn ?? null);
      yield violated(arn, claimed.at, `${claimed.at} states ${named(claimed.keyArn)}; ${at} shows ${found}.`);
    }
  },
};

const named = (keyArn: string | null): string => (keyArn === null ? "aws/secretsmanager" : shownText(keyArn));
