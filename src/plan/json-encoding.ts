import { isUtf8 } from "node:buffer";
import type { Bytes } from "./json-bytes";
import { startingWith } from "./json-bytes";
import { notText } from "./json-limits";

/** Windows PowerShell redirects into UTF-16. */
const isUtf16 = (head: Buffer): boolean => head[0] === 0xff && head[1] === 0xfe;

/** A whole text. Its byte order mark is left out. */
export function decoded(bytes: Buffer, name: string): string {
  const encoding = isUtf16(bytes) ? "utf-16le" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw notText(name, encoding);
  }
}

/** The same text in UTF-8, piece by piece: whole characters, without a byte order mark. */
export function asUtf8(head: Buffer, rest: Bytes, name: string): Bytes {
  const bytes = startingWith(head.subarray(hasMark(head) ? MARK.length : 0), rest);
  return isUtf16(head) ? new FromUtf16(bytes, name) : new CheckedUtf8(bytes, name);
}

const MARK = [0xef, 0xbb, 0xbf];
const hasMark = (head: Buffer): boolean => MARK.every((byte, at) => head[at] === byte);

/** The longest character of UTF-8. */
const LONGEST = 4;

/** Holds back the beginning of a character until the rest of it is there. */
class CheckedUtf8 implements Bytes {
  private readonly begun = Buffer.alloc(LONGEST);
  private length = 0;

  public constructor(
    private readonly bytes: Bytes,
    private readonly name: string,
  ) {}

  public read(into: Buffer, offset: number): number {
    for (;;) {
      this.begun.copy(into, offset, 0, this.length);
      const read = this.bytes.read(into, offset + this.length);
      const end = offset + this.length + read;
      const begun = read === 0 ? 0 : begunAt(into, offset, end);
      if (!isUtf8(into.subarray(offset, end - begun))) throw notText(this.name, "utf-8");
      into.copy(this.begun, 0, end - begun, end);
      this.length = begun;
      if (read === 0 || end - begun > offset) return end - begun - offset;
    }
  }
}

/** How many bytes at the end begin a character of more bytes. */
function begunAt(bytes: Buffer, start: number, end: number): number {
  for (let back = 1; back < LONGEST && end - back >= start; back++) {
    const byte = bytes[end - back] as number;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? back : 0;
  }
  return 0;
}

class FromUtf16 implements Bytes {
  private readonly decoder = new TextDecoder("utf-16le", { fatal: true });
  private readonly raw = Buffer.allocUnsafe(1 << 20);
  private hasEnded = false;

  public constructor(
    private readonly bytes: Bytes,
    private readonly name: string,
  ) {}

  public read(into: Buffer, offset: number): number {
    // Two bytes of UTF-16 are at most three of UTF-8, and one character may be waiting.
    const raw = this.raw.subarray(0, (into.length - offset - LONGEST) / 2);
    while (!this.hasEnded) {
      const read = this.bytes.read(raw, 0);
      this.hasEnded = read === 0;
      const written = into.write(this.decode(raw.subarray(0, read)), offset);
      if (written > 0) return written;
    }
    return 0;
  }

  private decode(raw: Buffer): string {
    try {
      return this.decoder.decode(raw, { stream: raw.length > 0 });
    } catch {
      throw notText(this.name, "utf-16le");
    }
  }
}
