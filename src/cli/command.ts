/** One command of the program. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** Runs it with its own arguments and gives the exit code. */
  run(args: readonly string[]): Promise<number>;
}

/** Exit codes that all commands share. */
export const EXIT = { OK: 0, FAILED: 1, USAGE: 2 } as const;
