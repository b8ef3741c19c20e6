import { isOpen, isUnknown } from "../decision";
import type { Unknown } from "../decision";
import type { StatedPolicy } from "../proof/model";
import { statedPolicy } from "../proof/stated-policy";
import type { PlanResource } from "./inputs";
import type { Planned } from "./planned";

/** Of a policy that fights with another for its place. */
export const fight = (at: string): string => `whether it stays depends on ${at}, which removes what it does not name`;

/**
 * Takes from an identity's policies what an exclusive resource does not name. It goes when that resource works; what this
 * plan makes beside it may come after.
 *
 * @param list policies by what the resource names them by
 * @param planned where the plan gives policies by resources of their own
 */
export function keepNamed(
  list: Map<string, StatedPolicy>,
  names: readonly Planned[] | Unknown,
  resource: PlanResource,
  planned: ReadonlySet<string>,
): void {
  const isAllKnown = !isUnknown(names) && names.every((name) => typeof name === "string" && !isOpen(name));
  const works = isAllKnown && (resource.does("create") || resource.does("update"));
  for (const [name, { at, compiled, document }] of list) {
    if (!isUnknown(names) && names.includes(name)) continue;
    const isMade = at !== resource.at && planned.has(at);
    if (works && !isMade) list.delete(name);
    else list.set(name, statedPolicy(at, compiled.name, "identity", document, fight(resource.at)));
  }
}
