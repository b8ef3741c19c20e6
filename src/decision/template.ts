import type { ConditionKey } from "./condition-key";
import { conditionKey } from "./condition-key";
import type { RequestContext } from "./context";
import { isUnknown } from "./unknown";
import { ANY_ONE, ANY_RUN, hasWildcard, literalSymbols, wildcardSymbols } from "./wildcard";

/** A policy variable such as `${aws:username}` or `${aws:PrincipalTag/team, 'none'}`. */
interface Variable {
  readonly key: ConditionKey;
  readonly fallback?: string;
}

/** A text of a policy, cut at its policy variables. */
export type Template = readonly (readonly number[] | Variable)[];

/** A template with its variables filled in, or why that is not possible. */
export type Filled =
  /** `wild` says that a filled-in value held `*` or `?`, of which AWS does not say whether it is a wildcard. */
  | { readonly symbols: readonly number[]; readonly wild: boolean }
  /** The request has no such key: AWS says that this "might cause the entire statement to be invalid". */
  | "unresolved"
  | "unknown";

const VARIABLE = /\$\{([^{}]*)\}/g;
const WITH_DEFAULT = /^([^,]*?)\s*,\s*'([^']*)'$/;
const CONDITION_KEY = /^[A-Za-z0-9-]+:[\p{L}\p{N}\s_.:/=+@-]+$/u;
const ESCAPES: ReadonlyMap<string, string> = new Map(["*", "?", "$"].map((character) => [character, character]));

/** Not a condition key: most likely an expression of Terraform that nobody evaluated. */
const FOREIGN: Variable = { key: conditionKey("") };

/** Variables came with this version; in older policies `${…}` is plain text. */
export const VARIABLES_SINCE = "2012-10-17";

/**
 * Cuts a text at its policy variables.
 *
 * @param wildcards whether `*` and `?` in the text are wildcards; `${*}` and `${?}` never are
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function parseTemplate(text: string, wildcards: boolean): Template {
  const plain = wildcards ? wildcardSymbols : literalSymbols;
  const parts: (readonly number[] | Variable)[] = [];
  let from = 0;
  for (const found of text.matchAll(VARIABLE)) {
    parts.push(plain(text.slice(from, found.index)));
    const inside = found[1] ?? "";
    const escaped = ESCAPES.get(inside);
    parts.push(escaped === undefined ? variable(inside) : literalSymbols(escaped));
    from = found.index + found[0].length;
  }
  parts.push(plain(text.slice(from)));
  return parts;
}

function variable(inside: string): Variable {
  const withDefault = WITH_DEFAULT.exec(inside.trim());
  const key = (withDefault?.[1] ?? inside).trim();
  if (!CONDITION_KEY.test(key)) return FOREIGN;
  return { key: conditionKey(key), fallback: withDefault?.[2] };
}

/** Whether a text has anything that only the request can fill in. */
export const hasVariable = (text: string): boolean => text.includes("${");

/** Puts the values of one request into a template. */
export function fillTemplate(template: Template, context: RequestContext): Filled {
  const symbols: number[] = [];
  let wild = false;
  for (const part of template) {
    if (!isVariable(part)) {
      append(symbols, part);
      continue;
    }
    if (part === FOREIGN) return "unknown";
    const values = context.valuesOf(part.key);
    if (isUnknown(values)) return "unknown";
    // A key with several values cannot stand for one text.
    const value = values?.length === 1 ? values[0] : values === undefined ? part.fallback : undefined;
    if (value === undefined) return "unresolved";
    wild ||= hasWildcard(value);
    append(symbols, literalSymbols(value));
  }
  return { symbols, wild };
}

function append(symbols: number[], more: readonly number[]): void {
  for (const symbol of more) symbols.push(symbol);
}

const isVariable = (part: readonly number[] | Variable): part is Variable => !Array.isArray(part);

/** The other reading of a filled-in template: `*` and `?` that came in with a value are wildcards, too. */
export const asWildcards = (symbols: readonly number[]): number[] =>
  symbols.map((symbol) => (symbol === 0x2a ? ANY_RUN : symbol === 0x3f ? ANY_ONE : symbol));
