import type { Pace } from "./again";
import { again } from "./again";
import { isGone, isPassing } from "./outcome";

/** Something that was made, and how it is removed. */
export interface Thing {
  readonly kind: string;
  /** A name or ARN by which a person finds it. */
  readonly name: string;
  /** The alias of the account. */
  readonly account: string;
  /** May be called twice, and for what is not there. A text that it gives tells when it is gone, if it is not yet. */
  readonly remove: () => Promise<unknown>;
}

/** What became of things that were to be removed. */
export interface Removed {
  readonly left: readonly Left[];
  /** What is gone later, and when: a sentence each. */
  readonly waits: readonly string[];
}

/** What could not be removed, and why. */
export interface Left extends Pick<Thing, "kind" | "name" | "account"> {
  readonly why: string;
}

/** Whatever is made is remembered before it is, and removed in the order against which it was made. */
export class Workshop {
  private things: Thing[] = [];
  /** How many things were made. */
  public made = 0;

  public constructor(private readonly pace: Pace) {}

  /** Whether there is something that would stay. */
  public get isEmpty(): boolean {
    return this.things.length === 0;
  }

  /** What was surely not made is not removed either: something of the same name would be somebody else's. */
  public async make<T>(thing: Thing, create: () => Promise<T>): Promise<T> {
    this.things.push(thing);
    try {
      const made = await again(this.pace, create, false);
      this.made++;
      return made;
    } catch (error) {
      if (error instanceof Error && (error.name === "Interrupted" || !isPassing(error))) this.forget(thing);
      throw error;
    }
  }

  /** To be told of what is gone already. */
  public forget(thing: Thing): void {
    this.things = this.things.filter((one) => one !== thing);
  }

  /** Nobody stops this: the caller's signal is not looked at. */
  public async removeAll(): Promise<Removed> {
    const removed = await removeThings([...this.things].reverse(), this.pace);
    this.things = [];
    return removed;
  }
}

/** One after the other, all of them, whatever becomes of one. */
export async function removeThings(things: readonly Thing[], { clock }: Pace): Promise<Removed> {
  const left: Left[] = [];
  const waits: string[] = [];
  for (const { kind, name, account, remove } of things)
    try {
      const until = await again({ clock }, remove, true);
      if (typeof until === "string") waits.push(until);
    } catch (error) {
      if (!(error instanceof Error && isGone(error))) left.push({ kind, name, account, why: reasonOf(error) });
    }
  return { left, waits };
}

export const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
