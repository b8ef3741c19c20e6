import type { Expression, Group, Node } from "./node";
import { atom, CLOSING } from "./node";

const REFERENCE = /[A-Za-z_][\w-]*(?:\.(?:[A-Za-z_][\w-]*|\d+|\*))*/y;
const ATTRIBUTE = /(?:\.(?:[A-Za-z_][\w-]*|\d+|\*))+/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const OPERATOR = /\.\.\.|=>|==|!=|<=|>=|&&|\|\||[?:=!<>+\-*/%]/y;
const SPACE = /[ \t\r]+/y;
const COMMENT = /(?:#|\/\/)[^\n]*/y;

/** Reads an HCL expression. */
export function parseExpression(source: string): Expression {
  const parser = new Parser(source);
  const [expression, ...more] = parser.items("end");
  parser.assertAtEnd();
  if (!expression || more.length > 0) throw new Error(`not one expression: ${source}`);
  return expression;
}

/** Splits a template, without its quotes, into text and the expressions in `${…}`. The text stays as it is written. */
export function parseTemplate(source: string): (string | Expression)[] {
  return new Parser(source).template(undefined);
}

class Parser {
  private at = 0;

  public constructor(private readonly source: string) {}

  public assertAtEnd(): void {
    if (this.at < this.source.length) throw this.unexpected();
  }

  /** Expressions up to a closing bracket, which commas separate; in braces line breaks, too. */
  public items(until: string): Expression[] {
    return this.commentedItems(until).items;
  }

  private commentedItems(until: string): { items: Node[][]; comments: string[] } {
    const items: Node[][] = [];
    const comments: string[] = [];
    let current: Node[] = [];
    const isFor = (): boolean => current[0]?.kind === "atom" && current[0].text === "for";
    const end = (): void => {
      if (current.length > 0) items.push(current);
      current = [];
    };
    for (;;) {
      this.take(SPACE);
      const next = this.source[this.at];
      if (next === undefined || next === until) {
        if ((next === undefined) !== (until === "end")) throw this.unexpected();
        this.at++;
        end();
        return { items, comments };
      }
      if (next === "\n") {
        this.at++;
        if (until === "}" && !isFor()) end();
      } else if (next === ",") {
        this.at++;
        if (isFor()) current.push(atom(","));
        else end();
      } else {
        const comment = this.take(COMMENT);
        if (comment === undefined) current.push(this.node(next, current.at(-1)));
        else
          comments[items.length] = [comments[items.length], comment.replace(/^(#|\/\/) ?/, "")]
            .filter(Boolean)
            .join(" ");
      }
    }
  }

  public template(until: '"' | undefined): (string | Expression)[] {
    const parts: (string | Expression)[] = [];
    let text = "";
    for (;;) {
      const next = this.source[this.at];
      if (next === until) break;
      if (next === undefined) throw this.unexpected();
      if (this.source.startsWith("$${", this.at)) {
        text += "$${";
        this.at += 3;
      } else if (this.source.startsWith("${", this.at)) {
        this.at += 2;
        if (text !== "") parts.push(text);
        text = "";
        const items = this.items("}");
        if (items.length !== 1) throw this.unexpected();
        parts.push(items[0] as Expression);
      } else {
        const length = until !== undefined && next === "\\" ? 2 : 1;
        text += this.source.slice(this.at, this.at + length);
        this.at += length;
      }
    }
    this.at++;
    if (text !== "") parts.push(text);
    return parts;
  }

  private node(next: string, before: Node | undefined): Node {
    if (next === '"') {
      this.at++;
      return { kind: "text", parts: this.template('"') };
    }
    if (next === "(" || next === "[" || next === "{") {
      this.at++;
      return this.group(next);
    }
    const isAfterOperand = before?.kind === "group" || before?.kind === "text";
    const text =
      (isAfterOperand ? this.take(ATTRIBUTE) : undefined) ??
      this.take(REFERENCE) ??
      this.take(NUMBER) ??
      this.take(OPERATOR);
    if (text === undefined) throw this.unexpected();
    return atom(text);
  }

  private group(open: Group["open"]): Group {
    const { items, comments } = this.commentedItems(CLOSING[open]);
    return { kind: "group", open, items, ...(comments.length > 0 && { comments }) };
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const text = pattern.exec(this.source)?.[0];
    this.at += text?.length ?? 0;
    return text;
  }

  private unexpected(): Error {
    return new Error(`cannot read the expression at ${this.at}: ${this.source}`);
  }
}
