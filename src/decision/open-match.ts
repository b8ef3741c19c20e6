import { isOpen, lengthOf } from "./open-text";
import type { Truth } from "./truth";
import { MAYBE, NO, truthOf, YES } from "./truth";
import type { Symbols } from "./wildcard";
import { ANY_ONE, ANY_RUN, compileWildcard, literalSymbols, wildcardSymbols } from "./wildcard";

/** Compares a text of a request with one of a policy; either may have open parts. */
export type OpenMatcher = (text: string) => Truth;

const START = "\ue000".charCodeAt(0);
const END = "\ue001".charCodeAt(0);
const COLON = ":".charCodeAt(0);

/** Open parts by name: below all other symbols, so that the same part is the same symbol. */
const PARTS = new Map<string, number>();
const FIRST_PART = -16;
/** Parts that are one character each. */
const SINGLE = new Set<number>();
const isPart = (symbol: number): boolean => symbol <= FIRST_PART;
const isLong = (symbol: number): boolean => isPart(symbol) && !SINGLE.has(symbol);

function partOf(name: string): number {
  const found = PARTS.get(name) ?? FIRST_PART - PARTS.size;
  PARTS.set(name, found);
  return found;
}

/** One symbol, or as many as the part has characters. */
function partsOf(inside: string): number[] {
  const length = lengthOf(inside);
  if (length === undefined) return [partOf(inside)];
  const singles = Array.from({ length }, (_, index) => partOf(`${inside} ${index}`));
  for (const single of singles) SINGLE.add(single);
  return singles;
}

/** Symbols of which each open part is one. */
export function openSymbols(symbols: Symbols): number[] {
  const found: number[] = [];
  for (let at = 0; at < symbols.length; at++) {
    const symbol = symbols[at] as number;
    const end = symbol === START ? symbols.indexOf(END, at) : -1;
    if (end < 0) found.push(symbol);
    else {
      found.push(...partsOf(String.fromCharCode(...symbols.slice(at + 1, end))));
      at = end;
    }
  }
  return found;
}

/** A matcher for a pattern without policy variables. */
export function compileOpen(pattern: string, wildcards: boolean): OpenMatcher {
  const isPatternOpen = isOpen(pattern);
  const matches = wildcards ? compileWildcard(pattern) : (text: string): boolean => text === pattern;
  let symbols: number[] | undefined;
  return (text) => {
    if (!isPatternOpen && !isOpen(text)) return truthOf(matches(text));
    symbols ??= openSymbols(wildcards ? wildcardSymbols(pattern) : literalSymbols(pattern));
    return matchOpenSymbols(symbols, openSymbols(literalSymbols(text)));
  };
}

/** Whether two texts are the same. */
export function sameText(a: string, b: string): Truth {
  if (a === b) return YES;
  return isOpen(a) || isOpen(b) ? compileOpen(a, false)(b) : NO;
}

/** Whether two texts are the same for some value of their open parts. */
export const mayBeSame = (a: string, b: string): boolean => sameText(a, b) !== NO;

/**
 * Whether a text fits a pattern, whatever the open parts of both are. An open part is any text without a colon, and the
 * same part is the same text.
 *
 * @returns YES or NO only if that is so for every value of the open parts
 */
export function matchOpenSymbols(pattern: Symbols, text: Symbols): Truth {
  if (reaches(pattern, text, isCertainStep)) return YES;
  return reaches(pattern, text, isPossibleStep) ? MAYBE : NO;
}

/** Where one may go from a symbol of the pattern and one of the text. */
interface Steps {
  /** The pattern's symbol stands for nothing, or for nothing more. */
  readonly pattern: boolean;
  /** The text's symbol is taken up, and the pattern's may take up more. */
  readonly text: boolean;
  readonly both: boolean;
}
type Step = (pattern: number | undefined, text: number | undefined) => Steps;

/** An open part of the text is only swallowed whole, by a run or by itself. */
const isCertainStep: Step = (pattern, text) => ({
  pattern: pattern === ANY_RUN,
  text: pattern === ANY_RUN && text !== undefined,
  both: text !== undefined && (pattern === text || (pattern === ANY_ONE && !isLong(text))),
});

/** An open part may be anything, in the pattern as in the text. */
const isPossibleStep: Step = (pattern, text) => {
  const isRun = pattern === ANY_RUN;
  const isOpenPattern = pattern !== undefined && isLong(pattern);
  const isOpenText = text !== undefined && isLong(text);
  const isEither = pattern !== undefined && text !== undefined && (SINGLE.has(pattern) || SINGLE.has(text));
  return {
    pattern: isRun || isOpenPattern || (isOpenText && pattern !== undefined && pattern !== COLON),
    text: (isRun && text !== undefined) || isOpenText || (isOpenPattern && text !== undefined && text !== COLON),
    both:
      text !== undefined &&
      (pattern === text || pattern === ANY_ONE || (isEither && pattern !== COLON && text !== COLON)),
  };
};

/** Whether both ends are reached: a walk over all pairs of positions, each once. */
function reaches(pattern: Symbols, text: Symbols, step: Step): boolean {
  const width = text.length + 1;
  const seen = new Uint8Array((pattern.length + 1) * width);
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen[at]) continue;
    seen[at] = 1;
    const [inPattern, inText] = [Math.floor(at / width), at % width];
    if (inPattern === pattern.length && inText === text.length) return true;
    const steps = step(pattern[inPattern], text[inText]);
    if (steps.pattern && inPattern < pattern.length) open.push(at + width);
    if (steps.text && inText < text.length) open.push(at + 1);
    if (steps.both && inPattern < pattern.length && inText < text.length) open.push(at + width + 1);
  }
  return false;
}
