import type { Result } from "../result";
import { safe } from "../safe";
import type { FindingGroup } from "../weight";
import { detailOf, failing, groupsOf } from "../weight";
import type { Paint } from "./paint";
import { WEIGHT_COLORS } from "./paint";
import { more } from "./room";

/** Of each rule its title, one finding in two lines, and what to do. */
const LEAST = 4;

/** What fails: errors before warnings, each rule once with all that break it. */
export function failingLines({ findings }: Result, paint: Paint, room: number): string[] {
  const groups = groupsOf(failing(findings));
  const lines: string[] = [];
  for (const [index, group] of groups.entries()) {
    const later = groups.length - index - 1;
    const left = room - lines.length - (later > 0 ? 1 : 0);
    if (left < LEAST) {
      lines.push(more(groups.length - index, "  ", ` (${groups.slice(index).map(nameOf).join(", ")})`));
      break;
    }
    lines.push(...groupLines(group, paint, Math.max(LEAST, left - later * LEAST)));
  }
  return lines;
}

const nameOf = ({ findings: [{ rule }] }: FindingGroup): string => rule.id;

function groupLines({ weight, findings }: FindingGroup, paint: Paint, room: number): string[] {
  const [{ rule }] = findings;
  const number = findings.length > 1 ? ` (${findings.length.toLocaleString("en-US")})` : "";
  const all = findings.length * 2 + 2 <= room;
  const shown = all ? findings.length : Math.max(1, Math.floor((room - 3) / 2));
  const hidden = findings.length - shown;
  return [
    `  ${paint(`${rule.id} ${weight}`, WEIGHT_COLORS[weight])} ${safe(rule.title)}${number}`,
    ...findings
      .slice(0, shown)
      .flatMap((one) => [`    ${safe(one.subject)} (${safe(one.at)})`, `      ${safe(detailOf(one))}`]),
    // One more line is no more than the words that stand for it.
    ...(hidden > 0 && room > LEAST ? [more(hidden, "    ")] : []),
    `    Fix: ${safe(rule.fix)}`,
  ];
}
