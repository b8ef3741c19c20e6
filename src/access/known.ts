/** How CDKTF writes a token into a text: one of text, or a number, of a magnitude with which nobody counts. */
const TOKEN = /\$\{TfToken\[[a-zA-Z0-9:._-]+\]\}|-8\.[1-3]\d*e\+298/g;

/**
 * Whether a string is known when the program runs. A CDKTF token (`${TfToken[…]}`) holds `${`; no ARN, name or URL that
 * this package takes does, and a `${…}` that was written by hand is refused: see written-text.ts.
 */
export const isKnown = (text: string): boolean => !text.includes("${") && text.search(TOKEN) < 0;

/** What a text is made of: `[literal, token, literal, …, literal]`, literals at even places, be they empty. */
export function pieces(text: string): string[] {
  const tokens = text.match(TOKEN) ?? [];
  return text
    .split(TOKEN)
    .flatMap((literal, index) => (index === 0 ? [literal] : [tokens[index - 1] as string, literal]));
}
