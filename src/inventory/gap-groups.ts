import { count } from "../report/count";
import type { Gap } from "./inventory";

/** What is not known for one reason of several things: a line for all of them. */
export function gapLines(gaps: readonly Gap[]): string[] {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = `${gap.missing ?? gap.why} ${gap.what}`;
    const group = groups.get(key);
    if (group) group.push(gap);
    else groups.set(key, [gap]);
  }
  return [...groups.values()].map((group) => {
    const { subject, what, why } = group[0] as Gap;
    const more = group.length > 1 ? ` and ${count(group.length - 1, "other")}` : "";
    return `${subject}${more}: ${what} is not known, ${why}`;
  });
}
