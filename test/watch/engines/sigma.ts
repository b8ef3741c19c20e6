import type { Predicate, Tokens } from "./expression";
import { conditionOf, valueAt } from "./expression";
import type { Yaml } from "./yaml";
import { parseYaml } from "./yaml";

/**
 * A Sigma rule: texts are compared without regard to case, `*` and `?` are wildcards, a list is one of them, a mapping all
 * of them.
 *
 * @see https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html
 */
export function sigmaDetection(text: string): Predicate {
  const { detection } = parseYaml(text) as { readonly detection: { readonly [name: string]: Yaml } };
  const { condition, ...selections } = detection;
  const comparison = (tokens: Tokens): Predicate => {
    const name = tokens.next();
    const selection = selections[name];
    if (selection === undefined) throw new Error(`the condition names ${name}, which is no selection`);
    return (record) => holds(selection, record);
  };
  return conditionOf(String(condition), { token: /[()]|[\w-]+/g, and: "and", or: "or", not: "not", comparison });
}

function holds(selection: Yaml, record: unknown): boolean {
  if (typeof selection === "string") throw new Error("a selection is no text");
  if (Array.isArray(selection)) throw new Error("a selection of ours is no list");
  return Object.entries(selection).every(([key, wanted]) => {
    const [field = "", modifier] = key.split("|");
    const found = valueAt(record, field);
    if (modifier === "exists") return (found !== undefined) === (wanted === "true");
    return [wanted].flat().some((one) => typeof one === "string" && matches(found, one, modifier));
  });
}

function matches(found: unknown, wanted: string, modifier: string | undefined): boolean {
  if (typeof found !== "string" && typeof found !== "number") return false;
  const [start, end] = { startswith: ["", "*"], endswith: ["*", ""], contains: ["*", "*"] }[modifier ?? ""] ?? ["", ""];
  if (modifier !== undefined && !["startswith", "endswith", "contains"].includes(modifier))
    throw new Error(`${modifier} is no modifier`);
  const source = `${start}${wanted}${end}`
    .replace(/[\\^$.+()[\]{}|]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "is").test(String(found));
}
