import type { Rule } from "../../access/rule";
import { ruleCondition } from "../../terraform/rule-condition";
import type { Validation } from "../definition";
import type { Body } from "../hcl/json";
import { hclText } from "./expressions";

/**
 * A message with those of the values that a condition on `one` chooses. Terraform drops a message that comes from a
 * sensitive value, and a conditional expression would carry the mark of both its sides: so a filter takes such a value out.
 */
const message = (subject: string, values: string, condition: string, { words, fix }: Rule): string =>
  `\${join("", concat([${hclText(subject)}], [for one in [for one in ${values} : one if !issensitive(one)] : " \\"\${one}\\"" if ${condition}], [${hclText(` ${words}. ${fix}`)}]))}`;

const holds = (rule: Rule, value: string): string => {
  const condition = ruleCondition(rule, value, hclText);
  return condition.includes("&&") ? `(${condition})` : condition;
};

const mayBeShown = ({ shown }: Rule): string => (shown === undefined ? "" : ` && can(regex(${hclText(shown)}, one))`);

/** A rule as the validation of a variable, or of a part of one; `value` is an expression, which may be null if `isOptional`. */
export function textRule(rule: Rule, subject: string, value: string, broken: Body, isOptional = false): Validation {
  return {
    condition: isOptional ? `${value} == null ? true : ${holds(rule, value)}` : holds(rule, value),
    message: message(subject, `[${value}]`, `one != null${mayBeShown(rule)}`, rule),
    broken,
  };
}

/** The same for all texts of a collection: those that are wrong are named. */
export function textsRule(rule: Rule, subject: string, collection: string, broken: Body): Validation {
  return {
    condition: `alltrue([for one in ${collection} : ${holds(rule, "one")}])`,
    message: message(subject, collection, `!${holds(rule, "one")}${mayBeShown(rule)}`, rule),
    broken,
  };
}
