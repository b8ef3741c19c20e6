import type { Finding } from "../../proof/findings/findings";
import { fails } from "../../proof/findings/findings";
import { escape } from "../escape";
import { findingName } from "./finding-line";
import { reasonsHtml } from "./reasons";
import { drawnPrincipals, graphSvg } from "./svg";
import type { Telling } from "./telling";
import { count } from "./words";

export type ProviderState = "violated" | "unknown" | "proven";

export function providerState({ graph, findings }: Pick<Telling, "graph" | "findings">): ProviderState {
  if (findings.some(fails)) return "violated";
  const isOpen =
    findings.some(({ state, suppressed }) => state === "unknown" && suppressed === undefined) ||
    graph.principals.some(({ edges }) => edges.some(({ state }) => state === "unknown"));
  return isOpen ? "unknown" : "proven";
}

/** Where a credential provider stands on the page. */
export interface Place {
  readonly isOpen: boolean;
  /** Whether its violations are those of the page, which stand above. */
  readonly isOnly: boolean;
}

/** One credential provider: its verdict, its graph, and the same as text. */
export function providerHtml(telling: Telling, { isOpen, isOnly }: Place): string {
  const { graph, ids, findings } = telling;
  const state = providerState(telling);
  const [head] = graph.nodes;
  const failing = findings.filter(fails);
  return `<details class="provider" id="${ids.provider}" data-state="${state}"${isOpen ? " open" : ""}><summary><h3>${escape(head?.label ?? "")}</h3> ${badge(state, failing)} <span class="note">${escape(head?.caption ?? "")}, ${count(graph.principals.length, "principal")}</span></summary>
${failing.length === 0 || isOnly ? "" : `<ul class="worst">${failing.map(findingName).join("")}</ul>`}
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

function badge(state: ProviderState, failing: readonly Finding[]): string {
  const words = { violated: count(failing.length, "violation"), unknown: "not all is known", proven: "proven" };
  const signs = { violated: "✗", unknown: "?", proven: "✓" };
  return `<span class="badge ${state}"><span aria-hidden="true">${signs[state]}</span> ${words[state]}</span>`;
}
