import type { Grammar, Predicate, Tokens } from "./expression";
import { conditionOf, valueAt } from "./expression";

/** A selector, an operator, a text in quotes, brackets, or a word. */
const TOKEN = /\$(?:\.[A-Za-z_][\w]*(?:\[\d+\])*)+|"(?:[^"\\]|\\.)*"|&&|\|\||!=|>=|<=|[=<>()]|[^\s()=<>!&|"]+/g;

/**
 * A filter pattern for JSON.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function metricFilter(pattern: string): Predicate {
  const [, inner] = /^\s*\{([\s\S]*)\}\s*$/.exec(pattern) ?? [];
  if (inner === undefined) throw new Error("a filter for JSON stands in braces");
  return conditionOf(inner, GRAMMAR);
}

const GRAMMAR: Grammar = { token: TOKEN, and: "&&", or: "||", comparison };

function comparison(tokens: Tokens): Predicate {
  const selector = tokens.next();
  if (!selector.startsWith("$.")) throw new Error(`${selector} is no selector`);
  const of = (record: unknown): unknown => valueAt(record, selector.slice(2));
  if (tokens.takes("not", "exists")) return (record) => of(record) === undefined;
  if (tokens.takes("is", "null")) return (record) => of(record) === null;
  if (tokens.takes("is", "true")) return (record) => of(record) === true;
  if (tokens.takes("is", "false")) return (record) => of(record) === false;
  const operator = tokens.next();
  const operand = tokens.next();
  return (record) => compares(of(record), operator, operand);
}

/** An object or nothing at all is equal to no text, and different from none. */
function compares(found: unknown, operator: string, operand: string): boolean {
  if (typeof found !== "string" && typeof found !== "number") return false;
  const text = operand.startsWith('"') ? operand.slice(1, -1).replace(/\\(.)/g, "$1") : operand;
  const isSame = new RegExp(`^${text.split("*").map(escaped).join("[\\s\\S]*")}$`).test(String(found));
  switch (operator) {
    case "=":
      return isSame;
    case "!=":
      return !isSame;
    case ">":
      return Number(found) > Number(text);
    case "<":
      return Number(found) < Number(text);
    case ">=":
      return Number(found) >= Number(text);
    case "<=":
      return Number(found) <= Number(text);
    default:
      throw new Error(`${operator} is no operator`);
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
