import { shownText } from "../../decision";
import { evidenceOf } from "../../proof/who/evidence";
import { principalOf } from "../../proof/who/named";
import { couldBecome, whatCan } from "../../proof/who/what-can";
import { WhoCan } from "../../proof/who/who-can";
import type { Found } from "../../proof/who/who-can";
import { expectationOf } from "../../report/who/expectation";
import { whoJson } from "../../report/who/json";
import type { WhoResult, WhoRow } from "../../report/who/result";
import { exitCodeOfWho } from "../../report/who/result";
import { whatText } from "../../report/who/text";
import { EXIT } from "../command";
import { Progress } from "../progress";
import { modelFor } from "./model";
import { answered, baselineIn, grantedFor, held } from "./who-model";
import type { WhoOptions } from "./who-options";
import { WHAT_HELP, whatOptions } from "./who-options";

export const summary = "what a principal can do with secrets, keys, providers";

/** @returns the exit code */
export const run = (args: readonly string[]): Promise<number> =>
  answered("what-can", () => {
    const options = whatOptions(args);
    if (!options) {
      process.stdout.write(WHAT_HELP);
      return EXIT.OK;
    }
    const result = resultFor(options);
    const isTerminal = process.stdout.isTTY && process.env.NO_COLOR === undefined;
    process.stdout.write(options.json ? whoJson(result) : whatText(result, isTerminal, options.verbose));
    return exitCodeOfWho(result, options.strict);
  });

function resultFor({ asked: [principal = ""], inputs, baseline }: WhoOptions): WhoResult {
  const before = baselineIn(baseline);
  const progress = new Progress();
  try {
    const model = modelFor(inputs, progress);
    const named = held(principalOf(model, principal));
    progress.say(() => `Asking what ${shownText(named.name)} can do`);
    const whoCan = new WhoCan(model);
    const row = (found: Found): WhoRow => ({ found, evidence: evidenceOf(model, found) });
    const found = whatCan(whoCan, named);
    const rows = found.map(row);
    const expectation = expectationOf(rows, undefined, before);
    return {
      about: shownText(named.name),
      rows,
      couldBecome: couldBecome(whoCan, named),
      assumptions: grantedFor(model, found),
      ...(expectation && { expectation }),
    };
  } finally {
    progress.end();
  }
}
