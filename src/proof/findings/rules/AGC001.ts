import { shown } from "../../values";
import { undecided, violated } from "../rule";
import type { Rule } from "../rule";

/** Somebody who should read cannot. */
export const AGC001: Rule = {
  id: "AGC001",
  severity: "error",
  title: "Somebody who should read cannot.",
  openTitle: "Whether everybody who should read can is not known.",
  cause: "A statement is missing, has another principal, resource or condition, or a statement denies.",
  fix: "Add the permission that the finding names; where a statement denies it, exempt the role there.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
  *check({ model, rows }) {
    for (const { name, at, stated } of model.providers)
      for (const why of stated?.unknown ?? []) yield undecided(shown(name), at, why);
    for (const { provider, principal, standing, use, read } of rows) {
      if (standing !== "reader" && standing !== "deployer") continue;
      const cells = standing === "reader" ? [use, read] : [read];
      const bad =
        cells.find(({ verdict }) => verdict === "denied") ?? cells.find(({ verdict }) => verdict === "unknown");
      if (bad?.verdict === "unknown") yield undecided(principal, provider.at, bad.why);
      else if (bad !== undefined) yield violated(principal, provider.at, bad?.why ?? "");
    }
  },
};
