/**
 * What a rule asks of a CloudTrail record, in the few words that EventBridge, metric filters, Sigma, Logs Insights and
 * Athena all have. Each language's file writes it down; none of them decides anything.
 */

/** One thing that a field may be. What is absent is neither `is`, nor `begins`, nor `notIn`. */
export type Matcher =
  | { readonly is: string }
  | { readonly begins: string }
  /** It is there, and is none of these. */
  | { readonly notIn: readonly string[] }
  | { readonly present: boolean };

/** A field of the record, by its path, with all that it may be. */
export interface Test {
  readonly field: string;
  readonly any: readonly Matcher[];
}

/** How CloudTrail came to write a record: somebody called an API, or a service tells of itself. */
export type EventKind = "AwsApiCall" | "AwsServiceEvent";

/** What must hold all at once. */
export interface Case {
  readonly kind: EventKind;
  /** The service, as `eventSource` has it: `kms.amazonaws.com`. */
  readonly source: string;
  readonly tests: readonly Test[];
  /** What else than secrets it is about, where a signal has cases of several: each has rules of its own, by this name. */
  readonly about?: string;
}

/** A field that is one of some texts. */
export const isOneOf = (field: string, texts: readonly string[]): Test => ({
  field,
  any: texts.map((is) => ({ is })),
});

/** A field that is absent. */
export const absent = (field: string): Test => ({ field, any: [{ present: false }] });

/** A field that is there, whatever it holds. */
export const present = (field: string): Test => ({ field, any: [{ present: true }] });

/** A field that is there and none of some texts. */
export const noneOf = (field: string, texts: readonly string[]): Test => ({
  field,
  any: [texts.length === 0 ? { present: true } : { notIn: texts }],
});

/** A field that is absent, or none of some texts. */
export const notThere = (field: string, texts: readonly string[]): Test => ({
  field,
  any: [{ present: false }, ...noneOf(field, texts).any],
});

/** Whether each of a test's values stands for itself, so that the test may be shared out among several rules. */
export const isDivisible = ({ any }: Test): boolean => any.every((one) => "is" in one || "begins" in one);

/** The test of a case that has the most values to share out. */
export const divisibleTest = ({ tests }: Case): Test | undefined =>
  [...tests].filter((test) => isDivisible(test)).sort((a, b) => b.any.length - a.any.length)[0];

const isSame = (a: Test, b: Test): boolean =>
  a === b || (a.field === b.field && a.any.length === b.any.length && JSON.stringify(a) === JSON.stringify(b));

/** What cases have in common. */
export interface Factored {
  readonly common: readonly Test[];
  /** What tells them apart, as alternatives; none if one of them asks for nothing more: it holds wherever the others do. */
  readonly rest: readonly (readonly Test[])[];
}

/** What all of some cases ask for, and what each asks for beside it. */
export function factored(cases: readonly Case[]): Factored {
  const [first] = cases as readonly [Case];
  const isCommon = (test: Test): boolean =>
    cases.length === 1 || cases.every(({ tests }) => tests.some((one) => isSame(one, test)));
  const rest = cases.map(({ tests }) => tests.filter((test) => !isCommon(test)));
  return { common: first.tests.filter(isCommon), rest: rest.every(({ length }) => length > 0) ? rest : [] };
}

/** Cases by what they are about; "" for secrets. */
export function byAbout(cases: readonly Case[]): Map<string, Case[]> {
  const found = new Map<string, Case[]>();
  for (const one of cases) found.set(one.about ?? "", [...(found.get(one.about ?? "") ?? []), one]);
  return found;
}

/** What is not a text that a field must be. */
export type OtherMatcher = Exclude<Matcher, { readonly is: string }>;

/** The texts that a field may be, beside all else that it may be: languages have a list for them. */
export const exactTexts = ({ any }: Test): string[] => any.flatMap((one) => ("is" in one ? [one.is] : []));
export const otherMatchers = ({ any }: Test): OtherMatcher[] => any.flatMap((one) => ("is" in one ? [] : [one]));

/** A text between double quotes, in the languages that escape with a backslash: a role's path may hold quotes. */
export const doubleQuoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;
