import type { Finding } from "../../proof/findings/findings";
import { escape } from "../escape";
import type { ProviderState } from "../provider-view";
import { tallyOf } from "../provider-view";
import { failing } from "../weight";
import { findingName } from "./finding-line";
import { reasonsHtml } from "./reasons";
import { drawnPrincipals, graphSvg } from "./svg";
import type { Telling } from "./telling";
import { count } from "./words";

/** One credential provider: its verdict, its graph, and the same as text. */
export function providerHtml(telling: Telling, isOpen: boolean): string {
  const { graph, ids, view } = telling;
  const { state } = view;
  const [head] = graph.nodes;
  const broken = failing(view.findings);
  return `<details class="provider" id="${ids.provider}" data-state="${state}"${isOpen ? " open" : ""}><summary><h3>${escape(head?.label ?? "")}</h3> ${badge(state, broken)} <span class="note">${escape(head?.caption ?? "")}, ${count(graph.principals.length, "principal")}</span></summary>
<p class="note">${escape(tallyOf(view))}.</p>
${broken.length === 0 ? "" : `<ul class="worst">${broken.map(findingName).join("")}</ul>`}
${graph.principals.length === 0 ? "<p>No principal may have access.</p>" : drawing(telling)}
<details class="text"><summary>Reasons and statements as text</summary>
${reasonsHtml(telling)}
</details></details>`;
}

function drawing({ graph, ids }: Telling): string {
  const more = graph.principals.length - drawnPrincipals(graph).length;
  const rest = more > 0 ? `<p>${count(more, "more principal")} in the text below.</p>` : "";
  return `<div class="canvas">${graphSvg(graph, ids)}</div>${rest}`;
}

function badge(state: ProviderState, broken: readonly Finding[]): string {
  const words = { violated: count(broken.length, "violation"), unknown: "not all is known", proven: "proven" };
  const signs = { violated: "✗", unknown: "?", proven: "✓" };
  return `<span class="badge ${state}"><span aria-hidden="true">${signs[state]}</span> ${words[state]}</span>`;
}
