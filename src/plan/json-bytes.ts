import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { InputError } from "./input-error";
import { tooLarge } from "./json-limits";

/** Bytes one after the other. */
export interface Bytes {
  /** Fills a buffer from `offset` on, as far as there is something now. @returns how many; 0 at the end only */
  read(into: Buffer, offset: number): number;
}

/** What a person may say about the reading of a file. */
export interface ReadOptions {
  /** The size from which a file is refused. */
  readonly maxBytes: number;
  /** Told how many bytes are read, and of how many: 0 for a pipe, which does not tell. */
  readonly progress?: (done: number, of: number) => void;
}

/** Names the standard input in place of a file. */
const STANDARD_INPUT = "-";

export const nameOf = (path: string): string => (path === STANDARD_INPUT ? "The standard input" : path);

/** Opens a file, pipe or the standard input, gives its bytes, and closes it; says in one line what does not work. */
export function withBytes<Result>(path: string, options: ReadOptions, use: (bytes: Bytes) => Result): Result {
  const file = opened(path);
  try {
    return use(new FileBytes(file, nameOf(path), options));
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (codeOf(error) === "EISDIR") throw new InputError(`${path} is a folder: give a file.`);
    if (codeOf(error) === undefined) throw error;
    throw new InputError(`${nameOf(path)} cannot be read (${codeOf(error)}).`);
  } finally {
    if (path !== STANDARD_INPUT) closeSync(file);
  }
}

function opened(path: string): number {
  if (path === STANDARD_INPUT) return 0;
  try {
    // A named pipe that nobody writes to would block for ever.
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw new InputError(`${path} cannot be opened (${codeOf(error) ?? "unknown error"}).`);
  }
}

const NOTHING_YET_MS = 10;

class FileBytes implements Bytes {
  private done = 0;
  /** A pipe does not tell its size before; a device tells none. */
  private readonly size: number;

  public constructor(
    private readonly file: number,
    private readonly name: string,
    private readonly options: ReadOptions,
  ) {
    const stat = fstatSync(file);
    this.size = stat.isFile() ? stat.size : 0;
    if (this.size > options.maxBytes) throw tooLarge(name, options.maxBytes);
  }

  public read(into: Buffer, offset: number): number {
    const read = this.readNow(into, offset);
    this.done += read;
    if (this.done > this.options.maxBytes) throw tooLarge(this.name, this.options.maxBytes);
    if (read > 0) this.options.progress?.(this.done, this.size);
    return read;
  }

  /** Waits while a pipe's writer has nothing to say yet. */
  private readNow(into: Buffer, offset: number): number {
    for (;;) {
      try {
        return readSync(this.file, into, offset, into.length - offset, null);
      } catch (error) {
        if (codeOf(error) === "EOF") return 0;
        if (codeOf(error) !== "EAGAIN") throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, NOTHING_YET_MS);
      }
    }
  }
}

/** The beginning of a file: all of it, if it has no more than `length` bytes. */
export function headOf(bytes: Bytes, length: number): { head: Buffer; isAll: boolean } {
  let buffer = Buffer.allocUnsafe(Math.min(length + 1, FIRST_BYTES));
  let filled = 0;
  for (;;) {
    const read = bytes.read(buffer, filled);
    filled += read;
    if (read === 0 || filled > length) return { head: buffer.subarray(0, filled), isAll: read === 0 };
    if (filled < buffer.length) continue;
    const larger = Buffer.allocUnsafe(Math.min(length + 1, buffer.length * 2));
    buffer.copy(larger);
    buffer = larger;
  }
}

const FIRST_BYTES = 1 << 16;

/** Bytes of which the first are read already. */
export function startingWith(head: Buffer, rest: Bytes): Bytes {
  let at = 0;
  return {
    read: (into, offset) => {
      const copied = head.copy(into, offset, at);
      at += copied;
      return copied > 0 ? copied : rest.read(into, offset);
    },
  };
}

const codeOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;
