import { shownText } from "../../decision";
import type { Become } from "../../proof/who/become";
import type { Evidence } from "../../proof/who/evidence";
import type { Reachable } from "../../proof/who/what-can";
import type { Found } from "../../proof/who/who-can";
import type { Assumption } from "../../proof/model";

/** One answer with what decided it, and who could become whoever it is about. */
export interface WhoRow {
  readonly found: Found;
  readonly evidence: readonly Evidence[];
  readonly become?: Become;
}

/** What is not as it should be, a sentence each. */
export interface Expectation {
  readonly failures: readonly string[];
}

/** All that `who-can` or `what-can` found. */
export interface WhoResult {
  /** The question, read after "can"; of `what-can` the name of who is asked about. */
  readonly about: string;
  readonly rows: readonly WhoRow[];
  /** Of `what-can`: the roles that the principal could become. */
  readonly couldBecome?: readonly Reachable[];
  readonly assumptions: readonly Assumption[];
  /** Left out: nobody says how it should be. */
  readonly expectation?: Expectation;
}

/** Whether somebody comes in, if under a condition. */
export const leads = ({ found: { answer } }: Pick<WhoRow, "found">): boolean =>
  answer.verdict === "allowed" || answer.verdict === "conditional";

/** 0 as it should be, 1 not so, 3 something unknown or taken for granted with `--strict`; as `check`. */
export function exitCodeOfWho({ rows, assumptions, expectation }: WhoResult, strict: boolean): number {
  if ((expectation?.failures.length ?? 0) > 0) return 1;
  const isOpen = assumptions.length > 0 || rows.some(({ found }) => found.answer.verdict === "unknown");
  return strict && isOpen ? 3 : 0;
}

/** A row in words: who, what, and on what. */
export const rowName = ({ found: { principal, question } }: WhoRow): string =>
  `${shownText(principal)} can ${question.action} on ${shownText(question.thing.arn)}`;
