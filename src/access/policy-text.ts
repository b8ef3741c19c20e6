import type { MemberSpan, Span } from "./json-text";
import { itemSpans, memberSpans, skipSpace } from "./json-text";
import type { Parsed, Problem } from "./problem";

/** A statement of a policy text: where it stands, and what it says. */
export interface StatementSpan extends Span {
  readonly statement: Readonly<Record<string, unknown>>;
}

/** A policy document as text, with the places of its statements. */
export interface PolicyText {
  readonly text: string;
  /** The value of the document's `Statement`. */
  readonly list: Span;
  /** Whether `Statement` is a list; a policy may also hold one bare statement. */
  readonly isList: boolean;
  readonly statements: readonly StatementSpan[];
  /** Names of the document's other members. */
  readonly others: readonly string[];
}

/** Finds the statements in a policy document. A document that has two meanings is refused rather than guessed at. */
export function parsePolicyText(text: string): Parsed<PolicyText> {
  const wrong = (rule: string): { problem: Problem } => ({
    problem: { subject: "policy", rule, fix: "Write that policy again by hand: nothing of it was changed." },
  });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return wrong("is not JSON");
  }
  if (!isObject(document)) return wrong("is not a JSON object");
  const members = memberSpans(text, skipSpace(text, 0));
  const repeated = repeatedName(members);
  if (repeated !== undefined) return wrong(`has the member ${JSON.stringify(repeated)} twice`);
  const list = members.find(({ name }) => name === "Statement");
  if (!list) return wrong("has no Statement");
  const isList = Array.isArray(document.Statement);
  const statements: StatementSpan[] = [];
  for (const span of isList ? itemSpans(text, list.start) : [list]) {
    const statement: unknown = JSON.parse(text.slice(span.start, span.end));
    if (!isObject(statement)) return wrong("has a statement that is not an object");
    const twice = repeatedName(memberSpans(text, span.start));
    if (twice !== undefined) return wrong(`has a statement with the member ${JSON.stringify(twice)} twice`);
    statements.push({ start: span.start, end: span.end, statement });
  }
  const others = members.filter((member) => member !== list).map(({ name }) => name);
  return { value: { text, list: { start: list.start, end: list.end }, isList, statements, others } };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function repeatedName(members: readonly MemberSpan[]): string | undefined {
  const names = members.map(({ name }) => name);
  return names.find((name, index) => names.indexOf(name) !== index);
}
