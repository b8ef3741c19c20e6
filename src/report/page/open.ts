import { escape } from "../escape";
import type { Result } from "../result";
import { unknownsOf } from "../unknowns";
import { count } from "./words";

/** What would tell those answers that are not known; nothing where all are. */
export function openHtml(result: Result): string {
  const { ways } = unknownsOf(result);
  if (ways.size === 0) return "";
  const items = [...ways]
    .sort(([, a], [, b]) => b - a)
    .map(([way, answers]) => `<li><code>${escape(way)}</code> (${count(answers, "answer")})</li>`);
  return `<section aria-labelledby="open"><h2 id="open">What would tell what is not known</h2>
<ul>${items.join("\n")}</ul>
</section>`;
}
