import { randomUUID } from "node:crypto";
import { SYSTEM_CLOCK } from "../../live/clock";
import type { Snapshot } from "../../live/snapshot";
import { InputError } from "../../plan/input-error";
import type { ModelProvider } from "../../proof/model";
import { Account } from "../../verify/account";
import { actGroups, NotReferenced } from "../../verify/act/act";
import type { Acts } from "../../verify/act/acting";
import type { Group } from "../../verify/check";
import type { Progress } from "../progress";
import type { Reached } from "../take-snapshot";

export interface Acted {
  readonly groups: readonly Group[];
  /** Ctrl-C ended the reading, or this: what was begun was taken back, the rest was not done. */
  readonly isInterrupted: boolean;
}

const isAsked = ({ jsonKey, calls, rotations }: Acts): boolean => jsonKey || calls.length + rotations.length > 0;

/** Does what was asked for in accounts that were just read. */
export async function acted(
  acts: Acts,
  snapshot: Snapshot,
  { hands, isInterrupted }: Reached,
  providers: readonly ModelProvider[],
  progress: Progress,
): Promise<Acted> {
  if (!isAsked(acts) || isInterrupted) return { groups: [], isInterrupted };
  const stop = new AbortController();
  const listener = (): void => stop.abort();
  for (const signal of SIGNALS) process.on(signal, listener);
  try {
    const groups = await actGroups(
      new Account(snapshot),
      providers.filter(({ isElsewhere }) => isElsewhere !== true),
      acts,
      {
        hands: new Map(
          snapshot.accounts.flatMap(({ id }, index) => (hands[index] ? [[id, hands[index]] as const] : [])),
        ),
        clock: SYSTEM_CLOCK,
        signal: stop.signal,
        id: randomUUID,
        tell: (text) => progress.say(() => text),
      },
    );
    return { groups, isInterrupted: stop.signal.aborted };
  } catch (error) {
    throw error instanceof NotReferenced ? new InputError(error.message) : error;
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, listener);
  }
}

/** However often they come: what was begun is taken back first. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;
