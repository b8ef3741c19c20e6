import { CONTROL_CHARACTERS } from "../../access/control-characters";

/**
 * Every character that a terminal would obey, written as JSON writes it. Messages, names and policies come from an API,
 * and whoever wrote them is not to move the cursor of whoever reads them. JSON stays the same JSON.
 */
export const visible = (line: string): string =>
  line.replace(CONTROL_CHARACTERS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** A text of others with its line breaks, each line but the first marked as theirs: it cannot pass for a line of ours. */
export const asSaid = (text: string): string => text.replace(/\r\n|[\n\r\u0085\u2028\u2029]/g, "\n  | ");
