/** From here on somebody wonders. */
const PATIENCE_MS = 2000;
const PAUSE_MS = 200;

/** Where it is told, and what time it is. */
export interface ProgressOutput {
  readonly isTerminal: boolean;
  write(text: string): void;
  now(): number;
}

const STANDARD_ERROR: ProgressOutput = {
  isTerminal: process.stderr.isTTY === true,
  write: (text) => void process.stderr.write(text),
  now: () => performance.now(),
};

/** Tells a person at a terminal what takes so long, in a line that goes away again. */
export class Progress {
  private readonly start: number;
  private told = -Infinity;
  private isShown = false;

  public constructor(private readonly output: ProgressOutput = STANDARD_ERROR) {
    this.start = output.now();
  }

  /** A file that is read: how much of how much, which a pipe does not tell. */
  public reading(name: string): (done: number, of: number) => void {
    return (done, of) =>
      this.say(
        () => `Reading ${name}: ${of > 0 ? `${Math.floor((100 * done) / of)}%` : `${Math.floor(done / 1e6)} MB`}`,
      );
  }

  public say(text: () => string): void {
    const { isTerminal, now } = this.output;
    if (!isTerminal) return;
    const time = now();
    if (time - this.start < PATIENCE_MS || time - this.told < PAUSE_MS) return;
    this.told = time;
    this.isShown = true;
    this.output.write(`\r${text()}\u001b[K`);
  }

  /** Before anything else is written. */
  public end(): void {
    if (this.isShown) this.output.write("\r\u001b[K");
    this.isShown = false;
  }
}
