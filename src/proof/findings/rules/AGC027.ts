import { directReads } from "../direct-reads";
import { violated } from "../rule";
import type { Rule } from "../rule";
import { isAccess } from "../strangers";

/** A reader of one provider reaches what is another's. */
export const AGC027: Rule = {
  id: "AGC027",
  severity: "warning",
  title: "A reader of one provider reaches the secret value of another.",
  openTitle: "Whether a reader of one provider reaches the secret value of another is not known.",
  cause:
    "Both providers use one secret, and whoever asks Secrets Manager itself gets all of it, whatever JSON key the provider names.",
  fix: "Give each credential provider a secret of its own, or let the readers read through AgentCore only.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
  *check(facts) {
    const sharing = new Map<unknown, Set<(typeof facts.model.providers)[number]>>();
    for (const provider of facts.model.providers)
      for (const { secretId } of provider.references)
        sharing.set(secretId, (sharing.get(secretId) ?? new Set()).add(provider));
    for (const { row, secretArn, isAllowed } of directReads(facts)) {
      const { provider, principal, secrets } = row;
      const decrypts = secrets.some(
        ({ reference, decrypt }) => reference.secretId === secretArn && isAccess(decrypt.verdict),
      );
      for (const other of sharing.get(secretArn) ?? []) {
        const { stated } = other;
        if (other === provider || !stated || [...stated.readers, ...stated.deployers].includes(principal)) continue;
        const text = `${principal}, a reader of ${provider.at}, can read what ${other.at} uses in ${secretArn}.`;
        if (isAllowed && decrypts) yield violated(principal, other.at, text);
      }
    }
  },
};
