import { powersOf } from "../powers";
import { violated } from "../rule";
import type { Rule } from "../rule";

/** Somebody can give itself more. */
export const AGC022: Rule = {
  id: "AGC022",
  severity: "warning",
  title: "Somebody can give itself more.",
  openTitle: "Whether somebody can give itself more is not known.",
  cause:
    "A reader, or somebody whom nobody named, may change a policy, make a grant or change the credential provider: what is proven of it holds until it does so.",
  fix: "Leave such permissions to the deployer, on the resources that it needs.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
  *check(facts) {
    for (const { holder, at, detail } of powersOf(facts)) yield violated(holder, at, detail);
  },
};
