import type { Expression, Node } from "./node";
import { CLOSING, isApplied, isAtom, isOperand } from "./node";

/** An expression on one line, spaced as `terraform fmt` wants it. */
export function flat(expression: Expression): string {
  return expression
    .map((node, index) => (index > 0 && !isClose(expression, index) ? " " : "") + flatNode(node))
    .join("");
}

function flatNode(node: Node): string {
  if (node.kind === "atom") return node.text;
  if (node.kind === "text") return flatText(node.parts);
  const items = node.items.map(flat).join(", ");
  const padding = node.open === "{" && items !== "" ? " " : "";
  return `${node.open}${padding}${items}${padding}${CLOSING[node.open]}`;
}

const flatText = (parts: readonly (string | Expression)[]): string =>
  `"${parts.map((part) => (typeof part === "string" ? part : `\${${flat(part)}}`)).join("")}"`;

/** Whether a node stands close to the one before it. */
export function isClose(expression: Expression, index: number): boolean {
  const [before, node] = [expression[index - 1], expression[index]];
  if (!before || !node) return true;
  if (node.kind === "atom" && (node.text === "," || node.text.startsWith("."))) return true;
  if (isApplied(node, before)) return true;
  return isAtom(before, "!") || (isAtom(before, "-") && !isOperand(expression[index - 2]));
}
