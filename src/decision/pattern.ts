import type { RequestContext } from "./context";
import { compileOpen, matchOpenSymbols, openSymbols } from "./open-match";
import { isOpen } from "./open-text";
import { asWildcards, fillTemplate, hasVariable, parseTemplate } from "./template";
import type { Truth } from "./truth";
import { MAYBE, NO, truthOf } from "./truth";
import type { Symbols } from "./wildcard";
import { literalSymbols, matchesSymbols } from "./wildcard";

/** A policy variable had no value, so the text it stands in cannot be compared. */
export const UNRESOLVED = -1;
/** Whether a policy variable has a value is not known: then the text may be one that cannot be compared. */
export const UNCERTAIN = -2;

/** The outcome of comparing one value of a request with one of a policy. */
export type Comparison = Truth | typeof UNRESOLVED | typeof UNCERTAIN;

/** Compares one value of a request with one of a policy. */
export type Comparer = (value: string, context: RequestContext) => Comparison;

export interface PatternOptions {
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  /** Whether `${…}` is a policy variable: not in policies older than 2012-10-17. */
  readonly variables: boolean;
}

/** Compiles one text of a policy. */
export function compilePattern(text: string, { wildcards, variables }: PatternOptions): Comparer {
  if (variables && hasVariable(text)) return compareTemplate(text, wildcards);
  return compileOpen(text, wildcards);
}

function compareTemplate(text: string, wildcards: boolean): Comparer {
  const template = parseTemplate(text, wildcards);
  return (value, context) => {
    const filled = fillTemplate(template, context);
    if (filled === "unresolved") return UNRESOLVED;
    if (filled === "unknown") return UNCERTAIN;
    const outcome = matchFilled(filled.symbols, value);
    if (outcome !== NO || !wildcards || !filled.wild) return outcome;
    return matchFilled(asWildcards(filled.symbols), value) === NO ? NO : MAYBE;
  };
}

/** A policy variable or the value may have brought in open parts. */
function matchFilled(symbols: Symbols, value: string): Truth {
  const open = openSymbols(symbols);
  if (open.length === symbols.length && !isOpen(value)) return truthOf(matchesSymbols(symbols, value));
  return matchOpenSymbols(open, openSymbols(literalSymbols(value)));
}

/**
 * Whether a value matches any of several texts. A text that cannot be resolved matches nothing, and puts a match of
 * another text in doubt.
 */
export function matchesAny(comparers: readonly Comparer[], value: string, context: RequestContext): Comparison {
  let best: Truth = NO;
  let unresolved = false;
  let uncertain = false;
  for (const compare of comparers) {
    const outcome = compare(value, context);
    if (outcome === UNRESOLVED) unresolved = true;
    else if (outcome === UNCERTAIN) uncertain = true;
    else if (outcome > best) best = outcome;
  }
  if (uncertain) return UNCERTAIN;
  if (!unresolved) return best;
  return best === NO ? UNRESOLVED : MAYBE;
}
