import { getHeapStatistics } from "node:v8";
import { InputError } from "./input-error";

/** Plans of monorepos have some hundred megabytes; `--max-size` raises it. */
export const LARGEST_FILE_BYTES = 2 ** 30;

/** Up to here a file is one text for the parser; a larger one is read piece by piece. */
export const SMALL_FILE_BYTES = 8 * 2 ** 20;

const HEAP_BYTES = getHeapStatistics().heap_size_limit;

/** The longest piece of a large file that is parsed at once: a text of V8 has at most half a gigabyte. */
export const LARGEST_PIECE_BYTES = Math.min(256 * 2 ** 20, Math.floor(HEAP_BYTES / 8));

/** Terraform's own JSON stays far below. */
export const DEEPEST_NESTING = 200;

/**
 * What JSON takes in memory, in bytes: each character up to two, each value an object or a place in a list. A file of
 * nothing but brackets takes twenty times its size.
 *
 * @param values commas and opening brackets
 */
export const memoryOf = (bytes: number, values: number): number => 2 * bytes + 64 * values;

/** Node.js ends without a word when its memory does, and the proof needs some, too. */
export const MOST_MEMORY = HEAP_BYTES / 2;

const WRITE_IT_WITH = "Write it with: terraform show -json PLANFILE";

// Nothing of the content is repeated in any of these: it may hold a secret.

export const notJson = (name: string, isEmpty: boolean): InputError =>
  new InputError(
    `${name} is not JSON: ${isEmpty ? "it is empty" : "it is truncated, or another format"}. ${WRITE_IT_WITH}`,
  );

export const notText = (name: string, encoding: string): InputError =>
  new InputError(`${name} is not text in ${encoding.toUpperCase()}. ${WRITE_IT_WITH}`);

export const tooLarge = (name: string, maxBytes: number): InputError =>
  new InputError(`${name} is too large: at most ${maxBytes} bytes are read. Raise the limit with --max-size.`);

export const tooDeep = (name: string): InputError =>
  new InputError(`${name} is nested deeper than ${DEEPEST_NESTING} levels.`);

const MORE_MEMORY = "Give it more: NODE_OPTIONS=--max-old-space-size=MEGABYTES";

export const tooMuch = (name: string): InputError =>
  new InputError(`${name} holds too much for the memory of Node.js. ${MORE_MEMORY}`);

export const tooLong = (name: string): InputError =>
  new InputError(`${name} holds more than ${LARGEST_PIECE_BYTES} bytes in one piece: that is too much at once.`);
