import type { Clock } from "./clock";
import { Interrupted } from "./clock";
import { isPassing, isThrottled } from "./outcome";

const ATTEMPTS = 6;
const FIRST_MILLISECONDS = 500;

export interface Pace {
  readonly clock: Clock;
  /** Left out: nobody can stop it. */
  readonly signal?: AbortSignal;
}

/**
 * Calls again what was throttled, and, if that cannot do something twice, what failed at the server or on the way.
 */
export async function again<T>({ clock, signal }: Pace, call: () => Promise<T>, isRepeatable: boolean): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    if (signal?.aborted) throw new Interrupted();
    try {
      return await call();
    } catch (error) {
      const mayHelp = error instanceof Error && (isThrottled(error) || (isRepeatable && isPassing(error)));
      if (!mayHelp || attempt === ATTEMPTS) throw error;
      await clock.sleep(FIRST_MILLISECONDS * 2 ** attempt, signal);
    }
  }
}
