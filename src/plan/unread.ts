import type { Assumption } from "../proof/model";
import type { Identities } from "./identities";
import type { Inputs } from "./inputs";
import type { Keys } from "./keys";
import type { Secrets } from "./secrets";
import { unreadPolicy } from "./documents";
import { verdictOf } from "./catalogue";

/**
 * Resources that may give or take permissions and that are not read: the roles, secrets and keys that they name become
 * unknown, and one sentence says so.
 */
export function unreadTypes(inputs: Inputs, roles: Identities, secrets: Secrets, keys: Keys): Assumption[] {
  return inputs.types.flatMap((type) => {
    const verdict = verdictOf(type);
    if (verdict?.kind !== "unknown") return [];
    const resources = inputs.of(type);
    for (const resource of resources) {
      const texts = [...textsIn(resource.values)];
      const names = (name: string): boolean => texts.some((text) => text === name || text.includes(name));
      const why = `${resource.at} (${type}) may change it, and is not read`;
      for (const draft of roles.all.values())
        if (verdict.touches.includes("role") && (names(draft.arn) || texts.includes(draft.name)))
          draft.others.push(unreadPolicy(resource.at, "identity", why));
      for (const secret of secrets.all.values())
        if (verdict.touches.includes("secret") && names(secret.arn))
          secret.otherPolicies = [...(secret.otherPolicies ?? []), unreadPolicy(resource.at, "resource", why)];
      for (const key of keys.all.values())
        if (verdict.touches.includes("key") && names(key.arn))
          key.otherPolicies = [...(key.otherPolicies ?? []), unreadPolicy(resource.at, "resource", why)];
    }
    const [first] = resources;
    const others = resources.length > 1 ? ` and ${resources.length - 1} more of its type` : "";
    return [
      {
        subject: `${first?.at ?? type}${others}`,
        text: `gives nobody here a permission, and takes none: ${type} is not read. ${verdict.why}`,
      },
    ];
  });
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) yield* textsIn(one);
}
