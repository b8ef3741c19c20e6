import { unreadText } from "../live/piece";
import { unreadIn } from "../live/unread";
import type { Snapshot } from "../live/snapshot";
import { safe } from "../report/safe";

/** As many lines as a person reads. */
const SHOWN = 20;

/** What was not read, once for each permission, and what helps. */
export function unreadLines(snapshot: Snapshot): string {
  const all = unreadIn(snapshot);
  if (all.length === 0) return "";
  const byAction = new Map(all.map((one) => [`${one.action} ${one.error}`, one]));
  const lines = [...byAction.values()].slice(0, SHOWN).map((one) => {
    const same = all.filter(({ action, error }) => action === one.action && error === one.error).length;
    const more = same > 1 ? `, and of ${same - 1} more` : "";
    return `  ${safe(`${one.resource}${more}: ${unreadText(one)}`)}\n`;
  });
  const rest = byAction.size > SHOWN ? `  and ${byAction.size - SHOWN} more calls\n` : "";
  return `Not all was read; what hangs on it is unknown:\n${lines.join("")}${rest}`;
}
