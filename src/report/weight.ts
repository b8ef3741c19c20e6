import type { Finding } from "../proof/findings/findings";
import { fails } from "../proof/findings/findings";
import { openReason, withoutDeadEnds } from "./ways";

/** What a finding is to whoever reads the report, the weightiest first. */
export type Weight = "error" | "warning" | "unknown" | "note" | "suppressed";

const ORDER: readonly Weight[] = ["error", "warning", "unknown", "note", "suppressed"];

export const weightOf = ({ rule, state, suppressed }: Finding): Weight =>
  suppressed !== undefined ? "suppressed" : state === "unknown" ? "unknown" : rule.severity;

/** What is wrong, or what is not known: an open question must not read like a violation. */
export const titleOf = ({ rule, state }: Pick<Finding, "rule" | "state">): string =>
  state === "unknown" ? (rule.openTitle ?? `Not known whether it is so: ${rule.title}`) : rule.title;

const rankOf = (finding: Finding): number => ORDER.indexOf(weightOf(finding));

/** The weightiest first; those of one weight as they were. */
const byWeight = (findings: readonly Finding[]): Finding[] => [...findings].sort((a, b) => rankOf(a) - rankOf(b));

/** Findings of one rule and one weight, which share what is wrong and what to do. */
export interface FindingGroup {
  readonly weight: Weight;
  readonly findings: readonly [Finding, ...Finding[]];
}

export function groupsOf(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, { weight: Weight; findings: [Finding, ...Finding[]] }>();
  for (const finding of byWeight(findings)) {
    const weight = weightOf(finding);
    const key = `${weight} ${finding.rule.id}`;
    const group = groups.get(key);
    if (group) group.findings.push(finding);
    else groups.set(key, { weight, findings: [finding] });
  }
  return [...groups.values()];
}

/** Whether something is not known that nobody keeps. */
export const isOpenFinding = (finding: Finding): boolean => weightOf(finding) === "unknown";

export const failing = (findings: readonly Finding[]): Finding[] => byWeight(findings.filter(fails));

/** What was found, in words that lead on: see `openReason`. */
export const detailOf = ({ detail, state }: Finding): string =>
  state === "unknown" ? openReason(detail) : withoutDeadEnds(detail);
