import type { RequestContext } from "./context";
import { asWildcards, fillTemplate, hasVariable, parseTemplate } from "./template";
import type { Truth } from "./truth";
import { MAYBE, NO, truthOf, YES } from "./truth";
import { compileWildcard, matchesSymbols } from "./wildcard";

/** A policy variable had no value, so the text it stands in cannot be compared. */
export const UNRESOLVED = -1;

/** The outcome of comparing one value of a request with one of a policy. */
export type Comparison = Truth | typeof UNRESOLVED;

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
  if (!wildcards) return (value) => truthOf(value === text);
  const matches = compileWildcard(text);
  return (value) => truthOf(matches(value));
}

function compareTemplate(text: string, wildcards: boolean): Comparer {
  const template = parseTemplate(text, wildcards);
  return (value, context) => {
    const filled = fillTemplate(template, context);
    if (filled === "unresolved") return UNRESOLVED;
    if (filled === "unknown") return MAYBE;
    if (matchesSymbols(filled.symbols, value)) return YES;
    return wildcards && filled.wild && matchesSymbols(asWildcards(filled.symbols), value) ? MAYBE : NO;
  };
}

/**
 * Whether a value matches any of several texts. A text that cannot be resolved matches nothing, and puts a match of
 * another text in doubt.
 */
export function matchesAny(comparers: readonly Comparer[], value: string, context: RequestContext): Comparison {
  let best: Truth = NO;
  let unresolved = false;
  for (const compare of comparers) {
    const outcome = compare(value, context);
    if (outcome === UNRESOLVED) unresolved = true;
    else if (outcome > best) best = outcome;
  }
  if (!unresolved) return best;
  return best === NO ? UNRESOLVED : MAYBE;
}
