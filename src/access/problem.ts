/** What is wrong with one input, in the four parts that every message of this package has. */
export interface Problem {
  /** The argument, as the user wrote it, for example `secretArn`. */
  readonly subject: string;
  /** The offending value, if it is safe and useful to show. */
  readonly value?: string;
  /** What holds and is violated, read after the subject: "is a partial ARN: …". */
  readonly rule: string;
  /** What to do instead, a sentence. */
  readonly fix: string;
}

const LONGEST_SHOWN = 160;

/** One line: subject, value, rule, way out. */
export function problemText({ subject, value, rule, fix }: Problem): string {
  return `${subject}${value === undefined ? "" : ` ${quoted(value)}`} ${rule}. ${fix}`;
}

function quoted(value: string): string {
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}

/** A value, or why there is none. */
export type Parsed<T> = { readonly value: T } | { readonly problem: Problem };

export const isProblem = <T>(parsed: Parsed<T>): parsed is { readonly problem: Problem } => "problem" in parsed;
