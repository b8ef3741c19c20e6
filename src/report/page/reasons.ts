import type { Finding } from "../../proof/findings/findings";
import { escape } from "../escape";
import { openReason, withoutDeadEnds } from "../ways";
import type { Edge } from "./edges";
import { edgePhrase, stateWord } from "./edges";
import { findingLine } from "./finding-line";
import type { GraphPrincipal } from "./graph";
import { principalKind } from "./principal-kind";
import type { Cited } from "./quotes";
import type { Telling } from "./telling";
import { STANDING_WORDS } from "./words";

/** The graph as text: every edge with its reason and the statements that decide. It needs neither script nor picture. */
export function reasonsHtml(telling: Telling): string {
  const principals = telling.graph.principals.map((principal) => principalHtml(principal, telling)).join("\n");
  return `${nodesHtml(telling)}
<ul class="principals" aria-label="Principals">
${principals}
</ul>
${statementsHtml(telling)}`;
}

function nodesHtml({ graph, ids }: Telling): string {
  const items = graph.nodes.map(({ layer, caption, name, note }, index) => {
    const more = note === "" ? "" : ` <span class="note">${escape(note)}</span>`;
    const address = layer === "provider" ? `<p>Terraform address <code>${escape(graph.provider.at)}</code></p>` : "";
    return `<li id="${ids.node(index)}"><p><span class="kind">${escape(caption)}</span> <code>${escape(name)}</code>${more}</p>${address}</li>`;
  });
  return `<ul class="nodes" aria-label="Credential provider, secrets and keys">${items.join("")}</ul>`;
}

function statementsHtml({ ids, quotes }: Telling): string {
  if (quotes.texts.length === 0) return "";
  const items = quotes.texts.map((text, index) => {
    const lines = text.split("\n").map(escape).join("\n");
    return `<li id="${ids.statement(index + 1)}"><pre>${lines}</pre></li>`;
  });
  return `<h4>Statements and grants</h4><ol class="statements">${items.join("")}</ol>`;
}

function principalHtml({ row, edges }: GraphPrincipal, telling: Telling): string {
  const { principal, standing, provider } = row;
  const own = telling.view.findings.filter(({ subject, at }) => subject === principal && at === provider.at);
  const rest = own.filter((finding) => !edges.some((edge) => isAbout(finding, edge)));
  return `<li id="${telling.ids.row(row)}"><p><code>${escape(principal)}</code> <span class="kind">${STANDING_WORDS[standing]}</span> <span class="kind">${principalKind(row)}</span></p>
<ul>${edges.map((edge) => edgeHtml(edge, own, telling)).join("\n")}</ul>${findingList(rest)}</li>`;
}

/** A rule that takes its reason from an edge repeats that. */
const isAbout = ({ detail }: Finding, { cell, state }: Edge): boolean =>
  (state === "alarm" || state === "missing") && cell.why !== "" && detail.includes(cell.why);

const findingList = (findings: readonly Finding[]): string =>
  findings.length === 0 ? "" : `<ul class="findings">${findings.map(findingLine).join("")}</ul>`;

function edgeHtml(edge: Edge, own: readonly Finding[], telling: Telling): string {
  const { cell, state } = edge;
  const { by, why, missing = [] } = cell;
  // Where statements decide, they are listed, and the sentence would say the same once more.
  const text = cell.verdict === "unknown" ? openReason(why) : withoutDeadEnds(why);
  const reason =
    by.length > 0 && cell.verdict !== "conditional"
      ? ""
      : `<p>${missing.length > 0 ? "The smallest missing permission: " : ""}${escape(text)}</p>`;
  const near = missing.flatMap(({ nearMisses }) => nearMisses);
  const verb = cell.verdict === "denied" ? "Denied" : "Allowed";
  return `<li id="${telling.ids.edge(edge)}" class="${state}"><p class="verdict">${edgePhrase(edge)}: ${stateWord(edge)}</p>${reason}${placesHtml(`${verb} by`, by, edge, telling)}${placesHtml("But for one thing it would be allowed by", near, edge, telling)}${findingList(own.filter((finding) => isAbout(finding, edge)))}</li>`;
}

type Named = Cited & { readonly sid?: string };

function placesHtml(title: string, places: readonly Named[], edge: Edge, { quotes, ids }: Telling): string {
  if (places.length === 0) return "";
  const items = places.map((place) => {
    const { policy, statement, sid } = place;
    const { at, number } = quotes.of(place, edge);
    const name = statement === undefined ? `grant ${policy}` : `statement ${sid ?? statement} of ${policy}`;
    const where = at === undefined || at === policy ? "" : ` in <code>${escape(at)}</code>`;
    const quote = number === undefined ? "" : ` <a href="#${ids.statement(number)}">[${number}]</a>`;
    return `<li>${title} ${escape(name)}${where}${quote}</li>`;
  });
  return `<ul>${items.join("")}</ul>`;
}
