import { escape } from "../escape";
import { edgeLabel, edgeSentence } from "./edges";
import type { Graph } from "./graph";
import type { PageIds } from "./ids";
import type { Box, DrawnEdge, DrawnLink, DrawnNode, DrawnPrincipal } from "./layout";
import { layoutOf } from "./layout";
import { fitted, placeOf, shortName } from "./names";
import { principalKind, principalSymbol } from "./principal-kind";
import { STANDING_WORDS } from "./words";

/** More edges than these make no picture; the text below it has them all. */
const DRAWN = 150;

/** The most urgent principals, as many as can be drawn. */
export function drawnPrincipals({ principals }: Graph): Graph["principals"] {
  let sum = 0;
  const end = principals.findIndex(({ edges }) => (sum += edges.length) > DRAWN);
  return end < 0 ? principals : principals.slice(0, end);
}

const LETTERS = { name: 31, principal: 28, chip: 29, note: 36 };

/** The graph as a picture whose parts are links to their text. The page's script shows that text beside the picture. */
export function graphSvg(graph: Graph, ids: PageIds): string {
  const drawing = layoutOf({ ...graph, principals: drawnPrincipals(graph) });
  const { width, height, principals, nodes, links } = drawing;
  const name = escape(graph.nodes[0]?.name ?? "");
  return `<svg role="group" aria-label="Graph of ${name}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${links.map(linkSvg).join("")}
${principals.map((one) => principalSvg(one, graph, ids)).join("\n")}
${nodes.map((one, index) => nodeSvg(one, ids.node(index))).join("\n")}
</svg>`;
}

const LINK_WORDS = { provider: "", secret: "references", key: "is encrypted with" } as const;

function linkSvg({ line, label, to }: DrawnLink): string {
  const text = label
    ? `<text class="note" aria-hidden="true" x="${label.x}" y="${label.y}">${LINK_WORDS[to]}</text>`
    : "";
  return `<path class="link" d="${line}"/>${text}`;
}

function principalSvg({ principal, card, edges }: DrawnPrincipal, graph: Graph, ids: PageIds): string {
  const { row } = principal;
  const standing = STANDING_WORDS[row.standing];
  const place = placeOf(row.principal);
  const kind = principalKind(row);
  const notes = [standing, ...(place === "" ? [] : [`account ${place}`])];
  const note = principal.broken.length === 0 ? notes.join(" · ") : brokenText(principal.broken, standing);
  const text = texts(
    card.x + 31,
    card.y + 20,
    ["name", "note"],
    [fitted(shortName(row.principal), LETTERS.principal), fitted(note, LETTERS.note)],
  );
  const symbol = `<use class="who" href="#${principalSymbol(kind)}" x="${card.x + 11}" y="${card.y + 9}"/>`;
  const box = `<a class="node ${row.standing}${principal.broken.length > 0 ? " bad" : ""}" href="#${ids.row(row)}">${rect(card)}${symbol}${text}</a>`;
  return box + edges.map((one) => edgeSvg(one, graph, ids)).join("");
}

function edgeSvg({ edge, chip, line }: DrawnEdge, graph: Graph, ids: PageIds): string {
  const text = fitted(edgeLabel(edge), LETTERS.chip);
  const label = escape(edgeSentence(edge, shortName(edge.row.principal), graph.nodes[edge.target]?.label ?? ""));
  return `<a class="edge ${edge.state}" href="#${ids.edge(edge)}" aria-label="${label}"><path d="${line}"/><use href="#i-${edge.state}" x="${chip.x}" y="${chip.y}"/><text x="${chip.x + 27}" y="${chip.y + 16}">${text}</text></a>`;
}

function nodeSvg({ node, box }: DrawnNode, id: string): string {
  const { layer, caption, label, note, isKnown, broken } = node;
  const lines = [
    caption,
    fitted(label, LETTERS.name),
    fitted(broken.length === 0 ? note : brokenText(broken, note), LETTERS.note),
  ];
  const text = texts(box.x + 12, box.y + box.height / 2 - 14, ["head", "name", "note"], lines);
  const known = (isKnown ? "" : " open") + (broken.length > 0 ? " bad" : "");
  return `<a class="node ${layer}${known}" href="#${id}">${rect(box)}${text}</a>`;
}

/** What stands on the card of something that breaks a rule. */
const brokenText = (ids: readonly string[], note: string): string =>
  `✗ ${ids.join(", ")}${note === "" ? "" : ` · ${note}`}`;

const rect = ({ x, y, width, height }: Box): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5"/>`;

function texts(x: number, top: number, classes: readonly string[], lines: readonly string[]): string {
  return lines
    .map((text, index) =>
      text === "" ? "" : `<text class="${classes[index]}" x="${x}" y="${top + index * 18}">${escape(text)}</text>`,
    )
    .join("");
}
