import type { Candidate } from "./candidates";
import type { CellVerdict } from "./cells";
import { isAtLeast } from "./cells";

/**
 * Those made up that say something new: who comes no further than somebody of a scope that holds it is left out, and so
 * is who comes to nothing.
 *
 * @param reachOf how far somebody comes with each secret: read alone, and with decryption
 */
export function distinct(
  candidates: readonly Candidate[],
  reachOf: (one: Candidate) => readonly CellVerdict[],
): Candidate[] {
  const kept: { candidate: Candidate; reach: readonly CellVerdict[] }[] = [];
  for (const candidate of candidates) {
    const reach = reachOf(candidate);
    if (!reach.some((verdict, index) => index % 2 === 1 && verdict !== "denied")) continue;
    const { scope, within = [], everyKind } = candidate.representative ?? {};
    const wider = kept.find((one) => {
      const other = one.candidate.representative?.scope;
      const holds = other !== undefined && (other === scope || within.includes(other));
      return holds && one.reach.every((verdict, index) => isAtLeast(verdict, reach[index] ?? "denied"));
    });
    if (!wider) kept.push({ candidate, reach });
    else if (everyKind !== undefined && wider.candidate.representative?.scope === scope)
      wider.candidate = { ...wider.candidate, name: everyKind };
  }
  return kept.map(({ candidate }) => candidate);
}
