import type { Plan } from "./plan";

/** What all resources of a plan are to be, by address. */
export const valuesOf = (plan: Plan): Record<string, unknown> =>
  Object.fromEntries(plan.changes.map(({ address, after }) => [address, after]));

/**
 * A tree with texts put where their marks stand (`<17>`, or `m17m` where that does not fit a rule), in keys and in JSON within text, too: a plan with marks in
 * place of texts says what a plan with the texts must say.
 */
export function put(value: unknown, texts: readonly string[]): unknown {
  if (typeof value === "string") {
    if (/^[[{]/.test(value) && isJson(value)) return put(JSON.parse(value), texts);
    return value.replace(
      /<(\d+)>|m(\d+)m/g,
      (mark, one?: string, other?: string) => texts[Number(one ?? other)] ?? mark,
    );
  }
  // Some of the lists are sets for the AWS provider: sorted, and each text once.
  if (Array.isArray(value)) return [...new Set(value.map((one) => put(one, texts)))].sort();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [put(key, texts), put(member, texts)] as [string, unknown]),
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
