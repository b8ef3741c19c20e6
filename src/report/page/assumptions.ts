import type { Assumption } from "../../proof/model";
import { assumptionGroups } from "../assumption-groups";
import { escape } from "../escape";

/** What is taken for granted, each sentence once with all that it is about. */
export function assumptionsHtml(assumptions: readonly Assumption[]): string {
  if (assumptions.length === 0) return "<p>Nothing.</p>";
  return assumptionGroups(assumptions)
    .map(([text, subjects]) => groupHtml(text, subjects))
    .join("\n");
}

const FEW = 10;

function groupHtml(text: string, subjects: readonly string[]): string {
  const items = subjects.map((subject) => `<li><code>${escape(subject)}</code></li>`);
  return `<details class="rule"${subjects.length <= FEW ? " open" : ""}><summary>Each of these ${escape(text)} <span class="badge">${subjects.length.toLocaleString("en-US")}</span></summary>
<ul>${items.join("\n")}</ul></details>`;
}
