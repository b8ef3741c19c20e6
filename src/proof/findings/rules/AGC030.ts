import { violated } from "../rule";
import type { Rule } from "../rule";

/** Something stays at AWS. */
export const AGC030: Rule = {
  id: "AGC030",
  severity: "error",
  title: "Something that the code drops stays at AWS.",
  openTitle: "Whether something that the code drops stays at AWS is not known.",
  cause: "Terraform forgets it, and nothing deletes it: whoever had access keeps it.",
  fix: "Delete it with the command that the finding names, or keep it in the code.",
  see: "https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources",
  *check({ model }) {
    for (const { subject, at, text } of model.left ?? []) yield violated(subject, at, text);
  },
};
