import { createHash } from "node:crypto";
import { escape } from "../escape";
import { SCRIPT, STYLE } from "./assets";
import { PANEL } from "./controls";
import { SYMBOLS } from "./symbols";

const allowed = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The head of a page that takes nothing from elsewhere: its own style, and its own script, if it has one. */
export function pageHead(title: string, style: string, script?: string): string {
  const scripts = script === undefined ? "" : ` script-src ${allowed(script)};`;
  const policy = `default-src 'none'; style-src ${allowed(style)};${scripts} base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${style}</style>
</head>`;
}

/** A page with the graphs of a proof, and the script that they have. */
export const pageHtml = (title: string, header: string, main: string): string => `${pageHead(title, STYLE, SCRIPT)}
<body>
${SYMBOLS}
${header}
<main>
${main}
</main>
${PANEL}
<script>${SCRIPT}</script>
</body>
</html>
`;

/** What a page says before everything else. */
interface Verdict {
  readonly state: "nothing" | "proven" | "unknown" | "violated";
  /** What it is about, and the answer in one line: HTML, and text. */
  readonly what: string;
  readonly text: string;
  readonly facts?: readonly string[];
  /** The worst of it, as items of a list. */
  readonly worst?: readonly string[];
}

const SIGNS: Readonly<Record<Verdict["state"], string>> = { violated: "✗", unknown: "?", nothing: "○", proven: "✓" };

export function headerHtml({ state, what, text, facts = [], worst = [] }: Verdict): string {
  const below = [
    ...(facts.length > 0 ? [`<p class="facts">${facts.join(" · ")}</p>`] : []),
    ...(worst.length > 0 ? [`<ul class="worst">${worst.join("")}</ul>`] : []),
  ];
  return `<header class="${state}"><p class="what">${what}</p>
<h1><span aria-hidden="true">${SIGNS[state]}</span> ${escape(text)}</h1>
${below.join("\n")}</header>`;
}

/** The first of several, as items of a list, with the way to the rest. */
export function firstOf<T>(all: readonly T[], item: (one: T) => string, rest: (more: number) => string): string[] {
  const more = all.length - LISTED;
  return [...all.slice(0, LISTED).map(item), ...(more > 0 ? [`<li>${rest(more)}</li>`] : [])];
}

const LISTED = 5;
