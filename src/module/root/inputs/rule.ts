import type { Count, Rule } from "../../../access/rule";
import { ruleCondition } from "../../../terraform/rule-condition";
import { hclOf } from "../../policy";
import { hclText, ifBroken } from "../../rules/expressions";
import { patternName } from "./patterns";

/** A rule of one entry of an input: condition and message belong together, and neither is written twice. */
export interface InputRule {
  /** Which part of the entry, with the dot before it; "" for all of it. */
  readonly at: string;
  /** What is shown of it, an expression; a sensitive value is not. Nothing if left out. */
  readonly value?: string;
  /** An expression, which fails for no input. */
  readonly ok: string;
  /** What is wrong, and the way out: a template. */
  readonly words: string;
}

/** What a rule says of an entry that breaks it. */
export const broken = (entry: string, { at, value, ok, words }: InputRule): string =>
  ifBroken(ok, hclOf({ at: `${entry}${at}`, value: value === undefined ? null : `\${${value}}`, words }));

/** Whether a text follows a rule, in the module's names. */
export const holds = (rule: Rule, value: string): string =>
  ruleCondition(rule, value, (text) => (text === rule.pattern ? patternName(text) : hclText(text)));

/** What may be shown of a value: of what looks otherwise it may be the secret itself. */
const shownOf = ({ shown }: Rule, value: string): string | undefined =>
  shown === undefined
    ? value
    : shown === "^$"
      ? undefined
      : `can(regex(${patternName(shown)}, ${value})) ? ${value} : null`;

interface Way {
  /** Whether null is right, too. */
  readonly isOptional?: boolean;
}

/** One text of an entry. */
export function text(rule: Rule, at: string, value: string, { isOptional = false }: Way = {}): InputRule {
  return {
    at,
    value: shownOf(rule, value),
    // A conditional expression would ask the rule of null, too, which costs an error that nobody sees.
    ok: isOptional ? `alltrue([for one in ${value}[*] : ${holds(rule, "one")}])` : holds(rule, value),
    words: `${rule.words}. ${rule.fix}`,
  };
}

/** One of the texts that are looked at all together: see `wrong` in derived.ts; `given` is a list of it that null is not in. */
export function looked(name: string, rule: Rule, at: string, value: string, given = `[${value}]`): InputRule {
  const { shown, words, fix } = rule;
  const all = `local.wrong.${name}`;
  return {
    at,
    value:
      shown === undefined
        ? value
        : `one([for one in ${all} : one if one == ${value} && can(regex(${patternName(shown)}, one))])`,
    ok:
      given === `[${value}]`
        ? `!contains(${all}, ${value})`
        : `alltrue([for one in ${given} : !contains(${all}, one)])`,
    words: `${words}. ${fix}`,
  };
}

/** All texts of a list, which may be null; those that are wrong are shown. */
export function texts(rule: Rule, at: string, list: string): InputRule {
  const one = holds(rule, "one");
  const is = one.includes("&&") ? `(${one})` : one;
  return {
    at,
    value: `join(", ", [for one in ${list} : one if !${is}])`,
    ok: `alltrue([for one in ${list} : ${one}])`,
    words: `${rule.words}. ${rule.fix}`,
  };
}

/** How many there are. */
export function count({ least = 0, most, words, fix }: Count, at: string, list: string, isOptional = false): InputRule {
  const conditions = [
    ...(least > 0 ? [`length(${list}) >= ${least}`] : []),
    ...(most === undefined ? [] : [`length(${list}) <= ${most}`]),
  ].join(" && ");
  return { at, ok: isOptional ? `${list} == null ? true : ${conditions}` : conditions, words: `${words}. ${fix}` };
}
