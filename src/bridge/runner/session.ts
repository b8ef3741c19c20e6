import { callOf, inCall, sdkError } from "./aws-error";
import type { Clients } from "./clients";
import type { Clock } from "./clock";
import type { Deadline } from "./deadline";
import { denial } from "./denial";
import type { ErrorRow } from "./error-row";
import { advice, rowOf, stopAt } from "./error-table";
import { Stop } from "./stop";

/** The longest that one request may take before it counts as lost. */
const ATTEMPT_MILLISECONDS = 30_000;
const FIRST_WAIT_MILLISECONDS = 400;
const LONGEST_WAIT_MILLISECONDS = 8000;

/** One look at an object, and perhaps one change of it. It is repeated, from the look on, until it says `done`. */
export type Step<T> = { readonly done: T } | { readonly again: "at once" | "later"; readonly because: string };

export interface SessionOptions {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly deadline: Deadline;
  /** Writes a line for the user. */
  readonly log: (line: string) => void;
  /** Secrets of the input: AgentCore reads them with the caller's permissions. */
  readonly secretArns: readonly string[];
  readonly attemptMilliseconds?: number;
}

/** One run: every call of AWS under one time limit, with errors that say what to do. */
export class Session {
  public readonly clients: Clients;
  private lastCall = "";

  public constructor(private readonly options: SessionOptions) {
    this.clients = options.clients;
  }

  public log(line: string): void {
    this.options.log(line);
  }

  /** Calls AWS once. `action` and `resource` are what a policy would name. */
  public async call<T>(
    action: string,
    resource: string,
    send: (options: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    const { deadline } = this.options;
    const left = deadline.left();
    if (left <= 0) throw deadline.passed(`${action} was still to be called`);
    this.lastCall = `${action} on ${resource}`;
    const limit = Math.min(left, this.options.attemptMilliseconds ?? ATTEMPT_MILLISECONDS);
    try {
      return await deadline.during(
        () => ({
          what: this.lastCall,
          fix: "Look whether the service is reached from here: its endpoint, a proxy, a firewall.",
        }),
        () => send({ abortSignal: AbortSignal.timeout(Math.ceil(limit)) }),
      );
    } catch (error) {
      if (error instanceof Stop) throw error;
      inCall(error, { action, resource });
      if (rowOf(error).as === "denied") throw await denial(error, this.clients, this.options.secretArns);
      throw error;
    }
  }

  /**
   * Repeats a step until it is done. Whatever passes (throttling, server errors, lost connections, an update that still
   * runs) is waited out with exponential backoff and full jitter; the next step looks again before it changes anything,
   * so it does not matter whether the service acted before it failed.
   *
   * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
   */
  public async converge<T>(step: () => Promise<Step<T>>): Promise<T> {
    const tried = new Map<ErrorRow, number>();
    for (let waits = 0; ;) {
      let why: Why;
      try {
        const outcome = await step();
        if ("done" in outcome) return outcome.done;
        why = { because: outcome.because };
        if (outcome.again === "at once") {
          waits = 0;
          continue;
        }
      } catch (error) {
        why = whyAgain(error, tried);
      }
      await this.pause(waits++, why);
    }
  }

  private async pause(waits: number, { because, advice }: Why): Promise<void> {
    const { clock } = this.options;
    const most = Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** Math.min(waits, 10));
    const wait = clock.random() * most;
    if (wait >= this.options.deadline.left()) throw this.options.deadline.passed(because, advice);
    if (waits === 0 || waits % 5 === 0) this.log(`waiting: ${because}`);
    await clock.sleep(wait);
  }
}

/** Why a step is taken again, and what to do if that does not help before the time is over. */
interface Why {
  readonly because: string;
  readonly advice?: string;
}

/** Why it makes sense to try again after an error; throws if it does not. */
function whyAgain(error: unknown, tried: Map<ErrorRow, number>): Why {
  if (error instanceof Stop) throw error;
  const called = callOf(error);
  const row = rowOf(error);
  const tries = (tried.get(row) ?? 0) + 1;
  tried.set(row, tries);
  if (tries > row.tries) throw stopAt(error, row);
  const { name, message } = sdkError(error);
  return { because: `${called.action} on ${called.resource}: ${name}: ${message}`, advice: advice(row, called) };
}
