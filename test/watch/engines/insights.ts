import type { Grammar, Predicate, Tokens } from "./expression";
import { conditionOf, valueAt } from "./expression";

const TOKEN = /"(?:[^"\\]|\\.)*"|\/(?:[^/\\]|\\.)*\/|[[\](),]|!=|<=|>=|[=<>]|[@\w.]+/g;

/**
 * The filter of a Logs Insights query.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html
 */
export function insightsFilter(query: string): Predicate {
  const [, filter] = /(?:^|\|)\s*filter ([\s\S]*?)(?=\n\| |$)/.exec(query) ?? [];
  if (filter === undefined) throw new Error("the query has no filter");
  return conditionOf(filter, GRAMMAR);
}

const GRAMMAR: Grammar = { token: TOKEN, and: "and", or: "or", not: "not", comparison };

function comparison(tokens: Tokens): Predicate {
  if (tokens.takes("ispresent", "(")) {
    const field = tokens.next();
    tokens.expect(")");
    return (record) => textOf(record, field) !== undefined;
  }
  const field = tokens.next();
  const isDenied = tokens.takes("not");
  const test = condition(tokens);
  // Of what is not there nothing is known: the query must ask whether it is.
  return (record) => {
    const text = textOf(record, field);
    return text === undefined ? undefined : test(text) !== isDenied;
  };
}

function condition(tokens: Tokens): (text: string) => boolean {
  if (tokens.takes("in", "[")) {
    const texts: string[] = [];
    do texts.push(unquoted(tokens.next()));
    while (tokens.takes(","));
    tokens.expect("]");
    return (text) => texts.includes(text);
  }
  if (tokens.takes("like")) {
    const pattern = tokens.next();
    if (pattern.startsWith("/")) return (text) => new RegExp(pattern.slice(1, -1)).test(text);
    return (text) => text.includes(unquoted(pattern));
  }
  const operator = tokens.next();
  const operand = unquoted(tokens.next());
  if (operator === "=") return (text) => text === operand;
  if (operator === "!=") return (text) => text !== operand;
  if (operator === ">") return (text) => Number(text) > Number(operand);
  throw new Error(`${operator} is no operator`);
}

const unquoted = (text: string): string => (text.startsWith('"') ? text.slice(1, -1) : text);

function textOf(record: unknown, field: string): string | undefined {
  const found = valueAt(record, field);
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
}
