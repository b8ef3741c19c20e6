import type { Finding } from "../../proof/findings/findings";
import type { Result } from "../result";
import { safe } from "../safe";
import { unknownsOf } from "../unknowns";
import { detailOf, groupsOf, isOpenFinding, titleOf } from "../weight";
import type { Paint } from "./paint";
import { WEIGHT_COLORS } from "./paint";
import { folded } from "./room";

/** What is not known, each reason once, and what would tell. Without --strict it does not fail, so it is said aloud. */
export function openLines(result: Result, paint: Paint, room: number): string[] {
  const reasons = groupsOf(result.findings.filter(isOpenFinding)).flatMap(({ findings }) => {
    const [first] = findings;
    const head = `  ${paint(`${first.rule.id} unknown`, WEIGHT_COLORS.unknown)} ${safe(titleOf(first))}`;
    return [head, ...reasonLines(findings)];
  });
  const { ways } = unknownsOf(result);
  const told = [...ways].sort(([, a], [, b]) => b - a).map(([way, answers]) => wayLine(way, answers));
  const toldRoom = told.length === 0 ? 0 : Math.max(2, Math.floor(room / 2));
  const tail = told.length === 0 ? [] : ["  What would tell:", ...folded(told, toldRoom, "    ")];
  return [...folded(reasons, Math.max(2, room - tail.length)), ...tail];
}

const wayLine = (way: string, answers: number): string =>
  `    ${safe(way)} (${answers} ${answers === 1 ? "answer" : "answers"})`;

/** The same reason is said once, with whom it is about. */
function reasonLines(findings: readonly Finding[]): string[] {
  const about = new Map<string, Finding[]>();
  for (const finding of findings) {
    const reason = detailOf(finding);
    const all = about.get(reason);
    if (all) all.push(finding);
    else about.set(reason, [finding]);
  }
  return [...about].map(([reason, all]) => `    ${whom(all)}: ${safe(reason)}`);
}

function whom(all: readonly Finding[]): string {
  const [first] = all as [Finding, ...Finding[]];
  const others = all.length - 1;
  const more = others === 0 ? "" : ` and ${others.toLocaleString("en-US")} more`;
  return `${safe(first.subject)} (${safe(first.at)})${more}`;
}
