/**
 * What a terminal obeys instead of showing it: control characters (C0, DEL, C1), other line ends, and what turns the
 * direction of writing. Texts of others may hold them.
 *
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
// eslint-disable-next-line no-control-regex
export const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
