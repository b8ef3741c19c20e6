import { isKnown } from "../access/known";
import type { Resolve } from "./tokens";
import { inQuotes } from "./tokens";

/**
 * A document as the text of an argument: plain JSON if all of it is known, otherwise `jsonencode` with Terraform's
 * expressions in it. Members that are undefined are left out.
 */
export function jsonText(document: unknown, resolve: Resolve): string {
  const json = JSON.stringify(document);
  return isKnown(json) ? json.replace(/%\{/g, "%%{") : `\${jsonencode(${hcl(document, resolve)})}`;
}

function hcl(value: unknown, resolve: Resolve): string {
  if (Array.isArray(value)) return `[${value.map((item) => hcl(item, resolve)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => `"${inQuotes(resolve, key)}" = ${hcl(member, resolve)}`)
      .join(", ")}}`;
  }
  return typeof value === "string" ? `"${inQuotes(resolve, value)}"` : String(value);
}
