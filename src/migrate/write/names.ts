/** Names within one scope, each given once. */
export class Names {
  private readonly taken: Set<string>;

  public constructor(reserved: readonly string[] = []) {
    this.taken = new Set(reserved);
  }

  /** The first of the wanted names that is free, else the last with a number. */
  public take(...wanted: readonly [string, ...string[]]): string {
    const last = wanted.at(-1) ?? "";
    let name = wanted.find((one) => !this.taken.has(one));
    for (let number = 2; name === undefined; number++)
      if (!this.taken.has(`${last}-${number}`)) name = `${last}-${number}`;
    this.taken.add(name);
    return name;
  }
}
