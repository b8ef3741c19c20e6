import type { CellVerdict } from "../../proof/cells";
import { thingText } from "../../proof/who/things";
import { assumptionGroups } from "../assumption-groups";
import { count } from "../count";
import { safe } from "../safe";
import type { Paint } from "../text/paint";
import { ANSWER_COLORS, BOLD, painted, plain, VERDICT_COLORS } from "../text/paint";
import { folded } from "../text/room";
import { VERDICT_WORDS } from "../text/table";
import { becomeLines, becomingIf, evidenceLine, ifLines, whyLine } from "./lines";
import type { WhoResult, WhoRow } from "./result";

const ORDER: readonly CellVerdict[] = ["allowed", "conditional", "unknown", "denied"];
const WIDTH = 9;
/** Of what is taken for granted. */
const GRANTED_LINES = 6;

/** For people: what fails first, then each who can with why, and then the rest. */
export function whoText(result: WhoResult, isColored: boolean, isVerbose: boolean): string {
  const paint = isColored ? painted : plain;
  const shown = byVerdict(result.rows).filter(({ found }) => isVerbose || found.answer.verdict !== "denied");
  return page(result, paint, isVerbose, [
    paint(safe(tallyText(result)), BOLD),
    ...shown.flatMap((row) => [
      `  ${verdictWord(row.found.answer.verdict, paint)} ${safe(row.found.principal)}`,
      ...detailLines(row, isVerbose).map((line) => `${" ".repeat(WIDTH + 5)}${line}`),
    ]),
  ]);
}

/** The same for one principal: by what it is about, actions with one answer together. */
export function whatText(result: WhoResult, isColored: boolean, isVerbose: boolean): string {
  const paint = isColored ? painted : plain;
  const byThing = new Map<string, WhoRow[]>();
  for (const row of result.rows) {
    const name = thingText(row.found.question.thing);
    byThing.set(name, [...(byThing.get(name) ?? []), row]);
  }
  const things = [...byThing].map(([name, rows]) => ({
    name,
    rows: byVerdict(rows).filter(({ found }) => isVerbose || found.answer.verdict !== "denied"),
  }));
  const without = things.filter(({ rows }) => rows.length === 0).length;
  const becomes = (result.couldBecome ?? []).map(({ roleArn, becoming: { how, verdict, found } }) => {
    const tail = verdict === "unknown" ? `: ${whyLine(found.answer)}` : safe(becomingIf(found.answer));
    return `  ${verdictWord(verdict, paint)} ${safe(roleArn)} by ${safe(how)}${tail}`;
  });
  return page(result, paint, isVerbose, [
    paint(`${safe(result.about)} can:`, BOLD),
    ...things.flatMap(({ name, rows }) =>
      rows.length === 0 ? [] : [`  ${safe(name)}`, ...actionLines(rows, paint, isVerbose)],
    ),
    ...(without > 0
      ? [`  nothing on ${count(without, "other secret, key or provider", "other secrets, keys and providers")}`]
      : []),
    ...(becomes.length > 0 ? ["", paint("It could become:", BOLD), ...becomes] : []),
  ]);
}

function page(
  { expectation, assumptions }: WhoResult,
  paint: Paint,
  isVerbose: boolean,
  body: readonly string[],
): string {
  const failures = (expectation?.failures ?? []).map((one) => `  ${safe(one)}.`);
  const head =
    expectation === undefined
      ? []
      : failures.length === 0
        ? [paint("As expected.", ANSWER_COLORS.proven), ""]
        : [paint(`${count(failures.length, "violation")}:`, ANSWER_COLORS.violated), ...failures, ""];
  const granted = assumptionGroups(assumptions).map(([text, [first = "", ...others]]) =>
    others.length === 0
      ? `  ${safe(first)} ${safe(text)}`
      : `  ${safe(first)} and ${others.length} more: ${safe(text)}`,
  );
  const tail =
    granted.length === 0
      ? []
      : ["", paint("Taken for granted:", BOLD), ...folded(granted, isVerbose ? Infinity : GRANTED_LINES)];
  return `${[...head, ...body, ...tail].join("\n")}\n`;
}

/** `2 principals can …; 1 more if a condition is met, 1 unknown, 3 cannot.` */
function tallyText({ rows, about }: WhoResult): string {
  const number = (verdict: CellVerdict): number => rows.filter(({ found }) => found.answer.verdict === verdict).length;
  const [yes, maybe, unknown, no] = ORDER.map(number) as [number, number, number, number];
  const rest = [
    ...(maybe > 0 ? [`${maybe}${yes > 0 ? " more" : ""} if a condition is met`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(no > 0 ? [`${no} cannot`] : []),
  ];
  const who = yes > 0 ? count(yes, "principal") : "Nobody";
  return `${who} can ${about}${yes === 0 && maybe > 0 ? " unconditionally" : ""}${rest.length > 0 ? `; ${rest.join(", ")}` : ""}.`;
}

const byVerdict = (rows: readonly WhoRow[]): WhoRow[] =>
  [...rows].sort((a, b) => ORDER.indexOf(a.found.answer.verdict) - ORDER.indexOf(b.found.answer.verdict));

const verdictWord = (verdict: CellVerdict, paint: Paint): string =>
  paint(VERDICT_WORDS[verdict].padEnd(WIDTH), VERDICT_COLORS[verdict]);

function detailLines({ found: { answer }, evidence, become }: WhoRow, isVerbose: boolean): string[] {
  switch (answer.verdict) {
    case "allowed":
      return [
        ...(evidence.length > 0 ? evidence.map(evidenceLine) : [whyLine(answer)]),
        ...becomeLines(become, isVerbose),
      ];
    case "conditional":
      return [...ifLines(answer, isVerbose), ...evidence.map(evidenceLine), ...becomeLines(become, isVerbose)];
    default:
      return [whyLine(answer), ...becomeLines(become, isVerbose)];
  }
}

/** Actions with one answer and one reason are one line. */
function actionLines(rows: readonly WhoRow[], paint: Paint, isVerbose: boolean): string[] {
  const groups = new Map<string, { readonly row: WhoRow; readonly actions: string[] }>();
  for (const row of rows) {
    const { answer, question } = row.found;
    const detail = detailText(row, isVerbose);
    const group = groups.get(`${answer.verdict} ${detail}`) ?? { row, actions: [] };
    group.actions.push(question.action.split(":")[1] ?? "");
    groups.set(`${answer.verdict} ${detail}`, group);
  }
  return [...groups.values()].map(({ row, actions }) => {
    const { verdict } = row.found.answer;
    return `    ${verdictWord(verdict, paint)} ${actions.join(", ")}${suffix(detailText(row, isVerbose))}`;
  });
}

/** What makes an answer more than a word; of a plain yes only on request what decided. */
function detailText({ found: { answer }, evidence }: WhoRow, isVerbose: boolean): string {
  switch (answer.verdict) {
    case "allowed":
      return isVerbose ? evidence.map(evidenceLine).join("; ") : "";
    case "conditional":
      return ifLines(answer, isVerbose).join("; ");
    case "unknown":
      return whyLine(answer);
    case "denied":
      return "";
  }
}

const suffix = (detail: string): string => (detail === "" ? "" : `: ${detail}`);
