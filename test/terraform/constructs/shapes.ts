import { Fn, Lazy } from "cdktf";
import { tokenFor } from "../../support/synth";

/** A text as the program says it, and what AWS is to get. */
export interface Given {
  readonly said: string;
  readonly meant: string;
}

/** The value of a variable: no code either. */
const HOSTILE_VALUE = '}"%{\\';

/** The variables that the tokens of the shapes stand for. */
export const VARIABLES = {
  stage: { type: "string", default: "dev" },
  hostile: { type: "string", default: HOSTILE_VALUE },
  role: { type: "string", default: "arn:aws:iam::111122223333:role/agent" },
};

/** A text alone, and with tokens on either side: of a variable, of functions, of CDKTF's Lazy and Fn.rawString. */
export const SHAPES: readonly ((text: string, other: string) => Given)[] = [
  (text) => ({ said: text, meant: text }),
  (text) => ({ said: `${tokenFor("var.stage")}${text}`, meant: `dev${text}` }),
  (text) => ({ said: `${text}${tokenFor("var.stage")}`, meant: `${text}dev` }),
  (text, other) => ({ said: `${text}${tokenFor("var.hostile")}${other}`, meant: `${text}${HOSTILE_VALUE}${other}` }),
  (text) => ({ said: `${Fn.upper(tokenFor("var.stage"))}${text}`, meant: `DEV${text}` }),
  (text) => ({ said: `${Lazy.stringValue({ produce: () => text })}-`, meant: `${text}-` }),
  (text) => ({ said: `${Fn.rawString(`\${ ${text}}`)}-`, meant: `\${ ${text}}-` }),
];
