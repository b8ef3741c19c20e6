import type { Statement } from "./policy";
import { policyDocument } from "./policy";
import { samePolicy } from "./policy-compare";
import type { PolicyText, StatementSpan } from "./policy-text";
import { parsePolicyText } from "./policy-text";
import type { Parsed } from "./problem";
import { isProblem } from "./problem";
import type { StatementOwner } from "./statement-owner";
import { ownedStatements, ownerMark, ownerMarkOf } from "./statement-owner";

/** A policy after our statements were set or taken. */
export interface MergedPolicy {
  /** The document; undefined if there is to be none. */
  readonly text: string | undefined;
  /** Whether it says something else than before. If not, `text` is the text as it was. */
  readonly changed: boolean;
}

/**
 * Sets exactly these statements of an owner. Everything else in the text stays as it is, byte for byte: the text is
 * edited, not written anew.
 */
export function applyStatements(
  text: string | undefined,
  owner: StatementOwner,
  statements: readonly Statement[],
): Parsed<MergedPolicy> {
  const owned = ownedStatements(owner, statements);
  if (isProblem(owned)) return owned;
  if (text === undefined) {
    if (owned.value.length === 0) return { value: { text, changed: false } };
    return { value: { text: JSON.stringify(policyDocument(owned.value)), changed: true } };
  }
  const parsed = parsePolicyText(text);
  if (isProblem(parsed)) return parsed;
  const isOurs: Choice = (span) => isOf(owner)(span) || wasWhole(owner)(span);
  const current = parsed.value.statements.filter(isOurs).map(({ statement }) => statement);
  const same =
    current.length === owned.value.length && current.every((statement, i) => samePolicy(statement, owned.value[i]));
  if (same) return { value: { text, changed: false } };
  if (owned.value.length === 0) return removeStatements(text, owner);
  const without = parsePolicyText(withoutThose(parsed.value, isOurs));
  if (isProblem(without)) return without;
  return { value: { text: inserted(without.value, owner, owned.value), changed: true } };
}

/**
 * Takes all statements of an owner, and nothing else. A policy of which then nothing but the version is left was made
 * by such statements, and is to be deleted.
 */
export function removeStatements(text: string | undefined, owner: StatementOwner): Parsed<MergedPolicy> {
  if (text === undefined) return { value: { text, changed: false } };
  const parsed = parsePolicyText(text);
  if (isProblem(parsed)) return parsed;
  const { statements, others } = parsed.value;
  const foreign = statements.filter((span) => !isOf(owner)(span));
  if (foreign.length === statements.length) return { value: { text, changed: false } };
  const isEmpty = foreign.length === 0 && others.every((name) => name === "Version");
  return { value: { text: isEmpty ? undefined : withoutThose(parsed.value, isOf(owner)), changed: true } };
}

/** The statements of an owner, as the policy has them. */
export function statementsOf(
  text: string | undefined,
  owner: StatementOwner,
): Parsed<Readonly<Record<string, unknown>>[]> {
  if (text === undefined) return { value: [] };
  const parsed = parsePolicyText(text);
  if (isProblem(parsed)) return parsed;
  return { value: parsed.value.statements.filter(isOf(owner)).map(({ statement }) => statement) };
}

type Choice = (span: StatementSpan) => boolean;

const isOf =
  (owner: StatementOwner): Choice =>
  ({ statement: { Sid } }) =>
    ownerMarkOf(Sid) === ownerMark(owner);

/** What the same owner wrote when the whole policy was its own: our statements take the place of those. */
const wasWhole =
  ({ owner }: StatementOwner): Choice =>
  ({ statement: { Sid } }) =>
    ownerMarkOf(Sid) === ownerMark({ owner });

/** Cuts each of these statements together with the comma that it brought. */
function withoutThose({ text, isList, list, statements }: PolicyText, isOurs: Choice): string {
  if (!isList) return isOurs(statements[0] as StatementSpan) ? splice(text, list.start, list.end, "[]") : text;
  const keep = statements.filter((span) => !isOurs(span));
  if (keep.length === statements.length) return text;
  const first = statements[0] as StatementSpan;
  const last = statements[statements.length - 1] as StatementSpan;
  let result = text.slice(0, first.start);
  keep.forEach((span, index) => {
    const previous = keep[index - 1];
    // Of the commas between two kept statements, the one behind the first stood there before ours were added.
    if (previous) result += text.slice(previous.end, statements[statements.indexOf(previous) + 1]?.start);
    result += text.slice(span.start, span.end);
  });
  return result + text.slice(last.end);
}

/** Puts the statements at the end, where those of several owners stand in the order of their identifiers. */
function inserted(
  { text, isList, list, statements }: PolicyText,
  owner: StatementOwner,
  ours: readonly Statement[],
): string {
  const added = ours.map((statement) => JSON.stringify(statement)).join(",");
  if (!isList) return splice(text, list.start, list.end, `[${text.slice(list.start, list.end)},${added}]`);
  const mark = ownerMark(owner);
  let place = statements.length;
  while (place > 0 && (ownerMarkOf(statements[place - 1]?.statement.Sid) ?? "") > mark) place--;
  const next = statements[place];
  if (next) return splice(text, next.start, next.start, `${added},`);
  const last = statements[statements.length - 1];
  if (last) return splice(text, last.end, last.end, `,${added}`);
  return splice(text, list.start + 1, list.start + 1, added);
}

const splice = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);
