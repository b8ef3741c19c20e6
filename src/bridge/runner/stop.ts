/** What the exit code of the runner means. Documented in docs/bridge-runner.md. */
export const ExitCode = {
  /** Done: the object is as the input says. */
  OK: 0,
  /** A fault of the runner itself. */
  FAULT: 1,
  /** The command line or the input is wrong; nothing was called. */
  INPUT: 2,
  /** Refused: a precondition or a rule is not met. */
  REFUSED: 3,
  /** AWS denied a permission. */
  DENIED: 4,
  /** AWS failed, or the time limit passed. The message says whether another run helps; it is safe. */
  FAILED: 5,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Ends the run with a message for the user. */
export class Stop extends Error {
  public constructor(
    public readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

export const refuse = (message: string): Stop => new Stop(ExitCode.REFUSED, message);
export const failed = (message: string): Stop => new Stop(ExitCode.FAILED, message);

/** Begins the way out of every error: whether another run helps, perhaps under a condition. */
export function again(helps: boolean | string): string {
  if (helps === true) return "Run it again: nothing is half done that another run would not finish.";
  return helps === false ? "Running it again does not help:" : `Running it again helps only if ${helps}. Otherwise:`;
}
