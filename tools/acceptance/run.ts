import type { Account } from "./aws";
import { Bench } from "./bench";
import type { Clock } from "./clock";
import type { Answer, Given, Question } from "./question";
import type { Left } from "./workshop";
import { reasonOf, Workshop } from "./workshop";

export interface Run {
  readonly prefix: string;
  readonly here: Account;
  readonly other?: Account;
  readonly given: Given;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly say: (what: string) => void;
}

/** One question, and what came of it. */
export interface Asked {
  readonly number: number;
  readonly title: string;
  readonly answers: readonly Answer[];
  /** Why it was not answered to the end. */
  readonly failed?: string;
  /** What it made and could not remove. */
  readonly left: readonly Left[];
  /** What it made and is gone later: a sentence each. */
  readonly waits: readonly string[];
}

/** Asks one question, and removes whatever it made, also if it fails or somebody stops it. */
export async function ask(question: Question, run: Run): Promise<Asked> {
  const { number, title } = question;
  const say = (what: string): void => run.say(`question ${number} ${what}`);
  const workshop = new Workshop(run);
  const bench = new Bench({ ...run, say, workshop }, number);
  const outcome = await question.ask(bench, run.given).then(
    (answers) => ({ answers }),
    (error: unknown) => ({ answers: [], failed: isInterruption(error) ? "interrupted" : reasonOf(error) }),
  );
  if (!workshop.isEmpty) say("removes what it made");
  const removed = await workshop.removeAll();
  bench.close();
  return { number, title, ...outcome, ...removed };
}

/** Asks all, one after the other; when somebody stops it, those that are left are not asked. */
export async function askAll(
  questions: readonly Question[],
  run: Run,
  told: (asked: Asked) => void = () => undefined,
): Promise<Asked[]> {
  const all: Asked[] = [];
  for (const question of questions) {
    if (run.signal.aborted) break;
    const asked = await ask(question, run);
    all.push(asked);
    told(asked);
  }
  return all;
}

const isInterruption = (error: unknown): boolean => error instanceof Error && error.name === "Interrupted";
