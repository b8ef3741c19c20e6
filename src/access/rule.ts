import { isKnown } from "./known";
import type { Problem } from "./problem";

/**
 * What one input must be, once for all who judge it: the constructs, the guards of tokens, the modules, the bridge's
 * program and the sandbox. All give the same answer, because the answer is made of nothing but these members.
 */
export interface Rule {
  /** In the syntax that JavaScript (flag `u`) and Terraform's `regex` share, so without `.`, `\s`, `\w` and look-around. */
  readonly pattern?: string;
  /** The fewest characters (Unicode code points), or of a count the least. Terraform is slow at `{1,512}` in a pattern. */
  readonly least?: number;
  /** The most characters, or of a count the most. */
  readonly most?: number;
  /** Characters are counted behind the last of this one, for example of the last part of an ARN. */
  readonly behind?: string;
  /** All texts that there are. */
  readonly values?: readonly string[];
  /** What is violated, read after the field and its value: `is not …`. */
  readonly words: string;
  /** The way out, one sentence. */
  readonly fix: string;
  /** The page of AWS that says so. */
  readonly source: string;
  /** What a text looks like that may be shown, as a pattern: another one may be the secret itself. By default every text. */
  readonly shown?: string;
  /** Better words where a program sees the text that does not follow. It never changes the answer. */
  readonly refine?: (text: string) => Refinement | undefined;
}

/** Words, and a way out, for one text. */
export type Refinement = Partial<Pick<Rule, "words" | "fix">>;

const compiled = new Map<string, RegExp>();

/** A shared pattern for JavaScript. */
export function regex(pattern: string): RegExp {
  let made = compiled.get(pattern);
  if (!made) compiled.set(pattern, (made = new RegExp(pattern, "u")));
  return made;
}

/** Characters as the API counts them. */
export const lengthOf = (text: string): number => (/[\ud800-\udfff]/.test(text) ? [...text].length : text.length);

/** How many things there may be. */
export type Count = Pick<Rule, "least" | "most" | "words" | "fix">;

const isWithin = ({ least = 0, most = Infinity }: Partial<Count>, count: number): boolean =>
  count >= least && count <= most;

/** Whether a text is what the rule says. */
export function follows(rule: Rule, text: string): boolean {
  if (rule.values && !rule.values.includes(text)) return false;
  if (rule.pattern !== undefined && !regex(rule.pattern).test(text)) return false;
  return isWithin(rule, lengthOf(rule.behind === undefined ? text : text.slice(text.lastIndexOf(rule.behind) + 1)));
}

/** What is wrong with a value, whatever it is. */
export function problemOf(rule: Rule, subject: string, value: unknown): Problem | undefined {
  const { fix } = rule;
  if (value === undefined) return { subject, rule: "is missing", fix };
  if (typeof value !== "string") return { subject, rule: `is ${kindOf(value)}, not a text`, fix };
  if (follows(rule, value)) return undefined;
  if (value === "") return { subject, rule: "is empty", fix };
  const refined = rule.refine?.(value);
  return {
    subject,
    ...(regex(rule.shown ?? "").test(value) && { value }),
    rule: refined?.words ?? rule.words,
    fix: refined?.fix ?? fix,
  };
}

/** The same for an input of a program, which may be a token: its guard is in Terraform. */
export function knownProblems(rule: Rule, subject: string, value: unknown): Problem[] {
  if (typeof value === "string" && !isKnown(value)) return [];
  const problem = problemOf(rule, subject, value);
  return problem ? [problem] : [];
}

/** The same for an input that may be left out. */
export const givenProblems = (rule: Rule, subject: string, value: unknown): Problem[] =>
  value === undefined ? [] : knownProblems(rule, subject, value);

/** The same for a number that may be left out: rules look at texts. */
export const givenNumberProblems = (rule: Rule, subject: string, value: number | undefined): Problem[] =>
  givenProblems(rule, subject, value === undefined ? undefined : String(value));

/** The same for each of several texts. */
export const eachProblems = (rule: Rule, subject: string, values: readonly unknown[] = []): Problem[] =>
  values.flatMap((value) => knownProblems(rule, subject, value));

/** What is wrong with a count, for example of tags. */
export function countProblems(rule: Count, subject: string, count: number): Problem[] {
  if (isWithin(rule, count)) return [];
  const { words, fix } = rule;
  return [count === 0 ? { subject, rule: "is empty", fix } : { subject, value: String(count), rule: words, fix }];
}

/** What a value is, for whoever expected a text. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "function" ? "a function" : `a ${typeof value}`;
}

/** A text of so many characters, of any kind. */
export const between = (least: number, most: number, fix: string, source: string): Rule => ({
  least,
  most,
  words: `does not have ${least} to ${most} characters`,
  fix,
  source,
  refine: (text) => ({ words: `has ${lengthOf(text)} characters, not ${least} to ${most}` }),
});

/** A count of things. */
export const atMost = (most: number, words: string, fix: string, source: string): Rule => ({
  least: 0,
  most,
  words: `${words} ${most}`,
  fix,
  source,
});

/** One of a few texts. */
export const oneOf = (values: readonly string[], source: string): Rule => ({
  values,
  words: `is none of ${values.join(", ")}`,
  fix: "Give one of them.",
  source,
});
