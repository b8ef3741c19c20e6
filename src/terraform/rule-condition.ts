import type { Rule } from "../access/rule";

/**
 * A rule as a condition of Terraform, which gives the same answer as `follows`. Terraform's `length` counts what a reader
 * takes for one character, the API counts code points.
 *
 * @param value an expression
 * @param quote makes a text a quoted string of an expression
 */
export function ruleCondition(
  { pattern, least = 0, most, behind, values }: Rule,
  value: string,
  quote: (text: string) => string,
): string {
  const counted = behind === undefined ? value : `reverse(split(${quote(behind)}, ${value}))[0]`;
  const count = `length(regexall("(?s).", ${counted}))`;
  return [
    ...(values ? [`contains([${values.map(quote).join(", ")}], ${value})`] : []),
    ...(pattern === undefined ? [] : [`can(regex(${quote(pattern)}, ${value}))`]),
    ...(least > 0 ? [`${count} >= ${least}`] : []),
    ...(most === undefined ? [] : [`${count} <= ${most}`]),
  ].join(" && ");
}
