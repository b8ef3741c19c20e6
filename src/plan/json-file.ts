import { closeSync, constants, openSync, readSync } from "node:fs";
import { InputError } from "./input-error";

/** More than any plan of this package's size limits; reading it would take memory and bring no answer. */
export const LARGEST_FILE_BYTES = 48_000_000;

/** Terraform's own JSON stays far below. */
export const DEEPEST_NESTING = 200;

/** Twice what a plan of the largest size holds. A file of nothing but brackets would take fifty times its size in memory. */
export const MOST_VALUES = 3_000_000;

/** Reads a JSON file, or says in one line why not. Nothing of the content is repeated: it may hold a secret. */
export function readJsonFile(path: string): unknown {
  return parseJson(readText(path), path);
}

export function readText(path: string): string {
  let file: number;
  try {
    // A named pipe that nobody writes to would block for ever.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw new InputError(`${path} cannot be opened (${codeOf(error)}).`);
  }
  try {
    return decoded(readBytes(file, path), path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (codeOf(error) === "EISDIR") throw new InputError(`${path} is a folder: give a file.`);
    throw new InputError(`${path} cannot be read (${codeOf(error)}).`);
  } finally {
    closeSync(file);
  }
}

const CHUNK_BYTES = 1 << 20;
const NOTHING_YET_MS = 10;

/** A pipe does not tell its size before. */
function readBytes(file: number, path: string): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const read = readChunk(file, chunk);
    if (read === 0) return Buffer.concat(chunks);
    size += read;
    if (size > LARGEST_FILE_BYTES)
      throw new InputError(`${path} is too large: at most ${LARGEST_FILE_BYTES} bytes are read.`);
    chunks.push(chunk.subarray(0, read));
  }
}

/** Waits while a pipe's writer has nothing to say yet. */
function readChunk(file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, NOTHING_YET_MS);
    }
  }
}

/** Windows PowerShell redirects into UTF-16. */
function decoded(bytes: Buffer, path: string): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const encoding = isUtf16 ? "utf-16le" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(
      `${path} is not text in ${encoding.toUpperCase()}. Write it with: terraform show -json PLANFILE`,
    );
  }
}

/** @param name of the text in messages */
export function parseJson(text: string, name: string): unknown {
  const excess = excessOf(text);
  if (excess !== undefined) throw new InputError(`${name} ${excess}.`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const hint = text.trim() === "" ? "it is empty" : "it is truncated, or another format";
    throw new InputError(`${name} is not JSON: ${hint}. Write it with: terraform show -json PLANFILE`);
  }
}

/** Looks at brackets and commas only, before the parser and every recursion behind it meet them. */
function excessOf(text: string): string | undefined {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) values++;
    else if (code === BRACE || code === BRACKET) {
      values++;
      if (++depth > DEEPEST_NESTING) return `is nested deeper than ${DEEPEST_NESTING} levels`;
    } else if (code === END_BRACE || code === END_BRACKET) depth--;
  }
  return values > MOST_VALUES ? `holds too much: at most ${MOST_VALUES} values are read` : undefined;
}

const [QUOTE, COMMA, BRACE, END_BRACE, BRACKET, END_BRACKET] = [0x22, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d];

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown error";
