import type { Finding } from "../../proof/findings/findings";
import { fails } from "../../proof/findings/findings";
import { escape } from "../escape";
import type { Result } from "../result";
import { findingName, findingWord } from "./finding-line";
import { count } from "./words";

const LISTED = 5;

/** The answer, before everything else. */
export function verdictHtml(result: Result): string {
  const { findings, assumptions, model, rows, input } = result;
  const failing = findings.filter(fails);
  const open = findings.filter((finding) => findingWord(finding) === "unknown").length;
  const principals = new Set(rows.map(({ principal }) => principal)).size;
  const { state, sign, text } = answer(failing.length, open, result);
  const facts = [
    count(model.providers.length, "credential provider"),
    count(principals, "principal"),
    count(failing.length, "violation"),
    `${open.toLocaleString("en-US")} not known`,
    `${assumptions.length.toLocaleString("en-US")} taken for granted`,
  ];
  return `<header class="${state}"><p class="what">Who can read: <code>${escape(input)}</code></p>
<h1><span aria-hidden="true">${sign}</span> ${text}</h1>
<p class="facts">${facts.join(" · ")}</p>
${worst(failing)}</header>`;
}

interface Answer {
  readonly state: "violated" | "unknown" | "proven";
  readonly sign: string;
  readonly text: string;
}

function answer(failing: number, open: number, { assumptions, model }: Result): Answer {
  if (failing > 0) return { state: "violated", sign: "✗", text: count(failing, "violation") };
  if (model.providers.length === 0)
    return { state: "unknown", sign: "?", text: "Nothing to prove: no credential provider" };
  if (open > 0) return { state: "unknown", sign: "?", text: "No violation, but not all is known" };
  const text = assumptions.length > 0 ? "Proven as far as the inputs go" : "Proven";
  return { state: "proven", sign: "✓", text };
}

function worst(failing: readonly Finding[]): string {
  if (failing.length === 0) return "";
  const items = failing.slice(0, LISTED).map(findingName);
  const more = failing.length - LISTED;
  const rest = more > 0 ? `<li><a href="#findings">${count(more, "violation")} more</a></li>` : "";
  return `<ul class="worst">${items.join("")}${rest}</ul>`;
}
