/**
 * Terraform's templates: text in which `${…}` and `%{…}` are code. An attribute of JSON is one as it stands; a quoted
 * string of an expression is one whose quotes, backslashes and control characters are escaped besides.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */

/** A piece of a template: text between code, still with `$${` and `%%{`, or code with its braces. */
export interface Part {
  readonly isCode: boolean;
  readonly text: string;
}

/** Text as a template that evaluates to it. Terraform drops a byte order mark that starts a template. */
export const literalTemplate = (text: string): string =>
  text.replace(/[$%](?=\{)/g, (sign) => sign + sign).replace(/^\ufeff/, '$${"\\ufeff"}');

/** The same in front of code: `$` before `${` would be its escape, so such dollars are put into code of their own. */
export const literalBeforeCode = (text: string): string =>
  literalTemplate(text).replace(/\$+$/, (dollars) => `\${"${dollars}"}`);

/** Takes a template apart. */
export function partsOf(template: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let at = 0;
  const endText = (): void => void (at > start && parts.push({ isCode: false, text: template.slice(start, at) }));
  while (at < template.length) {
    if (isEscape(template, at)) at += 3;
    else if (isCode(template, at)) {
      endText();
      const end = endOfCode(template, at + 2);
      parts.push({ isCode: true, text: template.slice(at, end) });
      start = at = end;
    } else at++;
  }
  endText();
  return parts;
}

/** A template within the quotes of an expression. */
export const quotedTemplate = (template: string): string =>
  `"${partsOf(template)
    .map(({ isCode, text }) => (isCode ? text : escapedInQuotes(text)))
    .join("")}"`;

/** Terraform's quoted strings know JSON's escapes but `\b`, `\f` and `\/`. */
const escapedInQuotes = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\([\\"bf])/g, (escape, letter: string) => CONTROLS[letter] ?? escape);

const CONTROLS: Readonly<Record<string, string>> = { b: "\\u0008", f: "\\u000c" };

/** A template as an expression: `${x}` alone is `x`, all else is a quoted string. */
export function expressionOf(template: string): string {
  const [only, ...others] = partsOf(template);
  return only?.isCode && only.text.startsWith("${") && others.length === 0
    ? only.text.slice(2, -1)
    : quotedTemplate(template);
}

const isCode = (text: string, at: number): boolean => text[at + 1] === "{" && (text[at] === "$" || text[at] === "%");

const isEscape = (text: string, at: number): boolean => text[at] === text[at + 1] && isCode(text, at + 1);

/** Behind the brace that closes the code. Strings in it are templates again. */
function endOfCode(text: string, start: number): number {
  let depth = 1;
  let at = start;
  while (at < text.length && depth > 0) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at + 1);
    else {
      if (character === "{") depth++;
      if (character === "}") depth--;
      at++;
    }
  }
  return at;
}

function endOfString(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === "\\") at += 2;
    else if (isEscape(text, at)) at += 3;
    else at = isCode(text, at) ? endOfCode(text, at + 2) : at + 1;
  }
  return at + 1;
}
