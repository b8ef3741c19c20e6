import type { Parsed, Problem } from "../access/problem";
import { isProblem, problemText } from "../access/problem";

/** Why there is no plan: one sentence, and a way out. */
export class MigrationProblem extends Error {
  public override readonly name = "MigrationProblem";
}

/** Stops if a rule says that something is wrong. */
export function require(problem: Problem | undefined): void {
  if (problem) throw new MigrationProblem(problemText(problem));
}

/** What was taken apart; stops if it could not be. */
export function parsedOrStop<T>(parsed: Parsed<T>): T {
  if (isProblem(parsed)) throw new MigrationProblem(problemText(parsed.problem));
  return parsed.value;
}
