import { CONTROL_CHARACTERS } from "../access/control-characters";
import { shownText } from "../decision";

/**
 * A text for people: what is open in it by its name, and without control characters, line ends, and what turns the
 * direction of writing. Names come from a file that anybody may have written.
 */
export const safe = (text: string): string => shownText(text).replace(CONTROL_CHARACTERS, "\ufffd");
