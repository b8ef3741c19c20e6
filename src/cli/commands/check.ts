import { writeFileSync } from "node:fs";
import { TooManyRows } from "../../proof/proof";
import { InputError, UsageError } from "../../plan/input-error";
import { htmlReport } from "../../report/page/html";
import { jsonReport } from "../../report/json";
import { junitReport } from "../../report/junit";
import type { Result } from "../../report/result";
import { exitCodeOf, resultOf } from "../../report/result";
import { safe } from "../../report/safe";
import { sarifReport } from "../../report/sarif";
import { textReport } from "../../report/text";
import { Progress } from "../progress";
import type { CheckOptions } from "./check-options";
import { CHECK_HELP, checkOptions } from "./check-options";
import { modelFor } from "./model";

export const summary = "prove who can read each secret, before anything is applied";

/** @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const options = checkOptions(args);
    if (!options) {
      process.stdout.write(CHECK_HELP);
      return 0;
    }
    const result = resultFor(options);
    writeReports(result, options);
    const isTerminal = process.stdout.isTTY && process.env.NO_COLOR === undefined;
    process.stdout.write(options.json ? jsonReport(result) : textReport(result, isTerminal, options.verbose));
    return exitCodeOf(result, options.strict);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${safe(error.message)} See agentcore-identity check --help.\n`);
      return 2;
    }
    if (error instanceof InputError) {
      process.stderr.write(`${safe(error.message)}\n`);
      return 1;
    }
    throw error;
  }
}

function resultFor(options: CheckOptions): Result {
  const progress = new Progress();
  const inputs = options.from === undefined ? options.plans : [options.from];
  const input = inputs.map((plan) => (plan === "-" ? "the standard input" : plan)).join(", ");
  try {
    const model = modelFor(options, progress);
    progress.say(() => `Deciding about ${model.providers.length} credential providers`);
    return resultOf(input, model, options.suppressions);
  } catch (error) {
    if (error instanceof TooManyRows) throw new InputError(`${input} holds ${error.message}: check its parts apart.`);
    throw error;
  } finally {
    progress.end();
  }
}

function writeReports(result: Result, { sarif, junit, html }: CheckOptions): void {
  const write = (file: string | undefined, report: (result: Result) => string): void => {
    if (file === undefined) return;
    try {
      writeFileSync(file, report(result));
    } catch {
      throw new InputError(`${file} cannot be written.`);
    }
  };
  write(sarif, sarifReport);
  write(junit, junitReport);
  write(html, htmlReport);
}
