import { expressionOf, literalTemplate } from "./template";
import { isPlain, quoted, template } from "./text";
import type { Resolve } from "./tokens";
import { isListToken } from "./tokens";

/**
 * A document as the text of an argument: plain JSON if all of it is known, otherwise `jsonencode` with Terraform's
 * expressions in it. Members that are undefined are left out.
 */
export const jsonText = (document: unknown, resolve: Resolve): string =>
  isPlain(document) ? literalTemplate(JSON.stringify(document)) : `\${jsonencode(${hcl(document, resolve)})}`;

function hcl(value: unknown, resolve: Resolve): string {
  if (Array.isArray(value)) {
    if (isListToken(value)) return expressionOf(template(value[0], resolve));
    return `[${value.map((item) => hcl(item, resolve)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => `${quoted(key, resolve)} = ${hcl(member, resolve)}`)
      .join(", ")}}`;
  }
  return typeof value === "string" ? quoted(value, resolve) : String(value);
}
