import type { Grammar, Predicate, Tokens } from "./expression";
import { conditionOf, valueAt } from "./expression";

const TOKEN = /'(?:[^']|'')*'|[(),]|<>|<=|>=|[=<>]|[\w.$]+/g;

/**
 * The WHERE clause of a query over the table that Athena's page about CloudTrail makes: SQL with its three answers. Some
 * columns are structs with names in small letters, two are JSON as text.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-understanding.html
 */
export function athenaWhere(query: string): Predicate {
  const [, where] = /\bWHERE ([\s\S]*?)(?=\nORDER BY|$)/.exec(query) ?? [];
  if (where === undefined) throw new Error("the query has no WHERE");
  const condition = conditionOf(where, GRAMMAR);
  return (record) => condition(rowOf(record));
}

const GRAMMAR: Grammar = { token: TOKEN, and: "and", or: "or", not: "not", comparison };

/** A row: all names small, and JSON where the table has JSON. */
function rowOf(record: unknown): unknown {
  const { requestParameters, additionalEventData, ...structs } = record as Readonly<Record<string, unknown>>;
  const json = (value: unknown): string | undefined =>
    value === undefined || value === null ? undefined : JSON.stringify(value);
  return {
    ...(lowered(structs) as object),
    requestparameters: json(requestParameters),
    additionaleventdata: json(additionalEventData),
  };
}

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.toLowerCase(), lowered(one)]));
}

type Term = (row: unknown) => string | undefined;

function comparison(tokens: Tokens): Predicate {
  if (tokens.takes("starts_with", "(")) {
    const [whole, begin] = [term(tokens), (tokens.expect(","), term(tokens))];
    tokens.expect(")");
    return (row) => {
      const [text, start] = [whole(row), begin(row)];
      return text === undefined || start === undefined ? undefined : text.startsWith(start);
    };
  }
  const left = term(tokens);
  if (tokens.takes("is", "null")) return (row) => left(row) === undefined;
  if (tokens.takes("is", "not", "null")) return (row) => left(row) !== undefined;
  const isDenied = tokens.takes("not");
  if (tokens.takes("in", "(")) {
    const list: Term[] = [];
    do list.push(term(tokens));
    while (tokens.takes(","));
    tokens.expect(")");
    return (row) => {
      const text = left(row);
      return text === undefined ? undefined : list.some((one) => one(row) === text) !== isDenied;
    };
  }
  const operator = tokens.next();
  const right = term(tokens);
  return (row) => {
    const [a, b] = [left(row), right(row)];
    if (a === undefined || b === undefined) return undefined;
    if (operator === "=") return a === b;
    if (operator === "<>") return a !== b;
    throw new Error(`${operator} is no operator`);
  };
}

function term(tokens: Tokens): Term {
  if (tokens.takes("json_extract_scalar", "(")) {
    const column = term(tokens);
    tokens.expect(",");
    const path = unquoted(tokens.next()).replace(/^\$\./, "");
    tokens.expect(")");
    return (row) => {
      const json = column(row);
      return json === undefined ? undefined : scalar(valueAt(JSON.parse(json), path));
    };
  }
  const token = tokens.next();
  if (token.startsWith("'")) return () => unquoted(token);
  return (row) => scalar(valueAt(row, token.toLowerCase()));
}

const unquoted = (text: string): string => text.slice(1, -1).replaceAll("''", "'");
const scalar = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;
