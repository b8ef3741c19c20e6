import { safe } from "../../report/safe";
import type { Paint } from "../../report/text/paint";
import { BOLD, painted, plain } from "../../report/text/paint";
import { assumptionLines } from "../../report/text/rest";
import { answerOf } from "../answer";
import type { Check, Group } from "../check";
import type { Verified } from "../verify";
import { byUrgency, GROUP_WORDS } from "./urgency";

const [RED, GREEN, BLUE, CYAN] = [31, 32, 34, 36];
const STATES: Readonly<Record<Check["state"], readonly [word: string, color: number]>> = {
  ok: ["ok", GREEN],
  fails: ["FAILS", RED],
  unknown: ["unknown", CYAN],
  note: ["note", BLUE],
};
const WIDTH = "unknown".length;

/** Text for a person: the verdict, then each thing with a line for each check. What fails stands first. */
export function textReport(verified: Verified, isColored: boolean): string {
  const paint = isColored ? painted : plain;
  const { state, text } = answerOf(verified);
  const color = { differs: RED, unknown: CYAN, nothing: CYAN, verified: GREEN }[state];
  const groups = byUrgency(verified.groups);
  const assumed = verified.proof ? assumptionLines(verified.proof, Infinity) : [];
  const lines = [
    paint(`${text}. Read at ${safe(verified.takenAt)}.`, color),
    ...groups.flatMap((group) => ["", ...groupLines(group, paint)]),
    ...(assumed.length === 0 ? [] : ["", paint("Taken for granted:", BOLD), ...assumed]),
  ];
  return `${lines.join("\n")}\n`;
}

const groupLines = ({ kind, subject, at, checks }: Group, paint: Paint): string[] => [
  paint(`${GROUP_WORDS[kind]}${safe(subject)}${at === undefined ? "" : ` (${safe(at)})`}`, BOLD),
  ...checks.flatMap(({ state, what, text, fix }) => {
    const [word, color] = STATES[state];
    const head = `  ${paint(word.padEnd(WIDTH), color)}  ${safe(what)}: ${safe(text)}`;
    return fix === undefined ? [head] : [head, `${" ".repeat(WIDTH + 4)}Way out: ${safe(fix)}`];
  }),
];
