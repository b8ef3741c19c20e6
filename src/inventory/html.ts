import { escape } from "../report/escape";
import { STYLE } from "../report/page/assets";
import { headerHtml, pageHead } from "../report/page/frame";
import { gapLines } from "./gap-groups";
import type { Inventory } from "./inventory";
import type { Line } from "./lines";
import { COLUMNS, consumerText, linesOf, readerText, secretName, summaryOf } from "./lines";

/** What check's page has no need of: a table that is wider than the text. */
const OWN = `${STYLE}body{max-width:90rem}table{border-collapse:collapse;font-size:.875rem}th,td{border:1px solid var(--rim);padding:.3rem .5rem;text-align:left;vertical-align:top}th{background:var(--soft)}`;

/** One page without anything from elsewhere, and without scripts. */
export function inventoryHtml(inventory: Inventory): string {
  const { orphans, unknowns, takenAt } = inventory;
  const state = orphans.length > 0 ? "violated" : unknowns.length > 0 ? "unknown" : "proven";
  return `${pageHead("Inventory of credential providers", OWN)}
<body>
${headerHtml({ state, what: `Inventory of credential providers, ${escape(takenAt)}`, text: summaryOf(inventory) })}
<main>
<section aria-labelledby="providers"><h2 id="providers">Providers and their secrets</h2>
<div class="canvas"><table><thead><tr>${COLUMNS.map((name) => `<th scope="col">${name}</th>`).join("")}</tr></thead>
<tbody>
${linesOf(inventory).map(rowHtml).join("\n")}
</tbody></table></div>
</section>
${listHtml(
  "orphans",
  "Orphans",
  orphans.map(({ subject, text }) => `${subject}: ${text}`),
)}
${listHtml("unknowns", "Not known", gapLines(unknowns))}
</main>
</body>
</html>
`;
}

/** Who reads and who uses it stands in the cell that counts them. */
function rowHtml({ provider, secret, cells }: Line): string {
  const inside: Partial<Record<(typeof COLUMNS)[number], readonly string[]>> = {
    "may read": secret?.readers.map(readerText) ?? [],
    "used by": provider.consumers.map(consumerText),
    secret: secret?.candidates.map((one) => `candidate ${secretName(one.secret)}: ${one.because.join(", ")}`) ?? [],
  };
  const columns = cells.map(
    (cell, index) => `<td>${escape(cell)}${within(inside[COLUMNS[index] ?? "age"] ?? [])}</td>`,
  );
  return `<tr>${columns.join("")}</tr>`;
}

const within = (texts: readonly string[]): string =>
  texts.length === 0 ? "" : `<ul>${texts.map((text) => `<li>${escape(text)}</li>`).join("")}</ul>`;

const listHtml = (id: string, title: string, texts: readonly string[]): string =>
  `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${within(texts) || "<p>None.</p>"}
</section>`;
