import { flat, isClose } from "./flat";
import type { Expression, Group } from "./node";
import { CLOSING, isApplied, isAtom, isFor } from "./node";
import { isObject, signOf } from "./simplify";

const WIDTH = 120;
/** An object of more entries is easier to read line by line. */
const ENTRIES_ON_A_LINE = 2;

/**
 * Lays an expression out: on one line if it fits, otherwise broken at its brackets, the last ones first.
 *
 * @param indent the indentation of the line that the expression starts on
 * @param column where on that line it starts
 */
export function layOut(expression: Expression, indent: number, column: number): string {
  const one = flat(expression);
  if (!mustBreak(expression) && column + one.length <= WIDTH) return one;
  const groups = expression.flatMap((node, index) =>
    node.kind === "group" && node.items.length > 0 && !isIndex(expression, index) ? [index] : [],
  );
  const forced = groups.filter((index) => mustBreak([expression[index] as Group]));
  // Two broken brackets would meet on a line, which `terraform fmt` indents in a way of its own.
  const attempts = (forced.length > 0 ? [forced] : groups.map((index) => [index])).reverse();
  const texts = attempts.map((broken) => breakAt(expression, new Set(broken), indent));
  return texts.find((text) => fits(text, column)) ?? texts.sort((a, b) => widest(a) - widest(b))[0] ?? one;
}

const widest = (text: string): number => Math.max(...text.split("\n").map((line) => line.length));

function mustBreak(expression: Expression): boolean {
  return expression.some(
    (node) =>
      node.kind === "group" &&
      (node.comments !== undefined ||
        (isObject(node) && node.items.length > ENTRIES_ON_A_LINE) ||
        node.items.some((item) => mustBreak(item))),
  );
}

const isIndex = (expression: Expression, index: number): boolean => {
  const node = expression[index];
  return node?.kind === "group" && node.open === "[" && isApplied(node, expression[index - 1]);
};

const fits = (text: string, column: number): boolean =>
  text.split("\n").every((line, index) => line.length + (index === 0 ? column : 0) <= WIDTH);

const pad = (indent: number): string => " ".repeat(indent);

function breakAt(expression: Expression, broken: ReadonlySet<number>, indent: number): string {
  return expression
    .map((node, index) => {
      const space = index > 0 && !isClose(expression, index) ? " " : "";
      const isCall = isApplied(node, expression[index - 1]);
      return space + (node.kind === "group" && broken.has(index) ? breakGroup(node, isCall, indent) : flat([node]));
    })
    .join("");
}

function breakGroup(node: Group, isCall: boolean, indent: number): string {
  const [only] = node.items;
  if (node.open === "(" && node.items.length === 1 && only?.length === 1 && only[0]?.kind === "group")
    return `(${layOut(only, indent, Infinity)})`;
  const inner = indent + 2;
  const lines = isFor(node)
    ? forLines(only as Expression, inner)
    : isObject(node)
      ? entryLines(node, inner)
      : node.open === "(" && !isCall
        ? operandLines(only as Expression, inner)
        : itemLines(node, inner);
  return `${node.open}\n${lines.map((line) => (line === "" ? "" : pad(inner) + line)).join("\n")}\n${pad(indent)}${CLOSING[node.open]}`;
}

function itemLines({ open, items }: Group, indent: number): string[] {
  return items.map((item, index) => {
    const comma = open === "[" || index < items.length - 1 ? "," : "";
    return withReason(item, indent) + comma;
  });
}

/** `condition ? null : "what is wrong"`: the words, which are long, stand on a line of their own. */
function withReason(item: Expression, indent: number): string {
  const [sign, none, colon, words] = item.slice(-4);
  const isReason = isAtom(sign, "?") && isAtom(none, "null") && isAtom(colon, ":") && words?.kind === "text";
  if (!isReason || fits(flat(item), indent)) return layOut(item, indent, indent);
  return `${layOut(item.slice(0, -4), indent, indent)}\n${pad(indent)}${flat(item.slice(-4))}`;
}

/** The `if` of a `for` stands on a line of its own. */
function forLines(expression: Expression, indent: number): string[] {
  const condition = expression.findIndex((node) => isAtom(node, "if"));
  const parts = condition < 0 ? [expression] : [expression.slice(0, condition), expression.slice(condition)];
  return parts.flatMap(withLongHead).map((part) => layOut(part, indent, indent));

  /** What is looped over stands apart if it is long and what follows is broken, too: see `layOut`. */
  function withLongHead(part: Expression): readonly Expression[] {
    const head = part.findIndex((node) => isAtom(node, ":")) + 1;
    const value = part.slice(head);
    const isBroken = mustBreak(value) || !fits(flat(value), indent);
    const isLong = head > 0 && isBroken && !fits(`${flat(part.slice(0, head))} {`, indent);
    return isLong ? [part.slice(0, head), part.slice(head)] : [part];
  }
}

/** What brackets hold together may be broken at its operators: a condition at `&&`, a choice at `?` and `:`. */
function operandLines(expression: Expression, indent: number): string[] {
  const sign = ["?", "||", "&&"].find((operator) => expression.some((node) => isAtom(node, operator)));
  if (sign === undefined) return [layOut(expression, indent, indent)];
  const starts = expression.flatMap((node, index) =>
    isAtom(node, sign) || (sign === "?" && isAtom(node, ":")) ? [index] : [],
  );
  return [0, ...starts].map((start, index) => {
    const [first, ...rest] = expression.slice(start, starts[index]);
    // The operator leads its line; glued to its operand it would not be a bracket's right neighbour.
    return layOut(first ? [first, ...rest] : [], indent, indent);
  });
}

/** Entries with their `=` in one column, as far as they stand on one line each. */
function entryLines({ items, comments: above = [] }: Group, indent: number): string[] {
  return aligned(
    items.map((entry, index) => {
      const sign = signOf(entry);
      const lead = flat(entry.slice(0, sign));
      const value = layOut(entry.slice(sign + 1), indent, indent + lead.length + 3);
      return { lead, value, comment: commentLines(above[index], indent).join(`\n${pad(indent)}`) };
    }),
  );
}

/** A comment in lines of at most 100 columns. */
export function commentLines(text: string | undefined, indent: number): string[] {
  const lines: string[] = [];
  for (const word of text?.split(" ") ?? []) {
    const last = lines.at(-1);
    if (last === undefined || indent + last.length + word.length > 98) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

export interface Assignment {
  readonly lead: string;
  readonly value: string;
  /** Lines above it. */
  readonly comment?: string;
}

/** Neighbouring assignments of one line each get their `=` in one column. */
export function aligned(assignments: readonly Assignment[]): string[] {
  const isLong = (index: number): boolean => assignments[index]?.value.includes("\n") ?? true;
  const hasComment = (index: number): boolean => Boolean(assignments[index]?.comment);
  return assignments.flatMap(({ lead, value, comment }, index) => {
    const above = comment ? [comment] : [];
    if (isLong(index)) return [...above, `${lead} = ${value}`];
    let [first, last] = [index, index];
    while (!hasComment(first) && !isLong(first - 1)) first--;
    while (!isLong(last + 1) && !hasComment(last + 1)) last++;
    const width = Math.max(...assignments.slice(first, last + 1).map((other) => other.lead.length));
    return [...above, `${lead.padEnd(width)} = ${value}`];
  });
}
