import type { Suppression } from "../expected";
import type { Facts, Outcome, Rule } from "./rule";
import { RULES } from "./rules/index";

/** What a rule found, or could not find out. */
export interface Finding extends Outcome {
  readonly rule: Rule;
  /** Why the team keeps it, if it is suppressed. */
  readonly suppressed?: string;
}

/** Everything that is violated or in doubt, each once, in the order of the rules. */
export function findings(facts: Facts, extra: readonly Suppression[] = []): Finding[] {
  const suppressions = [...(facts.model.expected?.suppressions ?? []), ...extra];
  const found = new Map<string, Finding>();
  for (const rule of RULES) {
    for (const outcome of rule.check(facts)) {
      const suppressed = suppressions.find(
        ({ id, subject }) => id === rule.id && (subject === undefined || subject === outcome.subject),
      )?.reason;
      const key = [rule.id, outcome.subject, outcome.at, outcome.detail].join("\n");
      if (!found.has(key)) found.set(key, { ...outcome, rule, ...(suppressed !== undefined && { suppressed }) });
    }
  }
  return [...found.values()];
}

/** Whether a finding makes `check` fail. */
export const fails = ({ state, rule, suppressed }: Finding): boolean =>
  state === "violated" && rule.severity !== "note" && suppressed === undefined;
