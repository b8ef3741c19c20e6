import type { Finding } from "../../proof/findings/findings";
import { fails } from "../../proof/findings/findings";
import { escape } from "../escape";
import { titleOf, weightOf } from "../weight";
import { shortName } from "./names";

/** Which rule is broken, and by whom. */
export const findingName = ({ rule, subject }: Finding): string =>
  `<li><a href="#${rule.id}">${rule.id}</a> ${escape(rule.title)} <code>${escape(shortName(subject))}</code></li>`;

/** A finding in one item of a list, with the way to its rule. */
export function findingLine(finding: Finding): string {
  const { rule, suppressed } = finding;
  const then = suppressed !== undefined ? `Kept: ${suppressed}` : fails(finding) ? `Fix: ${rule.fix}` : "";
  return `<li><a href="#${rule.id}">${rule.id}</a> ${weightOf(finding)}: ${escape(titleOf(finding))} ${escape(then)}</li>`;
}
