import { answerOf } from "../answer";
import { escape } from "../escape";
import type { Result } from "../result";
import { failing, isOpenFinding } from "../weight";
import { findingName } from "./finding-line";
import { firstOf, headerHtml } from "./frame";
import { count } from "./words";

/** The answer, before everything else. */
export function verdictHtml(result: Result): string {
  const { findings, assumptions, model, rows, input } = result;
  const broken = failing(findings);
  const principals = new Set(rows.map(({ principal }) => principal)).size;
  return headerHtml({
    ...answerOf(result),
    what: `Who can read: <code>${escape(input)}</code>`,
    facts: [
      count(model.providers.length, "credential provider"),
      count(principals, "principal"),
      count(broken.length, "violation"),
      `${findings.filter(isOpenFinding).length.toLocaleString("en-US")} not known`,
      `${assumptions.length.toLocaleString("en-US")} taken for granted`,
    ],
    worst: firstOf(broken, findingName, (more) => `<a href="#findings">${count(more, "violation")} more</a>`),
  });
}
