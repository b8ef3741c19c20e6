import type { Rule } from "../../../access/rule";
import { ruleCondition } from "../../../terraform/rule-condition";
import type { Body } from "../../hcl/json";
import { hclText } from "../../rules/expressions";

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

const bodyOf = ({ at, value, ok, words }: InputRule): Body => ({
  at,
  value: value === undefined ? null : `\${${value}}`,
  ok: `\${${ok}}`,
  words,
});

/** The rules of each entry, by what the entry is called: `entry` is the text of that, `loop` the head of a `for`. */
export interface RuleSet {
  readonly loop: string;
  readonly entry: string;
  readonly rules: readonly InputRule[];
}

/** As a list of JSON, which the writer lays out object by object. */
export const ruleList = (rules: readonly InputRule[]): readonly Body[] => rules.map(bodyOf);

const holds = (rule: Rule, value: string): string => ruleCondition(rule, value, hclText);

/** What may be shown of a value: of what looks otherwise it may be the secret itself. */
const shownOf = ({ shown }: Rule, value: string): string | undefined =>
  shown === undefined ? value : shown === "^$" ? undefined : `can(regex(${hclText(shown)}, ${value})) ? ${value} : null`;

interface Way {
  /** Whether null is right, too. */
  readonly isOptional?: boolean;
  /** When the rule is asked at all, an expression. */
  readonly when?: string;
}

/** One text of an entry. */
export function text(rule: Rule, at: string, value: string, { isOptional = false, when }: Way = {}): InputRule {
  const conditions = [...(isOptional ? [`${value} == null`] : []), ...(when === undefined ? [] : [`!(${when})`])];
  const condition = holds(rule, value);
  return {
    at,
    value: shownOf(rule, value),
    ok: conditions.length > 0 ? `${conditions.join(" || ")} ? true : ${condition}` : condition,
    words: `${rule.words}. ${rule.fix}`,
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
export function count({ least = 0, most, words, fix }: Rule, at: string, list: string, isOptional = false): InputRule {
  const conditions = [
    ...(least > 0 ? [`length(${list}) >= ${least}`] : []),
    ...(most === undefined ? [] : [`length(${list}) <= ${most}`]),
  ].join(" && ");
  return { at, ok: isOptional ? `${list} == null ? true : ${conditions}` : conditions, words: `${words}. ${fix}` };
}
