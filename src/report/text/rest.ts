import { assumptionGroups } from "../assumption-groups";
import type { Result } from "../result";
import { safe } from "../safe";
import { groupsOf, titleOf, weightOf } from "../weight";
import type { Paint } from "./paint";
import { WEIGHT_COLORS } from "./paint";
import { folded } from "./room";

/** What does not fail: notes, and what the team keeps. */
export function noteLines({ findings }: Result, paint: Paint, room: number): readonly string[] {
  const rest = findings.filter((one) => ["note", "suppressed"].includes(weightOf(one)));
  const lines = groupsOf(rest).flatMap(({ weight, findings: [first, ...others] }) => {
    const more = others.length === 0 ? "" : ` and ${others.length.toLocaleString("en-US")} more`;
    const kept = first.suppressed === undefined ? "" : ` Kept: ${safe(first.suppressed)}`;
    const name = paint(`${first.rule.id} ${weight}`, WEIGHT_COLORS[weight]);
    return [`  ${name} ${safe(titleOf(first))} ${safe(first.subject)} (${safe(first.at)})${more}${kept}`];
  });
  return folded(lines, room);
}

/** The same thing that is taken for granted of many is said once. */
export function assumptionLines({ assumptions }: Result, room: number): readonly string[] {
  return folded(
    assumptionGroups(assumptions).map(([text, subjects]) => {
      const [first = ""] = subjects;
      const others = subjects.length - 1;
      const who = others === 0 ? safe(first) : `${safe(first)} and ${others.toLocaleString("en-US")} more:`;
      return `  ${who} ${safe(text)}`;
    }),
    room,
  );
}
