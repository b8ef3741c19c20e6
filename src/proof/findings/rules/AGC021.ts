import { isAccess, strangers } from "../strangers";
import { violated } from "../rule";
import type { Rule } from "../rule";

/** Only the key keeps somebody out who should not read. */
export const AGC021: Rule = {
  id: "AGC021",
  severity: "warning",
  title: "Only the key keeps somebody out who should not read.",
  openTitle: "Whether only the key keeps somebody out who should not read is not known.",
  cause:
    "The secret policy lets a principal in that nobody named as reader or deployer. It cannot decrypt, or that is not known: one change of the key's permissions is enough.",
  fix: "Take the principal out of the secret policy, or name it as a reader.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
  *check(facts) {
    for (const { row, foreign } of strangers(facts)) {
      const secret = foreign.find(
        ({ read, decrypt }) =>
          isAccess(read.verdict) && read.by.some(({ place }) => place === "secretPolicy") && !isAccess(decrypt.verdict),
      );
      const { read, decrypt } = secret ?? row;
      if (secret !== undefined)
        yield violated(
          row.principal,
          row.provider.at,
          `The secret policy lets it in. ${read.why} ${decrypt.verdict === "denied" ? `It cannot decrypt: ${decrypt.why}` : "Whether it can decrypt is not known."}`,
        );
    }
  },
};
