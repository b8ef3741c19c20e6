/**
 * A text of which a part is known after the apply only, such as the six characters that end a secret's ARN. The part
 * stands in it under a name: the same name is the same text, everything else about it is open, but that it holds no colon
 * and no wildcard, and a slash only if it is a path, its last one with it: names of roles and users hold none. What is compared with an open part is therefore neither equal nor different, but not known.
 */
const START = "\ue000";
const END = "\ue001";
/** What would take an ARN or a pattern apart may stand in a name. */
const INSIDE: readonly (readonly [string, string])[] = [
  [":", "\ue002"],
  ["/", "\ue003"],
  ["*", "\ue004"],
  ["?", "\ue005"],
  ["$", "\ue006"],
];

const OPEN = /\ue000([^\ue000\ue001]*)\ue001/g;

/** Before the number of characters, if that is known. */
const LENGTH = "\ue007";

/**
 * An open part.
 *
 * @param name for example the Terraform attribute that it is made of
 * @param length how many characters it has. @default - not known
 */
export const openText = (name: string, length?: number): string =>
  START +
  INSIDE.reduce((text, [sign, stand]) => text.replaceAll(sign, stand), name) +
  (length === undefined ? "" : LENGTH + String(length)) +
  END;

/** How many characters an open part has, if that is known. @param inside what stands between its ends */
export function lengthOf(inside: string): number | undefined {
  const at = inside.indexOf(LENGTH);
  return at < 0 ? undefined : Number(inside.slice(at + 1));
}

/** Whether a text has an open part. */
export const isOpen = (text: string): boolean => text.includes(START);

/** The names of the open parts. */
export const openParts = (text: string): string[] => [...text.matchAll(OPEN)].map(([, name = ""]) => outside(name));

/** A text for people. */
export const shownText = (text: string): string =>
  isOpen(text) ? text.replace(OPEN, (_, name: string) => `(${outside(name)})`) : text;

/** A text with something in the place of each open part. */
export const closedText = (text: string, instead: (name: string, length: number | undefined) => string): string =>
  isOpen(text) ? text.replace(OPEN, (_, inside: string) => instead(outside(inside), lengthOf(inside))) : text;

const PIECES = /\ue000[^\ue000\ue001]*\ue001|[^\ue000]+/g;

/** A text in lower case; the names of open parts stay, for two that differ in case are two parts. */
export const lowerCase = (text: string): string =>
  isOpen(text)
    ? text.replace(PIECES, (piece) => (piece.startsWith(START) ? piece : piece.toLowerCase()))
    : text.toLowerCase();

/** Whether nothing may be left of a text, because it consists of open parts alone. */
export const mayBeEmpty = (text: string): boolean =>
  isOpen(text) && text.replace(OPEN, (_, inside: string) => (lengthOf(inside) ? "1" : "")) === "";

const outside = (inside: string): string =>
  INSIDE.reduce((text, [sign, stand]) => text.replaceAll(stand, sign), inside.split(LENGTH)[0] ?? "");
