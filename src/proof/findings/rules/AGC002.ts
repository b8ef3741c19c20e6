import { isAccess, strangers } from "../strangers";
import { undecided, violated } from "../rule";
import type { Rule } from "../rule";

/** Somebody can read who should not. */
export const AGC002: Rule = {
  id: "AGC002",
  severity: "error",
  title: "Somebody can read who should not.",
  openTitle: "Whether somebody can read who should not is not known.",
  cause: "A policy or grant lets a principal in that nobody named as reader or deployer.",
  fix: "Take the principal out of the statement, or name it as a reader.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  *check(facts) {
    for (const { row, can, why } of strangers(facts)) {
      if (can === "unknown") yield undecided(row.principal, row.provider.at, why);
      else if (isAccess(can)) yield violated(row.principal, row.provider.at, why);
    }
  },
};
