import type { Finding } from "../../proof/findings/findings";
import { escape } from "../escape";
import type { FindingGroup } from "../weight";
import { detailOf, groupsOf, titleOf } from "../weight";
import { count } from "./words";

/** The findings by weight and rule: what is wrong, why and what to do stand there once. */
export function findingsHtml(findings: readonly Finding[], anchors: ReadonlyMap<string, string>): string {
  if (findings.length === 0) return "<p>None.</p>";
  const named = new Set<string>();
  return groupsOf(findings)
    .map((group) => {
      const { id } = group.findings[0].rule;
      // A rule that is broken by some, and open of others, has its anchor where it is broken.
      const isFirst = !named.has(id);
      named.add(id);
      return groupHtml(group, isFirst, anchors);
    })
    .join("\n");
}

function groupHtml({ weight, findings }: FindingGroup, isFirst: boolean, anchors: ReadonlyMap<string, string>): string {
  const [first] = findings;
  const { rule } = first;
  const isBad = weight === "error" || weight === "warning";
  const tally = count(findings.length, weight, rule.severity === weight ? `${weight}s` : weight);
  const cause = weight === "unknown" ? "" : `${escape(rule.cause)} <strong>Fix:</strong> ${escape(rule.fix)} `;
  return `<details class="rule"${isFirst ? ` id="${rule.id}"` : ""}${isBad ? " open" : ""}><summary><h3>${rule.id} ${escape(titleOf(first))}</h3> <span class="badge${isBad ? " violated" : ""}">${tally}</span></summary>
<p>${cause}<a href="${escape(rule.see)}" rel="noreferrer">AWS documentation</a></p>
<ul>${findings.map((finding) => itemHtml(finding, anchors.get(finding.at))).join("\n")}</ul></details>`;
}

function itemHtml(finding: Finding, anchor: string | undefined): string {
  const { subject, at, suppressed } = finding;
  const place = `<code>${escape(at)}</code>`;
  const where = anchor === undefined ? place : `<a href="#${anchor}">${place}</a>`;
  const kept = suppressed === undefined ? "" : ` <em>Kept: ${escape(suppressed)}</em>`;
  const detail = detailOf(finding);
  // Most details name the subject.
  const who = detail.includes(subject) ? "" : `<code>${escape(subject)}</code>: `;
  return `<li>${who}${escape(detail)}${kept} ${where}</li>`;
}
