import { isKnown, pieces } from "../access/known";
import { templateBehind } from "./settled";
import { isShown, shownValue } from "./shown";
import type { Part } from "./template";
import { expressionOf, literalBeforeCode, literalTemplate, partsOf, quotedTemplate } from "./template";
import type { Resolve } from "./tokens";
import { atSynthesis, isListToken } from "./tokens";

/**
 * The one writer of texts into Terraform. It goes by the pieces of a text: what is literal is escaped, what is a token
 * becomes an expression, and nothing is decided for the text as a whole.
 */

/** A text as a template: what an attribute in JSON holds. */
export function template(text: string, resolve: Resolve): string {
  const all = pieces(resolve(text));
  return all
    .map((piece, index) => {
      if (index % 2 === 1) return templateBehind(piece);
      return index < all.length - 1 ? literalBeforeCode(piece) : literalTemplate(piece);
    })
    .join("");
}

/** A text as a quoted string, quotes included, for an expression. */
export const quoted = (text: string, resolve: Resolve): string => quotedTemplate(template(text, resolve));

/** An expression of ours as the text of an argument; `quote` is the only way for a text to get into it. */
export const expression = (write: (quote: (text: string) => string) => string): string =>
  atSynthesis((resolve) => `\${${write((text) => quoted(text, resolve))}}`);

/**
 * The same for a condition, which Terraform refuses if it refers to nothing. All of its texts may turn out to be known:
 * what CDKTF's Lazy and Fn.rawString stand for is, once the program is synthesized.
 */
export const condition = (write: (quote: (text: string) => string) => string): string =>
  atSynthesis((resolve) => {
    let isConstant = true;
    const code = write((text) => {
      const written = template(text, resolve);
      isConstant &&= !partsOf(written).some(isReference);
      return quotedTemplate(written);
    });
    return `\${${isConstant ? `(${code}) && path.module != ""` : code}}`;
  });

/** Code that is more than a text in quotes, as the writer itself puts some in. */
const isReference = ({ isCode, text }: Part): boolean => isCode && !/^\$\{"[^"]*"\}$/.test(text);

/** A text for an argument of a resource, which CDKTF would hand to Terraform as it is: what needs no escape stays itself. */
export const argument = (text: string): string =>
  isKnown(text) && literalTemplate(text) === text ? text : atSynthesis((resolve) => template(text, resolve));

/** A value for a message, which tells it only if it is not sensitive and has the pattern. */
export const shown = (text: string, pattern?: string): string =>
  isKnown(text)
    ? text
    : expression((quote) => shownValue(quote(text), pattern === undefined ? undefined : quote(pattern)));

/** A text for a message, of which Terraform would show nothing if a value in it were sensitive. */
export const message = (text: string): string =>
  isKnown(text) && literalTemplate(text) === text
    ? text
    : atSynthesis((resolve) => partsOf(template(text, resolve)).map(shownPart).join(""));

function shownPart(part: Part): string {
  const code = isReference(part) ? expressionOf(part.text) : "";
  return code === "" || isShown(code) ? part.text : `\${${shownValue(code)}}`;
}

/** The same as `argument` for all texts of a value, the keys of maps among them. */
export function argumentsOf<T>(value: T): T;
export function argumentsOf(value: unknown): unknown {
  if (typeof value === "string") return argument(value);
  if (Array.isArray(value)) return isListToken(value) ? value : value.map((one) => argumentsOf<unknown>(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [argument(key), argumentsOf<unknown>(member)]),
  );
}

/** Whether a document holds nothing that Terraform must find out. */
export function isPlain(value: unknown): boolean {
  if (typeof value === "string") return isKnown(value);
  if (Array.isArray(value)) return !isListToken(value) && value.every(isPlain);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, member]) => isKnown(key) && isPlain(member));
}
