import type { Action, Caller, Input, Output } from "./calls";
import type { Clock } from "./clock";
import { SYSTEM_CLOCK } from "./clock";
import { rateOf } from "./rates";

/** What was done so far. */
export interface Pace {
  readonly done: number;
  /** Calls that wait for their turn or their answer. */
  readonly waiting: number;
  /** The call that was made last. */
  readonly last: Action;
}

export interface PaceOptions {
  readonly clock?: Clock;
  /** Told before and after each call. */
  readonly tell?: (pace: Pace) => void;
  /** Whether it is enough: then what was not asked is not asked any more. */
  readonly isEnough?: () => boolean;
}

/** Somebody does not want to wait: what has no answer is unread. */
class Interrupted extends Error {
  public override readonly name = "Interrupted";
  public readonly code = "INTERRUPTED";
}

/**
 * As many calls as are under way at once: fewer than the SDK has connections for, so that none times out while it waits for
 * one. Who answers slowly is asked less often.
 */
const UNDER_WAY = 40;
/** A call is made as often as this; then it counts as unread. */
const ATTEMPTS = { throttled: 10, lost: 4 } as const;
const FIRST_WAIT = 200;
const LONGEST_WAIT = 8000;
/** Of the rate that was, if AWS throttles. */
const SLOWER = 0.7;
const FASTER = 1.02;

/** Turns for calls that share a rate: each begins as soon as the rate lets it, and none before. */
class Turns {
  private next = -Infinity;
  private perSecond: number;

  public constructor(
    private readonly most: number,
    private readonly clock: Clock,
  ) {
    this.perSecond = most;
  }

  public async turn(): Promise<void> {
    const now = this.clock.now();
    const begin = Math.max(now, this.next);
    this.next = begin + 1000 / this.perSecond;
    if (begin > now) await this.clock.sleep(begin - now);
  }

  /** Somebody else calls this account, too, or the rate is another. */
  public slowDown(): void {
    this.perSecond = Math.max(0.5, this.perSecond * SLOWER);
  }

  public speedUp(): void {
    this.perSecond = Math.min(this.most, this.perSecond * FASTER);
  }
}

/**
 * Calls at the rates that AWS allows, and repeats what is throttled or lost, with exponential backoff and full jitter.
 *
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export class PacedCaller implements Caller {
  private readonly turns = new Map<string, Turns>();
  private readonly clock: Clock;
  private readonly idle: (() => void)[] = [];
  private underWay = 0;
  private done = 0;
  private waiting = 0;

  /** @param caller of one account: rates are an account's */
  public constructor(
    private readonly caller: Caller,
    private readonly options: PaceOptions = {},
  ) {
    this.clock = options.clock ?? SYSTEM_CLOCK;
  }

  public async call<A extends Action>(action: A, region: string, input: Input<A>): Promise<Output<A>> {
    const turns = this.turnsFor(action, region);
    this.waiting++;
    try {
      for (let attempt = 1; ; attempt++) {
        await turns.turn();
        await this.begin();
        try {
          if (this.options.isEnough?.()) throw new Interrupted("It was enough.");
          this.tell(action);
          const answer = await this.caller.call(action, region, input);
          turns.speedUp();
          this.end();
          return answer;
        } catch (error) {
          this.end();
          const why = whyAgain(error);
          if (why === undefined || attempt >= ATTEMPTS[why]) throw error;
          if (why === "throttled") turns.slowDown();
          const most = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1));
          await this.clock.sleep(this.clock.random() * most);
        }
      }
    } finally {
      this.waiting--;
      this.done++;
      this.tell(action);
    }
  }

  private async begin(): Promise<void> {
    if (this.underWay >= UNDER_WAY) await new Promise<void>((resolve) => void this.idle.push(resolve));
    else this.underWay++;
  }

  /** Whoever waits takes the place. */
  private end(): void {
    const next = this.idle.shift();
    if (next) next();
    else this.underWay--;
  }

  private turnsFor(action: Action, region: string): Turns {
    const { bucket, perSecond } = rateOf(action);
    const key = `${bucket} ${region}`;
    const found = this.turns.get(key) ?? new Turns(perSecond, this.clock);
    this.turns.set(key, found);
    return found;
  }

  private tell(last: Action): void {
    this.options.tell?.({ done: this.done, waiting: this.waiting, last });
  }
}

const THROTTLED =
  /^(?:Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|LimitExceededException|RequestThrottled)/;
const LOST = /^(?:TimeoutError|ECONNRESET|ECONNREFUSED|ETIMEDOUT|EPIPE|EAI_AGAIN|RequestTimeout)/;

interface Failed {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Why it makes sense to ask again: what AWS decides stays as it is. */
function whyAgain(error: unknown): "lost" | "throttled" | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, $metadata } = error as Failed;
  const status = $metadata?.httpStatusCode ?? 0;
  if (THROTTLED.test(error.name) || status === 429) return "throttled";
  return status >= 500 || LOST.test(error.name) || LOST.test(String(code)) ? "lost" : undefined;
}
