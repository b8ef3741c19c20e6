import { assumptionsHtml } from "./assumptions";
import { KEPT_BOX, PROVIDER_CONTROLS } from "./controls";
import { findingsHtml } from "./findings";
import { graphOf } from "./graph";
import { PageIds } from "./ids";
import { legendHtml } from "./legend";
import { openHtml } from "./open";
import { providerHtml } from "./provider";
import { Quotes } from "./quotes";
import type { Telling } from "./telling";
import { providerViews } from "../provider-view";
import type { Result } from "../result";

/** So many credential providers are open when the page is, those with violations before others. */
const OPEN = 5;

/** All that a page says of a proof: a graph for each credential provider, what would tell more, and the findings. */
export function proofHtml(result: Result): string {
  const tellings = tellingsOf(result);
  const anchors = new Map(tellings.map(({ graph, ids }) => [graph.provider.at, ids.provider]));
  return `<section aria-labelledby="graph"><h2 id="graph">Principals, providers, secrets and keys</h2>
${graphsHtml(tellings)}
</section>
${openHtml(result)}
<section aria-labelledby="findings"><h2 id="findings">Findings</h2>
${findingsHtml(result.findings, anchors)}
</section>
<section aria-labelledby="assumed"><h2 id="assumed">Taken for granted</h2>
${assumptionsHtml(result.assumptions)}
</section>`;
}

/** Everything that is told of each credential provider. */
function tellingsOf(result: Result): Telling[] {
  const { model } = result;
  const positions = new Map(model.providers.map((provider, position) => [provider, position]));
  return providerViews(result).map((view) => {
    const { provider, rows, can, findings } = view;
    const graph = graphOf(model, provider, rows, can, findings);
    return { graph, ids: new PageIds(`p${positions.get(provider)}`, graph), quotes: new Quotes(model), view };
  });
}

/** What can be seen and done with the graphs, or that there are none. */
function graphsHtml(tellings: readonly Telling[]): string {
  if (tellings.length === 0) return `<p class="empty">No credential provider in this plan: nothing to prove.</p>`;
  return `<p>Click an edge or a name, or press Enter on it, to see what decides. Arrow keys move, Escape goes back.</p>
${legendHtml()}
${KEPT_BOX}
${PROVIDER_CONTROLS}
${tellings.map((telling, index) => providerHtml(telling, index < OPEN)).join("\n")}`;
}
