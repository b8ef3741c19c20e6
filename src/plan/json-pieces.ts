import type { Bytes } from "./json-bytes";
import { MOST_VALUES, notJson, SMALL_FILE_BYTES, tooMuch } from "./json-limits";
import { BRACE, BRACKET, NOTHING_MORE, Scanner } from "./json-scanner";
import type { Keep, Shape } from "./json-shape";
import { PLAN, WHOLE } from "./json-shape";

/**
 * Reads a plan piece by piece: of what is of no interest not even a text is made.
 *
 * @param bytes in UTF-8
 * @param name of the text in messages
 * @param keep without it everything is read
 */
export function planIn(bytes: Bytes, name: string, keep?: Keep, capacity = SMALL_FILE_BYTES): unknown {
  return new Pieces(new Scanner(bytes, name, capacity), name, keep).all();
}

/** None or one. */
type Found = [] | [unknown];

class Pieces {
  /** Commas and brackets of what is kept. */
  private values = 0;

  public constructor(
    private readonly scanner: Scanner,
    private readonly name: string,
    private readonly keep: Keep | undefined,
  ) {}

  public all(): unknown {
    if (this.scanner.next() === NOTHING_MORE) throw notJson(this.name, true);
    const [plan] = this.value(PLAN);
    if (this.scanner.next() !== NOTHING_MORE) throw this.scanner.malformed();
    return plan;
  }

  private value(shape: Shape): Found {
    const first = this.scanner.next();
    switch (shape.kind) {
      case "unused":
        return this.keep ? this.passed() : this.whole();
      case "object":
        return first === BRACE ? this.members((name) => shape.members.get(name) ?? WHOLE) : this.whole();
      case "map":
        return first === BRACE ? this.members(() => shape.of) : this.whole();
      case "list":
        return first === BRACKET ? this.items(shape.of) : this.whole();
      case "resource":
        return first === BRACE && this.keep ? this.resource(this.keep, shape.stub) : this.whole();
      case "whole":
        return this.whole();
    }
  }

  private passed(): [] {
    this.scanner.skip();
    return [];
  }

  private whole(): Found {
    const { scanner } = this;
    const [from, before] = [scanner.position, scanner.values];
    scanner.hold();
    scanner.skip();
    scanner.release();
    return [this.parsed(from, scanner.position, scanner.values - before)];
  }

  private items(shape: Shape): Found {
    const found: unknown[] = [];
    this.scanner.list(() => this.value(shape).forEach((one) => found.push(one)));
    this.count(found.length);
    return [found];
  }

  private members(shapeOf: (name: string) => Shape): Found {
    const found = new Map<string, unknown>();
    this.scanner.object((from, to) => {
      const name = this.keyIn(from, to);
      // Of a key that stands there twice the last one counts.
      for (const value of this.value(shapeOf(name))) found.set(name, value);
    });
    this.count(found.size);
    // Unlike an assignment it takes the name of a prototype for a name.
    return [Object.fromEntries(found)];
  }

  private resource(keep: Keep, stub: ReadonlySet<string> | undefined): Found {
    const { scanner } = this;
    const [from, before] = [scanner.position, scanner.values];
    const places = new Map<string, readonly [number, number]>();
    scanner.hold();
    scanner.object((start, end) => {
      const name = this.nameIn(start, end, stub);
      scanner.next();
      const value = scanner.position;
      scanner.skip();
      if (name !== undefined) places.set(name, [value, scanner.position]);
    });
    scanner.release();
    const type = places.get("type");
    const told = type && this.parsed(...type, 0);
    if (typeof told !== "string" || keep(told)) return [this.parsed(from, scanner.position, scanner.values - before)];
    return stub
      ? [Object.fromEntries([...places].map(([name, [start, end]]) => [name, this.parsed(start, end, 1)]))]
      : [];
  }

  /** The key, if it is one that matters. Most keys do not, and need not become texts. */
  private nameIn(from: number, to: number, stub: ReadonlySet<string> | undefined): string | undefined {
    if (!stub && to - from !== TYPE_BYTES && !this.scanner.hasEscape(from, to)) return undefined;
    const name = this.keyIn(from, to);
    return name === "type" || stub?.has(name) === true ? name : undefined;
  }

  private keyIn(from: number, to: number): string {
    return JSON.parse(this.scanner.text(from, to)) as string;
  }

  /** @param values in it */
  private parsed(from: number, to: number, values: number): unknown {
    this.count(values);
    return JSON.parse(this.scanner.text(from, to)) as unknown;
  }

  private count(values: number): void {
    this.values += values;
    if (this.values > MOST_VALUES) throw tooMuch(this.name);
  }
}

const TYPE_BYTES = '"type"'.length;
