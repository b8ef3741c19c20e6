import type { Finding } from "../../proof/findings/findings";
import type { Answer } from "../answer";
import { answerOf } from "../answer";
import { escape } from "../escape";
import type { Result } from "../result";
import { failing, isOpenFinding } from "../weight";
import { findingName } from "./finding-line";
import { count } from "./words";

const LISTED = 5;
const SIGNS: Readonly<Record<Answer["state"], string>> = { violated: "✗", unknown: "?", nothing: "○", proven: "✓" };

/** The answer, before everything else. */
export function verdictHtml(result: Result): string {
  const { findings, assumptions, model, rows, input } = result;
  const broken = failing(findings);
  const principals = new Set(rows.map(({ principal }) => principal)).size;
  const { state, text } = answerOf(result);
  const facts = [
    count(model.providers.length, "credential provider"),
    count(principals, "principal"),
    count(broken.length, "violation"),
    `${findings.filter(isOpenFinding).length.toLocaleString("en-US")} not known`,
    `${assumptions.length.toLocaleString("en-US")} taken for granted`,
  ];
  return `<header class="${state}"><p class="what">Who can read: <code>${escape(input)}</code></p>
<h1><span aria-hidden="true">${SIGNS[state]}</span> ${escape(text)}</h1>
<p class="facts">${facts.join(" · ")}</p>
${worst(broken)}</header>`;
}

function worst(broken: readonly Finding[]): string {
  if (broken.length === 0) return "";
  const items = broken.slice(0, LISTED).map(findingName);
  const more = broken.length - LISTED;
  const rest = more > 0 ? `<li><a href="#findings">${count(more, "violation")} more</a></li>` : "";
  return `<ul class="worst">${items.join("")}${rest}</ul>`;
}
