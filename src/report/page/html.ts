import { createHash } from "node:crypto";
import { strangers } from "../../proof/findings/strangers";
import type { Row } from "../../proof/proof";
import { SCRIPT, STYLE } from "./assets";
import { assumptionsHtml } from "./assumptions";
import { CONTROLS, KEPT_BOX, PANEL } from "./controls";
import { FindingIndex } from "./finding-index";
import { findingsHtml } from "./findings";
import { graphOf } from "./graph";
import { PageIds } from "./ids";
import { legendHtml } from "./legend";
import { providerHtml, providerState } from "./provider";
import { Quotes } from "./quotes";
import { SYMBOLS } from "./symbols";
import type { Telling } from "./telling";
import { verdictHtml } from "./verdict";
import { escape } from "../escape";
import type { Result } from "../result";

/** So many credential providers are open when the page is, those with violations before others. */
const OPEN = 5;

/** One page without anything from elsewhere: the verdict, a graph for each credential provider, and the findings. */
export function htmlReport(result: Result): string {
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`;
  const tellings = tellingsOf(result);
  const anchors = new Map(tellings.map(({ graph, ids }) => [graph.provider.at, ids.provider]));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Who can read: ${escape(result.input)}</title>
<style>${STYLE}</style>
</head>
<body>
${SYMBOLS}
${verdictHtml(result)}
<main>
<section aria-labelledby="graph"><h2 id="graph">Principals, providers, secrets and keys</h2>
<p>Click an edge or a name, or press Enter on it, to see what decides. Arrow keys move, Escape goes back.</p>
${legendHtml()}
${KEPT_BOX}
${CONTROLS}
${providersHtml(tellings)}
</section>
<section aria-labelledby="findings"><h2 id="findings">Findings</h2>
${findingsHtml(result.findings, anchors)}
</section>
<section aria-labelledby="assumed"><h2 id="assumed">Taken for granted</h2>
${assumptionsHtml(result.assumptions)}
</section>
</main>
${PANEL}
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Everything that is told of each credential provider. */
function tellingsOf({ model, rows, findings }: Result): Telling[] {
  const can = new Map([...strangers({ model, rows })].map((stranger) => [stranger.row, stranger.can]));
  const index = new FindingIndex(findings, model);
  const byProvider = new Map(model.providers.map((provider) => [provider, [] as Row[]]));
  for (const row of rows) byProvider.get(row.provider)?.push(row);
  return model.providers.map((provider, position) => {
    const graph = graphOf(model, provider, byProvider.get(provider) ?? [], can);
    const ids = new PageIds(`p${position}`, graph);
    return { graph, ids, quotes: new Quotes(model), findings: index.of(graph) };
  });
}

/** Those with violations first, then those that are not all known. */
function providersHtml(tellings: readonly Telling[]): string {
  const order = ["violated", "unknown", "proven"];
  return tellings
    .map((telling) => ({ telling, rank: order.indexOf(providerState(telling)) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ telling }, index) => providerHtml(telling, { isOpen: index < OPEN, isOnly: tellings.length === 1 }))
    .join("\n");
}
