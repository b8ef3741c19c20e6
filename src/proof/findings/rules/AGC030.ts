import { violated } from "../rule";
import type { Rule } from "../rule";

/** Something stays at AWS. */
export const AGC030: Rule = {
  id: "AGC030",
  severity: "error",
  title: "Something that the code drops stays at AWS.",
  openTitle: "Whether something that the code drops stays at AWS is not known.",
  cause: "Terraform forgets it, and nothing deletes it: whoever had access keeps it.",
  fix: "Keep what removes it in the code for one more apply, as the finding says, or delete it yourself.",
  see: "https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources",
  *check({ model }) {
    for (const { subject, at, text } of model.left ?? []) yield violated(subject, at, text);
  },
};
