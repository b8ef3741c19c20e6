import type { Rule } from "../../access/rule";
import { ruleCondition } from "../../terraform/rule-condition";
import type { Validation } from "../definition";
import type { Body } from "../hcl/json";
import { hclText } from "./expressions";

/**
 * A value in a message. Terraform drops a message that comes from a sensitive value, and a conditional expression would
 * carry the mark of both its sides: so a filter takes it out.
 */
const shownIn = (values: string, condition: string): string =>
  `\${join("", [for one in [for one in ${values} : one if !issensitive(one)] : " \\"\${one}\\"" if ${condition}])}`;

const holds = (rule: Rule, value: string): string => {
  const condition = ruleCondition(rule, value, hclText);
  return condition.includes("&&") ? `(${condition})` : condition;
};

const mayBeShown = ({ shown }: Rule): string =>
  shown === undefined ? "" : ` && can(regex(${hclText(shown)}, one))`;

/** A rule as the validation of a variable, or of a part of one; `value` is an expression, which may be null if `isOptional`. */
export function textRule(rule: Rule, subject: string, value: string, broken: Body, isOptional = false): Validation {
  return {
    condition: isOptional ? `${value} == null ? true : ${holds(rule, value)}` : holds(rule, value),
    message: `${subject}${shownIn(`[${value}]`, `one != null${mayBeShown(rule)}`)} ${rule.words}. ${rule.fix}`,
    broken,
  };
}

/** The same for all texts of a collection: those that are wrong are named. */
export function textsRule(rule: Rule, subject: string, collection: string, broken: Body): Validation {
  return {
    condition: `alltrue([for one in ${collection} : ${holds(rule, "one")}])`,
    message: `${subject}${shownIn(collection, `!${holds(rule, "one")}${mayBeShown(rule)}`)} ${rule.words}. ${rule.fix}`,
    broken,
  };
}
