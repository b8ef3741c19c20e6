import type { NormalizedSchema } from "@smithy/core/schema";

/**
 * What the texts of a form mean: `MaxItems=10`, `Filter.member.1=Role`, `ContextEntries.member.1.ContextKeyName=…`.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryInput(schema: NormalizedSchema, parameters: URLSearchParams): Record<string, unknown> {
  const root: Parts = new Map();
  for (const [name, text] of parameters) if (name !== "Action" && name !== "Version") put(root, name.split("."), text);
  return structure(schema, root);
}

/** What stands behind a name: a text, or more names. */
type Parts = Map<string, Parts | string>;

function put(parts: Parts, [name = "", ...more]: readonly string[], text: string): void {
  if (more.length === 0) return void parts.set(name, text);
  const found = parts.get(name);
  const inside: Parts = found instanceof Map ? found : new Map();
  parts.set(name, inside);
  put(inside, more, text);
}

/** What the model does not know is kept: the check against it says so. */
function structure(schema: NormalizedSchema, parts: Parts): Record<string, unknown> {
  const members = new Map(schema.structIterator());
  return Object.fromEntries([...parts].map(([name, part]) => [name, value(members.get(name), part)]));
}

function value(schema: NormalizedSchema | undefined, part: Parts | string): unknown {
  if (typeof part === "string") {
    if (schema?.isListSchema()) return part === "" ? [] : part;
    if (schema?.isNumericSchema()) return Number(part);
    return schema?.isBooleanSchema() ? part === "true" : part;
  }
  const listed = part.get("member");
  if (schema?.isListSchema() && listed instanceof Map)
    return [...listed]
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, item]) => value(schema.getValueSchema(), item));
  return schema?.isStructSchema() ? structure(schema, part) : Object.fromEntries(part);
}

/** The members of an answer; what is not there is left out. */
export function xml(schema: NormalizedSchema, output: Readonly<Record<string, unknown>>): string {
  const members = new Map(schema.structIterator());
  return Object.entries(output)
    .filter(([, one]) => one !== undefined)
    .map(([name, one]) => `<${name}>${inside(members.get(name), one)}</${name}>`)
    .join("");
}

function inside(schema: NormalizedSchema | undefined, one: unknown): string {
  if (Array.isArray(one)) {
    const item = schema?.isListSchema() ? schema.getValueSchema() : undefined;
    return one.map((each) => `<member>${inside(item, each)}</member>`).join("");
  }
  if (one instanceof Date) return one.toISOString();
  if (typeof one !== "object" || one === null) return escaped(String(one));
  const parts = one as Readonly<Record<string, unknown>>;
  if (schema?.isMapSchema())
    return Object.entries(parts)
      .map(([key, of]) => `<entry><key>${escaped(key)}</key><value>${escaped(String(of))}</value></entry>`)
      .join("");
  return schema?.isStructSchema() ? xml(schema, parts) : "";
}

export const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
