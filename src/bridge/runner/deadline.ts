import type { Clock } from "./clock";
import type { Stop } from "./stop";
import { again, failed } from "./stop";

/** For an input that says nothing, and while it is still being read. */
const DEFAULT_SECONDS = 300;

/** What the program waits for. */
export interface Wait {
  /** A noun: "the credential endpoint". */
  readonly what: string;
  /** What to do if it never comes, sentences. */
  readonly fix: string;
}

/**
 * The one time limit, from the start of the program to its end. It does not rely on what is waited for: sources of
 * credentials cannot be told to give up, so the run ends beside them, and says which it was.
 */
export class Deadline {
  /** Fails when the time is over. */
  public readonly over: Promise<never>;
  private readonly start: number;
  private seconds = DEFAULT_SECONDS;
  private isOver = false;
  private cancel: () => void = () => undefined;
  private fail: (stop: Stop) => void = () => undefined;
  /** The innermost last: a call may wait for credentials, and these for a program. */
  private readonly waits: (() => Wait)[] = [];

  public constructor(private readonly clock: Clock) {
    this.start = clock.now();
    this.over = new Promise((_, reject) => (this.fail = reject));
    // Whoever has stopped waiting need not hear of it.
    this.over.catch(() => undefined);
    this.arm();
  }

  /** Sets the limit; it counts from the start all the same. */
  public limit(seconds: number | undefined): void {
    this.seconds = seconds ?? DEFAULT_SECONDS;
    this.arm();
  }

  /** Milliseconds. */
  public left(): number {
    return this.isOver ? 0 : this.start + this.seconds * 1000 - this.clock.now();
  }

  /** Names what is waited for, in case that the time is over before it comes. */
  public async during<T>(wait: () => Wait, run: () => Promise<T>): Promise<T> {
    this.waits.push(wait);
    try {
      return await run();
    } finally {
      this.waits.splice(this.waits.lastIndexOf(wait), 1);
    }
  }

  /** The error of a run that must not go on, since not enough time is left. */
  public passed(last: string, advice = again(true)): Stop {
    return this.stop(`Last: ${last}`, advice);
  }

  /** Without this the alarm would keep the program alive. */
  public end(): void {
    this.cancel();
  }

  private arm(): void {
    this.cancel();
    this.cancel = this.clock.alarm(Math.max(0, this.left()), () => {
      const { what, fix } = this.waits.at(-1)?.() ?? { what: "this program itself", fix: "Please report it." };
      const stop = this.stop(`What did not answer: ${what}. ${fix}`, again(true));
      this.isOver = true;
      this.fail(stop);
    });
  }

  private stop(why: string, advice: string): Stop {
    return failed(
      `The time limit of ${this.seconds} s passed. ${why}\n${advice} If it only needs longer, raise timeoutSeconds.`,
    );
  }
}
