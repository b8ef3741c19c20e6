import { fails } from "../proof/findings/findings";
import type { Finding } from "../proof/findings/findings";
import { shown } from "../proof/values";
import { openReason } from "../report/ways";
import { providerViews, tallyOf } from "../report/provider-view";
import type { Result } from "../report/result";
import { detailOf, titleOf, weightOf } from "../report/weight";
import type { Check, Group } from "./check";

/** The proof on the policies that are there: one line for each provider that holds, one for each finding. */
export function proofGroup(result: Result): Group {
  const views = providerViews(result);
  const proven = views.filter(({ state }) => state === "proven");
  const open = views.filter(({ state, findings }) => state === "unknown" && findings.length === 0);
  const line =
    (state: Check["state"]) =>
    (view: (typeof views)[number]): Check => ({
      id: "proof.readers",
      state,
      what: `${view.provider.kind ?? "any"}/${shown(view.provider.name)}`,
      text: tallyOf(view),
      ...(state === "unknown" && { fix: `See each principal: agentcore-identity check --from SNAPSHOT --verbose.` }),
    });
  return {
    kind: "proof",
    subject: "Who can read, by the policies that are there",
    checks: [...result.findings.map(findingCheck), ...open.map(line("unknown")), ...proven.map(line("ok"))],
  };
}

function findingCheck(finding: Finding): Check {
  const { rule, subject, suppressed } = finding;
  const weight = weightOf(finding);
  const state = fails(finding) ? "fails" : weight === "unknown" ? "unknown" : "note";
  const kept = suppressed === undefined ? "" : ` (kept: ${suppressed})`;
  return {
    id: rule.id,
    state,
    what: `${titleOf(finding).replace(/\.$/, "")}: ${subject}`,
    text: `${state === "unknown" ? openReason(finding.detail) : detailOf(finding)}${kept}`,
    ...(state !== "note" && { fix: rule.fix }),
  };
}
