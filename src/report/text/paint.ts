import type { CellVerdict } from "../../proof/proof";
import type { Answer } from "../answer";
import type { Weight } from "../weight";

/** Colours a text, or leaves it as it is where there is no terminal. */
export type Paint = (text: string, code: number) => string;

export const painted: Paint = (text, code) => `\u001b[${code}m${text}\u001b[0m`;
export const plain: Paint = (text) => text;

const [RED, GREEN, YELLOW, BLUE, CYAN] = [31, 32, 33, 34, 36];
export const BOLD = 1;

export const VERDICT_COLORS: Readonly<Record<CellVerdict, number>> = {
  allowed: GREEN,
  conditional: BLUE,
  unknown: CYAN,
  denied: RED,
};
export const WEIGHT_COLORS: Readonly<Record<Weight, number>> = {
  error: RED,
  warning: YELLOW,
  unknown: CYAN,
  note: BLUE,
  suppressed: BLUE,
};
export const ANSWER_COLORS: Readonly<Record<Answer["state"], number>> = {
  violated: RED,
  unknown: CYAN,
  nothing: CYAN,
  proven: GREEN,
};
