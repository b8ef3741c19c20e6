import { violated } from "../rule";
import type { Rule } from "../rule";

/** Two inputs say different things. */
export const AGC029: Rule = {
  id: "AGC029",
  severity: "error",
  title: "Two inputs say different things of one.",
  openTitle: "Whether two inputs say different things of one is not known.",
  cause: "Plans or stacks that are checked together disagree: after the apply at most one of them is true.",
  fix: "Let one of them own it.",
  see: "https://docs.aws.amazon.com/prescriptive-guidance/latest/terraform-aws-provider-best-practices/structure.html",
  *check({ model }) {
    for (const { subject, at, text } of model.conflicts ?? []) yield violated(subject, at.join(" and "), text);
  },
};
