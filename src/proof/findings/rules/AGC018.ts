import { isUnknown, policyProblemText } from "../../../decision";
import { undecided, violated } from "../rule";
import type { StatedPolicy } from "../../model";
import { isObject } from "../../values";
import type { Rule } from "../rule";

/** A policy cannot be read. */
export const AGC018: Rule = {
  id: "AGC018",
  severity: "error",
  title: "A policy cannot be read.",
  openTitle: "Whether a policy can be read is not known.",
  cause: "It is no policy document, or holds elements that the policy language does not know.",
  fix: "Correct the document; AWS would refuse it, too.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
  *check({ model }) {
    const all = (function* (): Generator<[string, StatedPolicy]> {
      for (const { arn, policy } of [...model.secrets.values(), ...model.keys.values()])
        if (policy) yield [arn, policy];
      const holders = [model.roles, model.users, model.groups].flatMap((some) => [...(some?.values() ?? [])]);
      for (const { arn, policies } of holders) for (const policy of policies) yield [arn, policy];
    })();
    for (const [owner, { at, document, compiled }] of all) {
      if (isNone(document)) continue;
      const text = compiled.problems.map((problem) => policyProblemText(compiled.name, problem)).join("; ");
      const isOpen = isUnknown(document) || /is not known: /.test(text);
      if (isOpen) yield undecided(owner, at, text);
      else if (compiled.problems.length > 0) yield violated(owner, at, text);
    }
  },
};

/** How the AWS provider writes that there is no policy. */
const isNone = (document: unknown): boolean =>
  (typeof document === "string" && ["", "{}"].includes(document.trim())) ||
  (isObject(document) && Object.keys(document).length === 0);
