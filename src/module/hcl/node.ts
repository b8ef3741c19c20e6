/**
 * An expression as far as its layout needs it: words, operators, texts, and what stands in brackets. Precedence of
 * operators does not matter for writing.
 */
export type Node = Atom | Text | Group;

/** A number, an operator, or a reference such as `var.secret.secret_arn`. */
export interface Atom {
  readonly kind: "atom";
  readonly text: string;
}

/** A quoted template. Its parts are escaped text, or the expressions in `${…}`. */
export interface Text {
  readonly kind: "text";
  readonly parts: readonly (string | Expression)[];
}

/** Brackets with their items: arguments, elements, entries of an object, or the whole of a `for`. */
export interface Group {
  readonly kind: "group";
  readonly open: "(" | "[" | "{";
  readonly items: readonly Expression[];
  /** What stands above an item of the same index, for a human reader. */
  readonly comments?: readonly (string | undefined)[];
}

export type Expression = readonly Node[];

export const CLOSING = { "(": ")", "[": "]", "{": "}" } as const;

export const atom = (text: string): Atom => ({ kind: "atom", text });
export const group = (open: Group["open"], items: readonly Expression[]): Group => ({ kind: "group", open, items });
export const isAtom = (node: Node | undefined, text: string): boolean => node?.kind === "atom" && node.text === text;

/** Whether brackets hold a `for` expression. */
export const isFor = ({ items }: Group): boolean => items.length === 1 && isAtom(items[0]?.[0], "for");

const WORD = /^[A-Za-z_][\w-]*(\.|$)/;
/** `terraform fmt` takes `if (…)` for a call. */
const KEYWORDS = new Set(["for", "in"]);

/** Whether a node can be called or indexed: then a bracket after it stands close to it. */
export function isOperand(node: Node | undefined): boolean {
  if (node === undefined) return false;
  if (node.kind !== "atom") return true;
  return (WORD.test(node.text) || node.text.startsWith(".")) && !KEYWORDS.has(node.text) && node.text !== "...";
}

/** Whether a bracket calls or indexes what stands before it. */
export const isApplied = (node: Node, before: Node | undefined): boolean =>
  node.kind === "group" && node.open !== "{" && isOperand(before);
