/**
 * A value for a message of Terraform, which drops a message that comes from a sensitive value (also one of a condition
 * that holds, with a warning): then something else stands in its place. A conditional expression would carry the mark of
 * both its sides, so the value is taken out of a list by a filter.
 *
 * @param value an expression
 * @param pattern what a text must look like to be shown, quoted: another one may be the secret itself
 */
export const shownValue = (value: string, pattern?: string): string =>
  `${BEGIN}${value}] : text if !issensitive(text)${pattern === undefined ? "" : ` && can(regex(${pattern}, text))`}][0], "(not shown)")`;

const BEGIN = "try([for text in [";

/** Whether an expression is one of those. */
export const isShown = (expression: string): boolean => expression.startsWith(BEGIN);

const SHOWN =
  /\$\{try\(\[for text in \[(?:"((?:[^"\\]|\\.)*)"|(.*?))\] : text if !issensitive\(text\)(?: && can\(regex\("(?:[^"\\]|\\.)*", text\)\))?\]\[0\], "\(not shown\)"\)\}/g;

/** A message with the values alone: the modules' generator writes it in its own way. */
export const withoutShown = (message: string): string =>
  message.replace(SHOWN, (_all, template: string | undefined, code: string) => template ?? `\${${code}}`);
