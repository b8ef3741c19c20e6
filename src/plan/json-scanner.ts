import type { Bytes } from "./json-bytes";
import { DEEPEST_NESTING, LARGEST_PIECE_BYTES, notJson, SMALL_FILE_BYTES, tooDeep, tooLong } from "./json-limits";

export const [BRACE, BRACKET, NOTHING_MORE] = [0x7b, 0x5b, -1];
const [END_BRACE, END_BRACKET, QUOTE, COMMA, COLON, BACKSLASH] = [0x7d, 0x5d, 0x22, 0x2c, 0x3a, 0x5c];
const [SPACE, TAB, LINE_FEED, RETURN, MINUS, PLUS, POINT, ZERO, NINE] = [
  0x20, 0x09, 0x0a, 0x0d, 0x2d, 0x2b, 0x2e, 0x30, 0x39,
];
const SMALL_U = 0x75;
const ESCAPED = new Set(Buffer.from('"\\/bfnrt'));
const LITERALS = new Map(["true", "false", "null"].map((word) => [word.charCodeAt(0), Buffer.from(word)]));

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
const isHex = (byte: number): boolean => isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);

/**
 * Goes over the bytes of a JSON text once, by its grammar, and accepts what `JSON.parse` accepts. It remembers no more than
 * the piece that is held.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export class Scanner {
  /** Commas and opening brackets so far. */
  public values = 0;
  private buffer: Buffer;
  /** The next byte, and the end of what is read, in the buffer. */
  private at = 0;
  private end = 0;
  /** How many bytes went by before the buffer's first. */
  private before = 0;
  private held: number | undefined;
  private depth = 0;

  /** @param capacity of the window at first; it grows with the piece that is held */
  public constructor(
    private readonly bytes: Bytes,
    private readonly name: string,
    capacity = SMALL_FILE_BYTES,
  ) {
    this.buffer = Buffer.allocUnsafe(capacity);
  }

  /** Where the next byte stands in the whole text. */
  public get position(): number {
    return this.before + this.at;
  }

  /** Remembers everything from here on. */
  public hold(): void {
    this.held = this.position;
  }

  public release(): void {
    this.held = undefined;
  }

  /** A part of what is held; what is just released counts until the next byte is looked at. */
  public text(from: number, to: number): string {
    return this.buffer.toString("utf8", from - this.before, to - this.before);
  }

  /** The byte after the white space. */
  public next(): number {
    for (;;) {
      const byte = this.peek();
      if (byte !== SPACE && byte !== LINE_FEED && byte !== RETURN && byte !== TAB) return byte;
      this.at++;
    }
  }

  /** Goes over a list; `item` goes over one item. */
  public list(item: () => void): void {
    this.enter();
    if (this.next() === END_BRACKET) this.at++;
    else
      for (;;) {
        item();
        if (this.endsWith(END_BRACKET)) break;
      }
    this.depth--;
  }

  /** Goes over an object; `member` goes over a value, its key lies between two positions. */
  public object(member: (from: number, to: number) => void): void {
    this.enter();
    if (this.next() === END_BRACE) this.at++;
    else
      for (;;) {
        if (this.next() !== QUOTE) throw this.malformed();
        const isHeld = this.held !== undefined;
        const from = this.position;
        if (!isHeld) this.hold();
        this.string();
        const to = this.position;
        if (this.next() !== COLON) throw this.malformed();
        this.at++;
        if (!isHeld) this.release();
        member(from, to);
        if (this.endsWith(END_BRACE)) break;
      }
    this.depth--;
  }

  /** Goes over any value. */
  public skip = (): void => {
    const byte = this.next();
    if (byte === QUOTE) this.string();
    else if (byte === BRACE) this.object(this.skip);
    else if (byte === BRACKET) this.list(this.skip);
    else if (byte === MINUS || isDigit(byte)) this.number();
    else this.literal(LITERALS.get(byte));
  };

  public malformed(): Error {
    return notJson(this.name, false);
  }

  private enter(): void {
    this.at++;
    this.values++;
    if (++this.depth > DEEPEST_NESTING) throw tooDeep(this.name);
  }

  private endsWith(bracket: number): boolean {
    const byte = this.next();
    this.at++;
    if (byte === bracket) return true;
    if (byte !== COMMA) throw this.malformed();
    this.values++;
    return false;
  }

  private string(): void {
    this.at++;
    for (;;) {
      const byte = this.plain();
      if (byte === QUOTE) return;
      if (byte !== BACKSLASH) throw this.malformed();
      const escaped = this.take();
      if (escaped === SMALL_U) for (let digits = 0; digits < 4; digits++) this.expect(isHex(this.take()));
      else this.expect(ESCAPED.has(escaped));
    }
  }

  /** Takes the bytes of a string up to one that is not only itself. @returns that one */
  private plain(): number {
    do {
      const { buffer, end } = this;
      for (let at = this.at; at < end; at++) {
        const byte = buffer[at] as number;
        if (byte !== QUOTE && byte !== BACKSLASH && byte >= SPACE) continue;
        this.at = at + 1;
        return byte;
      }
      this.at = end;
    } while (this.more());
    return NOTHING_MORE;
  }

  private number(): void {
    if (this.peek() === MINUS) this.at++;
    if (this.peek() === ZERO) this.at++;
    else this.digits();
    if (this.peek() === POINT) {
      this.at++;
      this.digits();
    }
    if ((this.peek() | 0x20) === 0x65) {
      this.at++;
      if (this.peek() === PLUS || this.peek() === MINUS) this.at++;
      this.digits();
    }
  }

  private digits(): void {
    this.expect(isDigit(this.take()));
    while (isDigit(this.peek())) this.at++;
  }

  private literal(word: Buffer | undefined): void {
    if (!word) throw this.malformed();
    for (const byte of word) this.expect(this.take() === byte);
  }

  private expect(holds: boolean): void {
    if (!holds) throw this.malformed();
  }

  private peek(): number {
    return this.at < this.end || this.more() ? (this.buffer[this.at] as number) : NOTHING_MORE;
  }

  private take(): number {
    const byte = this.peek();
    this.at++;
    return byte;
  }

  /** Reads on, after what is held. */
  private more(): boolean {
    // Only a full window is moved: a pipe gives little at a time, and what is held may be long.
    if (this.buffer.length - this.end < LEAST_ROOM) this.move();
    const read = this.bytes.read(this.buffer, this.end);
    this.end += read;
    return read > 0;
  }

  private move(): void {
    const start = this.held === undefined ? this.at : this.held - this.before;
    const kept = this.end - start;
    if (kept > LARGEST_PIECE_BYTES) throw tooLong(this.name);
    const isFull = kept + LEAST_ROOM > this.buffer.length / 2;
    const target = isFull ? Buffer.allocUnsafe(Math.max(this.buffer.length, LEAST_ROOM) * 2) : this.buffer;
    this.buffer.copy(target, 0, start, this.end);
    this.buffer = target;
    this.before += start;
    this.at -= start;
    this.end = kept;
  }
}

/** What any source of bytes can put at least one character into. */
const LEAST_ROOM = 16;
