import { flat } from "./hcl/flat";
import type { Body, Json } from "./hcl/json";
import { COMMENT, isBody, isList } from "./hcl/json";
import type { Expression, Node } from "./hcl/node";
import { atom, group, isApplied } from "./hcl/node";
import { parseExpression, parseTemplate } from "./hcl/parse";
import { isOneOperand } from "./hcl/simplify";

/**
 * What stands in the root module for a name of a submodule: `{ "var.name": "each.key", var: "var.providers[each.key]" }`
 * says `var.name` as `each.key`, and every other variable as an attribute of that object. The longest name holds.
 */
export type Scope = Readonly<Record<string, string>>;

/** Names that a submodule gives, so that each must mean something in the root module. */
const OWN = new Set(["var", "local"]);

/** Says a part of a submodule in the root module's names. */
export function inScope<T extends Json>(json: T, scope: Scope): T;
export function inScope(json: Json, scope: Scope): Json {
  if (typeof json === "string") return template(json, scope);
  if (isList(json)) return json.map((one) => inScope(one, scope));
  if (!isBody(json)) return json;
  const entries = Object.entries(json).map(([name, value]) => [name, name === COMMENT ? value : inScope(value, scope)]);
  return Object.fromEntries(entries) as Body;
}

/** The same for an expression, without `${…}`. */
export const expressionInScope = (expression: string, scope: Scope): string =>
  flat(renamed(parseExpression(expression), scope));

const template = (text: string, scope: Scope): string =>
  parseTemplate(text)
    .map((part) => (typeof part === "string" ? part : `\${${flat(renamed(part, scope))}}`))
    .join("");

function renamed(expression: Expression, scope: Scope): Expression {
  const nodes: Node[] = [];
  for (let index = 0; index < expression.length;) {
    const end = endOfReference(expression, index);
    nodes.push(...(end > index ? reference(expression.slice(index, end), scope) : [inner(expression[index], scope)]));
    index = Math.max(end, index + 1);
  }
  return nodes;
}

function inner(node: Node | undefined, scope: Scope): Node {
  if (node?.kind === "text")
    return { kind: "text", parts: node.parts.map((part) => (typeof part === "string" ? part : renamed(part, scope))) };
  if (node?.kind === "group") return { ...node, items: node.items.map((item) => renamed(item, scope)) };
  return node as Node;
}

const NAME = /^[A-Za-z_]/;

/** A word, and the indexes and attributes that follow it; a function's name is none. */
function endOfReference(expression: Expression, start: number): number {
  const [first, second] = [expression[start], expression[start + 1]];
  if (first?.kind !== "atom" || !NAME.test(first.text)) return start;
  if (second?.kind === "group" && second.open === "(" && isApplied(second, first)) return start;
  let end = start + 1;
  while (isStep(expression[end], expression[end - 1])) end++;
  return end;
}

const isStep = (node: Node | undefined, before: Node | undefined): boolean =>
  node?.kind === "group"
    ? node.open === "[" && isApplied(node, before)
    : node?.kind === "atom" && /^\.[^.]/.test(node.text);

/** `var.secret[0].arn` in steps: `var`, `.secret`, `[0]`, `.arn`. */
function stepsOf(nodes: Expression): Node[] {
  return nodes.flatMap((node): Node[] =>
    node.kind === "atom" ? (node.text.match(/^[^.]+|\.[^.]+/g) ?? [node.text]).map(atom) : [node],
  );
}

const textsOf = (steps: readonly Node[]): string[] => steps.map((step) => flat([step]));

function reference(nodes: Expression, scope: Scope): Expression {
  const steps = stepsOf(nodes);
  const texts = textsOf(steps);
  const found = Object.keys(scope)
    .map((name) => ({ name, of: textsOf(stepsOf(parseExpression(name))) }))
    .filter(({ of }) => of.every((text, index) => text === texts[index]))
    .sort((a, b) => b.of.length - a.of.length)[0];
  if (!found) {
    if (OWN.has(String(texts[0]))) throw new Error(`the root module has nothing for ${flat(nodes)}`);
    return joined(steps.map((step) => inner(step, scope)));
  }
  const rest = steps.slice(found.of.length).map((step) => inner(step, scope));
  const stands = parseExpression(scope[found.name] as string);
  return isOneOperand(stands) ? joined([...stands, ...rest]) : [group("(", [stands]), ...rest];
}

/** Attributes belong to the word before them. */
function joined(steps: readonly Node[]): Node[] {
  const nodes: Node[] = [];
  for (const step of steps) {
    const last = nodes.at(-1);
    if (step.kind === "atom" && step.text.startsWith(".") && last?.kind === "atom")
      nodes[nodes.length - 1] = atom(last.text + step.text);
    else nodes.push(step);
  }
  return nodes;
}
