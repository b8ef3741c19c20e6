import type { Clock } from "../../../src/live/clock";

/** Time passes only where somebody waits for it. */
export class FakeClock implements Clock {
  private time = 0;
  private readonly sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  public now(): number {
    return this.time;
  }

  public sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => void this.sleepers.push({ until: this.time + milliseconds, wake }));
  }

  public random(): number {
    return 0.5;
  }

  /** Lets time pass until something is done. */
  public async through<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const end = (): void => void (isDone = true);
    work.then(end, end);
    for (;;) {
      // All that can go on without time goes on first.
      await new Promise((resolve) => void setImmediate(resolve));
      if (isDone) return work;
      this.sleepers.sort((a, b) => a.until - b.until);
      const next = this.sleepers.shift();
      if (!next) continue;
      this.time = next.until;
      next.wake();
    }
  }
}
