import { createHash } from "node:crypto";
import { fails } from "../../access/lint/findings";
import type { Cell, Row } from "../../access/model/proof";
import { isUnknown } from "../../access/decision";
import { shown } from "../../access/model/values";
import { escape } from "./escape";
import { SCRIPT, STYLE } from "./html-assets";
import type { Result } from "./result";

const WORDS = { allowed: "allowed", denied: "denied", unknown: "unknown" } as const;
const SIGNS = { allowed: "✓", denied: "✗", unknown: "?" } as const;

/**
 * One page without anything from elsewhere. Every edge of the graph is a `details` element: the deciding statement
 * opens by click and key, without a script. The script only opens everything for print.
 */
export function htmlReport(result: Result): string {
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`;
  const failing = result.findings.filter(fails).length;
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
<header><h1>Who can read</h1><p>${escape(result.input)}: ${result.model.providers.length} credential providers, ${failing} findings that fail.</p></header>
<main>
<section aria-labelledby="graph"><h2 id="graph">Principals, providers, secrets and keys</h2>
${result.model.providers.map((provider) => providerHtml(result, provider)).join("\n")}
</section>
<section aria-labelledby="findings"><h2 id="findings">Findings</h2>
${findingsHtml(result)}
</section>
<section aria-labelledby="assumed"><h2 id="assumed">Taken for granted</h2>
<ul>${result.assumptions.map(({ subject, text }) => `<li><code>${escape(subject)}</code> ${escape(text)}</li>`).join("\n")}</ul>
</section>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function providerHtml({ rows, model }: Result, provider: Row["provider"]): string {
  const secrets = provider.references.map(({ secretId, jsonKey }) => {
    const keyArn = isUnknown(secretId) ? undefined : model.secrets.get(secretId)?.keyArn;
    const key = keyArn === null || keyArn === undefined ? "aws/secretsmanager" : shown(keyArn);
    return `<li class="node secret"><span class="kind">secret</span> <code>${escape(shown(secretId))}</code> <span class="kind">JSON key</span> <code>${escape(shown(jsonKey))}</code></li><li class="node key"><span class="kind">key</span> <code>${escape(key)}</code></li>`;
  });
  const own = rows.filter((row) => row.provider === provider);
  return `<article><h3><span class="kind">credential provider</span> ${escape(shown(provider.name))}</h3>
<p class="at"><code>${escape(provider.at)}</code></p>
<div class="graph"><ul class="principals" aria-label="principals">
${own.map(rowHtml).join("\n")}
</ul><ul class="resources" aria-label="secrets and keys">${secrets.join("\n")}</ul></div></article>`;
}

const rowHtml = ({ principal, standing, use, read, decrypt }: Row): string =>
  `<li class="node principal ${standing}"><code>${escape(principal)}</code> <span class="kind">${standing}</span>
${edge("uses the provider", use)}${edge("reads the secret", read)}${edge("decrypts with the key", decrypt)}</li>`;

function edge(what: string, { verdict, why, by }: Cell): string {
  const places = by.map(
    ({ policy, statement, sid }) => `<li>${escape(`${policy}, statement ${sid ?? statement ?? "(grant)"}`)}</li>`,
  );
  const list = places.length > 0 ? `<ul>${places.join("")}</ul>` : "";
  return `<details class="edge ${verdict}"><summary><span aria-hidden="true">${SIGNS[verdict]}</span> ${what}: ${WORDS[verdict]}</summary><p>${escape(why)}</p>${list}</details>`;
}

function findingsHtml({ findings }: Result): string {
  if (findings.length === 0) return "<p>None.</p>";
  const rows = findings.map(({ rule, state, subject, at, detail, suppressed }) => {
    const word = suppressed !== undefined ? "suppressed" : state === "unknown" ? "unknown" : rule.severity;
    return `<tr class="${word}"><th scope="row">${rule.id}</th><td>${word}</td><td><code>${escape(subject)}</code><br><code>${escape(at)}</code></td><td>${escape(rule.title)} ${escape(detail)}</td><td>${escape(suppressed ?? rule.fix)}</td></tr>`;
  });
  return `<table><thead><tr><th scope="col">ID</th><th scope="col">State</th><th scope="col">Where</th><th scope="col">What</th><th scope="col">Fix, or why it is kept</th></tr></thead><tbody>${rows.join("\n")}</tbody></table>`;
}
