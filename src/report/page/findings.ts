import type { Finding } from "../../proof/findings/findings";
import { fails } from "../../proof/findings/findings";
import { escape } from "../escape";
import { findingWord } from "./finding-line";
import { count } from "./words";

/** The findings by rule: what is wrong, why and what to do stand there once. */
export function findingsHtml(findings: readonly Finding[], anchors: ReadonlyMap<string, string>): string {
  if (findings.length === 0) return "<p>None.</p>";
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule.id);
    if (group) group.push(finding);
    else groups.set(finding.rule.id, [finding]);
  }
  const sorted = [...groups.values()].sort((a, b) => Number(b.some(fails)) - Number(a.some(fails)));
  return sorted.map((group) => groupHtml(group, anchors)).join("\n");
}

function groupHtml(group: readonly Finding[], anchors: ReadonlyMap<string, string>): string {
  const [{ rule }] = group as [Finding];
  const words = new Map<string, number>();
  for (const finding of group) words.set(findingWord(finding), (words.get(findingWord(finding)) ?? 0) + 1);
  const tally = [...words].map(([word, number]) => count(number, word, rule.severity === word ? `${word}s` : word));
  const isOpen = group.some(fails);
  return `<details class="rule" id="${rule.id}"${isOpen ? " open" : ""}><summary><h3>${rule.id} ${escape(rule.title)}</h3> <span class="badge${isOpen ? " violated" : ""}">${tally.join(", ")}</span></summary>
<p>${escape(rule.cause)} <strong>Fix:</strong> ${escape(rule.fix)} <a href="${escape(rule.see)}" rel="noreferrer">AWS documentation</a></p>
<ul>${group.map((finding) => itemHtml(finding, anchors.get(finding.at))).join("\n")}</ul></details>`;
}

function itemHtml(finding: Finding, anchor: string | undefined): string {
  const { subject, at, detail, suppressed } = finding;
  const place = `<code>${escape(at)}</code>`;
  const where = anchor === undefined ? place : `<a href="#${anchor}">${place}</a>`;
  const kept = suppressed === undefined ? "" : ` <em>Kept: ${escape(suppressed)}</em>`;
  const word = findingWord(finding);
  const kind = word === finding.rule.severity ? "" : `<span class="kind">${word}</span> `;
  // Most details name the subject.
  const who = detail.includes(subject) ? "" : `<code>${escape(subject)}</code>: `;
  return `<li>${kind}${who}${escape(detail)}${kept} ${where}</li>`;
}
