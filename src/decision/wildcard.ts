/** One character of a pattern: a UTF-16 code unit, or one of the two wildcards below. */
export type Symbols = readonly number[];

/** `*`: any number of characters, none included. */
export const ANY_RUN = -1;
/** `?`: exactly one character. */
export const ANY_ONE = -2;

const ASTERISK = "*".charCodeAt(0);
const QUESTION_MARK = "?".charCodeAt(0);

/** The characters of a text, none of them a wildcard. */
export function literalSymbols(text: string): number[] {
  const symbols: number[] = [];
  for (let index = 0; index < text.length; index++) symbols.push(text.charCodeAt(index));
  return symbols;
}

/**
 * The characters of a text, with `*` and `?` as wildcards.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
 */
export const wildcardSymbols = (text: string): number[] =>
  literalSymbols(text).map((code) => (code === ASTERISK ? ANY_RUN : code === QUESTION_MARK ? ANY_ONE : code));

const WILDCARD = /[*?]/;
export const hasWildcard = (text: string): boolean => WILDCARD.test(text);

/**
 * Whether a whole text matches. On a mismatch only the last `*` is tried again, which suffices for one wildcard kind
 * and keeps the time at pattern times text: patterns come from strangers, and a regular expression could be made to
 * run for ever.
 *
 * @param from where in the text the pattern must start
 */
export function matchesSymbols(pattern: Symbols, text: string, from = 0): boolean {
  let at = 0;
  let inText = from;
  let lastRun = -1;
  let resumeAt = 0;
  while (inText < text.length) {
    const symbol = pattern[at];
    if (symbol === ANY_RUN) {
      lastRun = at++;
      resumeAt = inText;
    } else if (symbol !== undefined && (symbol === ANY_ONE || symbol === text.charCodeAt(inText))) {
      at++;
      inText++;
    } else if (lastRun >= 0) {
      at = lastRun + 1;
      inText = ++resumeAt;
    } else return false;
  }
  while (pattern[at] === ANY_RUN) at++;
  return at === pattern.length;
}

export type TextMatcher = (text: string) => boolean;

/** A matcher for a pattern without policy variables: what stands before the first wildcard is compared as a text. */
export function compileWildcard(pattern: string): TextMatcher {
  const start = pattern.search(WILDCARD);
  if (start < 0) return (text) => text === pattern;
  const prefix = pattern.slice(0, start);
  const rest = wildcardSymbols(pattern.slice(start));
  if (rest.length === 1 && rest[0] === ANY_RUN) return prefix === "" ? () => true : (text) => text.startsWith(prefix);
  return (text) => text.startsWith(prefix) && matchesSymbols(rest, text, prefix.length);
}
