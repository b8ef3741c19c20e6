import type { Expression, Group, Node } from "./node";
import { atom, isApplied, isFor } from "./node";

/** `for` as the first key would begin an expression of its own. */
const IDENTIFIER = /^(?!for$)[A-Za-z_][\w-]*$/;

/** Takes `"${…}"` apart where the quotes add nothing, and the quotes off the keys of objects. */
export function simplify(expression: Expression): Expression {
  const nodes = expression.map(simplifyNode);
  const [only] = nodes;
  if (nodes.length === 1 && only) return unwrapped(only) ?? nodes;
  // Beside operators only what needs no brackets may lose its quotes.
  return nodes.flatMap((node) => {
    const inner = unwrapped(node);
    return inner && isOneOperand(inner) ? inner : [node];
  });
}

function simplifyNode(node: Node): Node {
  if (node.kind === "text")
    return { kind: "text", parts: node.parts.map((part) => (typeof part === "string" ? part : simplify(part))) };
  if (node.kind === "atom") return node;
  const isObject = node.open === "{" && !isFor(node);
  return { ...node, items: node.items.map((item) => (isObject ? simplifyEntry(item) : simplify(item))) };
}

/** The inside of a text that is one interpolation and nothing else. */
function unwrapped(node: Node): Expression | undefined {
  if (node.kind !== "text" || node.parts.length !== 1) return undefined;
  const [part] = node.parts;
  return typeof part === "string" ? undefined : part;
}

/** A reference, a call, or brackets: nothing with an operator in it. */
export const isOneOperand = (expression: Expression): boolean =>
  expression.every((node, index) => index === 0 || isApplied(node, expression[index - 1]) || isAttribute(node));

const isAttribute = (node: Node): boolean => node.kind === "atom" && node.text.startsWith(".") && node.text !== "...";

function simplifyEntry(entry: Expression): Expression {
  const sign = signOf(entry);
  const [key] = entry;
  const isBare = sign === 1 && key?.kind === "text" && key.parts.length === 1 && IDENTIFIER.test(String(key.parts[0]));
  const simpleKey = isBare ? [atom(String(key.parts[0]))] : entry.slice(0, sign).map(simplifyNode);
  return [...simpleKey, atom("="), ...simplify(entry.slice(sign + 1))];
}

/** Where the `=` or `:` of an object's entry stands. */
export function signOf(entry: Expression): number {
  const sign = entry.findIndex((node) => node.kind === "atom" && (node.text === "=" || node.text === ":"));
  if (sign < 1) throw new Error("an object's entry has no key or no value");
  return sign;
}

export const isObject = (node: Group): boolean => node.open === "{" && !isFor(node);
