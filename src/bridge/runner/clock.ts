/** Time and chance, so that tests need neither. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Rings once, unless the function that it gives is called before. */
  alarm(milliseconds: number, ring: () => void): () => void;
  /** From 0 up to, but not including, 1. */
  random(): number;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds)),
  alarm: (milliseconds, ring) => {
    const timer = setTimeout(ring, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
