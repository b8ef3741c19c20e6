import { fails } from "../proof/findings/findings";
import type { Cell, CellVerdict, Row } from "../proof/proof";
import { shown } from "../proof/values";
import type { Result } from "./result";
import { unknownsOf } from "./unknowns";

const COLORS: Readonly<Record<CellVerdict, number>> = { allowed: 32, denied: 31, unknown: 33 };
const WORDS: Readonly<Record<CellVerdict, string>> = { allowed: "yes", denied: "no", unknown: "unknown" };
const STANDINGS: Readonly<Record<Row["standing"], string>> = {
  reader: "reader",
  deployer: "deployer",
  service: "service",
  other: "NOT NAMED",
  unstated: "not stated",
};

/** Text for a person. Names come from a file that anybody may have written: no control character reaches the terminal. */
export function textReport(result: Result, color: boolean): string {
  const paint = (text: string, code: number): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const lines: string[] = [];
  for (const [title, rows] of grouped(result.rows)) {
    lines.push(paint(title, 1));
    const width = Math.max(...rows.map(({ principal }) => safe(principal).length));
    lines.push(`  ${"principal".padEnd(width)}  ${"is".padEnd(10)}  use      read     decrypt`);
    for (const row of rows) {
      const cells = [row.use, row.read, row.decrypt].map(({ verdict }) =>
        paint(WORDS[verdict].padEnd(7), COLORS[verdict]),
      );
      lines.push(`  ${safe(row.principal).padEnd(width)}  ${STANDINGS[row.standing].padEnd(10)}  ${cells.join("  ")}`);
      lines.push(...reasons(row));
    }
    lines.push("");
  }
  if (result.rows.length === 0) lines.push(nobody(result), "");
  for (const { rule, state, subject, at, detail, suppressed } of result.findings) {
    const word = suppressed === undefined ? (state === "unknown" ? "unknown" : rule.severity) : "suppressed";
    const code = word === "error" ? 31 : word === "warning" ? 33 : 36;
    lines.push(`${paint(`${rule.id} ${word}`, code)} ${safe(rule.title)} ${safe(subject)} (${safe(at)})`);
    lines.push(`  ${safe(detail)}`);
    if (suppressed !== undefined) lines.push(`  Kept: ${safe(suppressed)}`);
    else if (state === "violated") lines.push(`  Fix: ${rule.fix}`);
  }
  if (result.assumptions.length > 0) lines.push("", "Taken for granted:");
  for (const { subject, text } of result.assumptions) lines.push(`  ${safe(subject)} ${safe(text)}`);
  lines.push(...unknownLines(result));
  const failing = result.findings.filter(fails).length;
  const open = result.findings.filter(({ state }) => state === "unknown").length;
  lines.push(
    "",
    `${result.model.providers.length} credential providers, ${failing} findings that fail, ${open} unknown, ${result.assumptions.length} taken for granted.`,
  );
  return `${lines.join("\n")}\n`;
}

const nobody = ({ model }: Result): string =>
  model.providers.some(({ stated }) => (stated?.unknown.length ?? 0) > 0)
    ? "Who should have access is not known yet, and nobody else may have it."
    : "No principal may have access to a credential provider of this plan.";

/** Without --strict they do not fail, so they are said aloud. */
function unknownLines(result: Result): string[] {
  const { count, of, ways } = unknownsOf(result);
  if (count === 0) return [];
  return [
    "",
    `Not proven: ${count} of ${of} answers about those who should read are unknown. What would tell:`,
    ...[...ways].map(([way, answers]) => `  ${safe(way)} (${answers} ${answers === 1 ? "answer" : "answers"})`),
  ];
}

function grouped(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const title = safe(`${shown(row.provider.name)} (${row.provider.at})`);
    const group = groups.get(title);
    if (group) group.push(row);
    else groups.set(title, [row]);
  }
  return groups;
}

function reasons({ use, read, decrypt }: Row): string[] {
  const steps: [string, Cell][] = [
    ["use", use],
    ["read", read],
    ["decrypt", decrypt],
  ];
  return steps.map(([name, { why }]) => `    ${name.padEnd(8)}${safe(why)}`);
}

/** Without control characters, line ends, and what turns the direction of writing. */
export const safe = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "\ufffd");
