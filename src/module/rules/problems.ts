import type { Validation } from "../definition";
import { flat } from "../hcl/flat";
import type { Body } from "../hcl/json";
import type { Expression } from "../hcl/node";
import { atom, group, isAtom } from "../hcl/node";
import { parseExpression } from "../hcl/parse";
import { hclOf } from "../policy";

/**
 * A rule as an element of a list of problems: null, or what is wrong. So a condition stands once, beside its words, and
 * all that is wrong with one entry is said together.
 */
const problemOf = ({ condition, message }: Validation): string =>
  `${flat(choice(parseExpression(condition)))} ? null : ${hclOf(message)}`;

/** The elements of such a list, as an expression. */
export const problemsOf = (rules: readonly Validation[]): string => `[${rules.map(problemOf).join(", ")}]`;

/** `x == null ? true : y` goes on as `x == null ? null : y ? null : …`. */
function choice(condition: Expression): Expression {
  const nodes = condition.map((node, index) => {
    const [before, after] = [condition[index - 1], condition[index + 1]];
    return isAtom(node, "true") && isAtom(before, "?") && isAtom(after, ":") ? atom("null") : node;
  });
  const isPlain = nodes.every((node, index) => !isAtom(node, "?") || isAtom(nodes[index + 1], "null"));
  return isPlain ? nodes : [group("(", [condition])];
}

/**
 * Refuses an entry that has problems. `contains` finds one even while another is unknown, where `alltrue` would wait
 * until the apply.
 */
export const noProblems = (list: string): Body => ({
  condition: `\${!contains([for problem in ${list} : problem == null], false)}`,
  error_message: `\${join("\\n", [for problem in ${list} : problem if problem != null])}`,
});
