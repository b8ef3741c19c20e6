import type { Bytes } from "./json-bytes";
import { memoryOf, MOST_MEMORY, notJson, SMALL_FILE_BYTES, tooMuch } from "./json-limits";
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

/** A value between two positions of the text. */
interface Piece {
  readonly from: number;
  readonly to: number;
  /** Commas and opening brackets in it. */
  readonly values: number;
}

class Pieces {
  /** Of what is kept. */
  private memory = 0;

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
    this.scanner.hold();
    const piece = this.skipped();
    this.scanner.release();
    return [this.parsed(piece)];
  }

  private items(shape: Shape): Found {
    const found: unknown[] = [];
    this.scanner.list(() => {
      for (const one of this.value(shape)) {
        this.count(0, 1);
        found.push(one);
      }
    });
    return [found];
  }

  private members(shapeOf: (name: string) => Shape): Found {
    const found = new Map<string, unknown>();
    this.scanner.object((from, to) => {
      this.count(to - from, 2);
      const name = this.keyIn(from, to);
      // Of a key that stands there twice the last one counts.
      for (const one of this.value(shapeOf(name))) found.set(name, one);
    });
    // Unlike an assignment it takes the name of a prototype for a name.
    return [Object.fromEntries(found)];
  }

  private resource(keep: Keep, stub: ReadonlySet<string> | undefined): Found {
    const { scanner } = this;
    const [from, before] = [scanner.position, scanner.values];
    const told = new Map<string, Piece>();
    scanner.hold();
    scanner.object((start, end) => {
      const name = end - start > LONGEST_NAME ? undefined : this.keyIn(start, end);
      const piece = this.skipped();
      if (name === "type" || (name !== undefined && stub?.has(name) === true)) told.set(name, piece);
    });
    scanner.release();
    if (this.isOfInterest(told.get("type"), keep))
      return [this.parsed({ from, to: scanner.position, values: scanner.values - before })];
    return stub ? [Object.fromEntries([...told].map(([name, piece]) => [name, this.parsed(piece)]))] : [];
  }

  private isOfInterest(piece: Piece | undefined, keep: Keep): boolean {
    const { memory } = this;
    const type = piece && this.parsed(piece);
    // It is looked at and not held.
    this.memory = memory;
    return typeof type !== "string" || keep(type);
  }

  /** Goes over one value. */
  private skipped(): Piece {
    const { scanner } = this;
    scanner.next();
    const [from, before] = [scanner.position, scanner.values];
    scanner.skip();
    return { from, to: scanner.position, values: scanner.values - before };
  }

  private keyIn(from: number, to: number): string {
    return JSON.parse(this.scanner.text(from, to)) as string;
  }

  private parsed({ from, to, values }: Piece): unknown {
    this.count(to - from, values);
    return JSON.parse(this.scanner.text(from, to)) as unknown;
  }

  /** Before it is held: there is no way back afterwards. */
  private count(bytes: number, values: number): void {
    this.memory += memoryOf(bytes, values);
    if (this.memory > MOST_MEMORY) throw tooMuch(this.name);
  }
}

/** Bytes of the longest key that is looked for, with each character escaped. */
const LONGEST_NAME = 6 * "provider_config_key".length + 2;
