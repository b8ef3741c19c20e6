import { MigrationProblem } from "../problem";
import { isList, isValues, Open } from "../value";
import type { Value, Values } from "../value";

/** A piece of TypeScript, as it stands. Nothing of a snapshot gets into one but by `literal`. */
export class Code {
  public constructor(public readonly text: string) {}
}

/** What is written: values, and code between them. */
export type Part = Code | Open | boolean | number | string | null | readonly Part[] | { readonly [name: string]: Part };

/**
 * A text as an expression that evaluates to it. `${` would be an expression of Terraform's to CDKTF, which therefore
 * wants it by `Fn.rawString`.
 */
export function literal(text: string): string {
  // CDKTF looks for its tokens in every text, and would put another value into it.
  if (/\$\{TfToken\[|#\{Token\[|\$\{Token\[/i.test(text))
    throw new MigrationProblem(
      "A text of the snapshot looks like a token of CDKTF, which a program of it cannot hold: say --write hcl.",
    );
  return text.includes("${") ? `Fn.rawString(${JSON.stringify(text)})` : JSON.stringify(text);
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** As a key it would change what the object is. */
const nameOf = (name: string): string =>
  name === "__proto__" || name.includes("${")
    ? `[${literal(name)}]`
    : IDENTIFIER.test(name)
      ? name
      : JSON.stringify(name);

const WIDTH = 100;

/** A value as an expression, broken into lines where it is long. */
export function expressionOf(part: Part, open: (one: Open) => string, indent = 0): string {
  const line = inOneLine(part, open);
  if (indent + line.length <= WIDTH || !isNested(part)) return line;
  const inner = " ".repeat(indent + 2);
  const [begin, end] = Array.isArray(part) ? ["[", "]"] : ["{", "}"];
  const items = Array.isArray(part)
    ? (part as readonly Part[]).map((one) => expressionOf(one, open, indent + 2))
    : Object.entries(part as { readonly [name: string]: Part }).map(
        ([name, one]) => `${nameOf(name)}: ${expressionOf(one, open, indent + 2)}`,
      );
  return `${begin}\n${items.map((item) => `${inner}${item},\n`).join("")}${" ".repeat(indent)}${end}`;
}

const isNested = (part: Part): boolean =>
  typeof part === "object" && part !== null && !(part instanceof Code) && !(part instanceof Open);

function inOneLine(part: Part, open: (one: Open) => string): string {
  if (part instanceof Code) return part.text;
  if (part instanceof Open) return open(part);
  if (typeof part === "string") return literal(part);
  if (Array.isArray(part)) return `[${(part as readonly Part[]).map((one) => inOneLine(one, open)).join(", ")}]`;
  if (typeof part !== "object" || part === null) return String(part);
  const entries = Object.entries(part as { readonly [name: string]: Part });
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([name, one]) => `${nameOf(name)}: ${inOneLine(one, open)}`).join(", ")} }`;
}

/** Whether a value holds a text that needs CDKTF's functions. */
export const needsFunctions = (value: Value): boolean =>
  typeof value === "string"
    ? value.includes("${")
    : isList(value)
      ? value.some(needsFunctions)
      : isValues(value) && Object.entries(value).some(([name, one]) => needsFunctions(name) || needsFunctions(one));

/** A value as it stands: each text a literal, each open one its variable. */
export function part(value: Value): Part {
  if (isList(value)) return value.map(part);
  return isValues(value) ? partsOf(value) : value;
}

export const partsOf = (values: Values): { readonly [name: string]: Part } =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, part(value)]));
