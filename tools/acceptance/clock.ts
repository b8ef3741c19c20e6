/** Time, so that the sandbox need not wait and tests need not either. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Ends early, with an error, when the signal says so. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export class Interrupted extends Error {
  public override readonly name = "Interrupted";

  public constructor() {
    super("interrupted");
  }
}

export const SYSTEM_CLOCK: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new Interrupted());
      const timer = setTimeout(end, milliseconds);
      function stop(): void {
        clearTimeout(timer);
        reject(new Interrupted());
      }
      function end(): void {
        signal?.removeEventListener("abort", stop);
        resolve();
      }
      signal?.addEventListener("abort", stop, { once: true });
    }),
};

/** A clock on which nobody waits: time passes where somebody sleeps. */
export function skippingClock(): Clock {
  let skipped = 0;
  return {
    now: () => Date.now() + skipped,
    sleep: (milliseconds, signal) => {
      if (signal?.aborted) return Promise.reject(new Interrupted());
      skipped += milliseconds;
      return Promise.resolve();
    },
  };
}
