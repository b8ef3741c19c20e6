import type { Assumption } from "../proof/model";

/** Each sentence once, with all that it is about. */
export function assumptionGroups(assumptions: readonly Assumption[]): [string, string[]][] {
  const groups = new Map<string, Set<string>>();
  for (const { subject, text } of assumptions) {
    const group = groups.get(text);
    if (group) group.add(subject);
    else groups.set(text, new Set([subject]));
  }
  return [...groups].map(([text, subjects]) => [text, [...subjects]]);
}
