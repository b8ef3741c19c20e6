/** One refused input of a program: where and what. */
export interface Refusal {
  /** The construct's path. */
  readonly path: string;
  readonly message: string;
}

/** All that is wrong with a program, in one error without a stack trace: the mistake is in the input, not here. */
export class InvalidProgramError extends Error {
  public constructor(refusals: readonly Refusal[]) {
    const count = refusals.length === 1 ? "1 problem" : `${refusals.length} problems`;
    super(
      `cdktf-agentcore-identity found ${count}; nothing was written:\n${refusals.map(({ path, message }) => `  [${path}] ${message}`).join("\n")}`,
    );
    this.name = "InvalidProgramError";
    this.stack = `${this.name}: ${this.message}`;
  }
}
