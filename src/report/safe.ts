import { shownText } from "../decision";

/**
 * A text for people: what is open in it by its name, and without control characters, line ends, and what turns the
 * direction of writing. Names come from a file that anybody may have written.
 */
export const safe = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  shownText(text).replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "\ufffd");
