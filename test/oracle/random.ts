/** A seeded source of randomness: the same seed gives the same cases everywhere. */
export class Random {
  #state: number;

  public constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** mulberry32: between 0 and 1. */
  public next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public integer(below: number): number {
    return Math.floor(this.next() * below);
  }

  public pick<Item>(items: readonly Item[]): Item {
    return items[this.integer(items.length)] as Item;
  }

  public some<Item>(items: readonly Item[], least: number, most: number): Item[] {
    return Array.from({ length: least + this.integer(most - least + 1) }, () => this.pick(items));
  }
}
