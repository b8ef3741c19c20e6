import { InputError } from "./input-error";

/** Plans of monorepos have some hundred megabytes; `--max-size` raises it. */
export const LARGEST_FILE_BYTES = 2 ** 30;

/** Up to here a file is one text for the parser; a larger one is read piece by piece. */
export const SMALL_FILE_BYTES = 8 * 2 ** 20;

/** The longest piece of a large file that is parsed at once: a text of V8 has at most half a gigabyte. */
export const LARGEST_PIECE_BYTES = 256 * 2 ** 20;

/** Terraform's own JSON stays far below. */
export const DEEPEST_NESTING = 200;

/** What is held of a plan stays far below. A file of nothing but brackets would take twenty times its size in memory. */
export const MOST_VALUES = 3_000_000;

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

export const tooMuch = (name: string): InputError =>
  new InputError(`${name} holds too much: at most ${MOST_VALUES} values are read.`);

export const tooLong = (name: string): InputError =>
  new InputError(`${name} holds too much in one piece: at most ${LARGEST_PIECE_BYTES} bytes are read at once.`);
