import type { Assumption } from "../proof/model";
import { parsedText } from "../proof/stated-policy";
import type { Identities } from "./identities";
import type { Inputs, PlanResource } from "./inputs";
import type { Keys } from "./keys";
import type { Secrets } from "./secrets";
import { unreadPolicy } from "./documents";
import { addAlternative } from "./written";
import type { Verdict } from "./catalogue";
import { judge, PROVISIONER, verdictOf } from "./catalogue";

/**
 * Resources that may give or take permissions and that are not read: the roles, secrets and keys that they name become
 * unknown, and one sentence says so.
 */
export function unreadTypes(inputs: Inputs, roles: Identities, secrets: Secrets, keys: Keys): Assumption[] {
  return [...new Set([...inputs.types, ...inputs.goneTypes])].flatMap((type) => {
    const all = [...inputs.of(type), ...inputs.deleted(type).filter((one) => !one.does("create"))];
    const meaning = meaningOf(type, all);
    const isUnread = meaning?.kind === "unknown";
    const resources = isUnread ? all : all.filter(({ runsProgram }) => runsProgram);
    const verdict = isUnread ? meaning : PROVISIONER;
    if (verdict.kind !== "unknown" || resources.length === 0) return [];
    let isNamed = false;
    for (const resource of resources) {
      const texts = [...textsIn(resource.values)];
      const names = (name: string): boolean => texts.some((text) => text === name || text.includes(name));
      const why = `${resource.at} (${type}) may change it, and is not read`;
      for (const draft of roles.all.values()) {
        if (!verdict.touches.includes("role") || !(names(draft.arn) || texts.includes(draft.name))) continue;
        draft.others.push(unreadPolicy(resource.at, "identity", why));
        isNamed = true;
      }
      for (const [kind, things] of [
        ["secret", secrets.all],
        ["key", keys.all],
      ] as const)
        for (const one of things.values()) {
          if (!verdict.touches.includes(kind) || !names(one.arn)) continue;
          addAlternative(one, unreadPolicy(resource.at, "resource", why));
          isNamed = true;
        }
    }
    if (verdict.onlyNamed && !isNamed) return [];
    const [first] = resources;
    const others = resources.length > 1 ? ` and ${resources.length - 1} more of its type` : "";
    return [
      {
        subject: `${first?.at ?? type}${others}`,
        text: `gives nobody here a permission, and takes none: ${isUnread ? type : "its provisioner"} is not read. ${verdict.why}`,
      },
    ];
  });
}

/** Types of AWS that nobody knows are judged by their arguments; of others only those that run code matter. */
const meaningOf = (type: string, all: readonly PlanResource[]): Verdict | undefined =>
  /^aws(?:cc)?_/.test(type) ? judge(type, new Set(all.flatMap((one) => one.arguments))) : verdictOf(type);

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") {
    yield value;
    // A template or a desired state is JSON in a text.
    const inside = /^\s*[{[]/.test(value) ? parsedText(value) : value;
    if (typeof inside !== "string") yield* textsIn(inside);
  } else if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) yield* textsIn(one);
}
