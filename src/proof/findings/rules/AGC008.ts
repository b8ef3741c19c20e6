import { undecided, violated } from "../rule";
import type { Rule } from "../rule";

/** A reader cannot decrypt the secret. */
export const AGC008: Rule = {
  id: "AGC008",
  severity: "error",
  title: "A reader cannot decrypt the secret.",
  openTitle: "Whether a reader can decrypt the secret is not known.",
  cause:
    "The secret has a customer managed key, and neither key policy with identity policy nor a grant lets the role decrypt.",
  fix: "Add a grant for kms:Decrypt, or the statement that the finding names.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  *check({ rows }) {
    for (const { provider, principal, standing, decrypt } of rows) {
      if (standing !== "reader" && standing !== "deployer") continue;
      if (decrypt.verdict === "unknown") yield undecided(principal, provider.at, decrypt.why);
      else if (decrypt.verdict === "denied") yield violated(principal, provider.at, decrypt.why);
    }
  },
};
