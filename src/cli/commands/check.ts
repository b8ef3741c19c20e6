import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Model } from "../../proof/model";
import { TooManyRows } from "../../proof/proof";
import { expectedOf } from "../../plan/expected";
import { sourceOfPlan } from "../../plan/from-plan";
import { dynamicsIn, metadataIn, sourceOfStack } from "../../plan/from-stack";
import type { Given, GivenPolicy } from "../../plan/given";
import { givenFolder, givenPolicy, isGivenLimit } from "../../plan/given";
import { NOT_SAID, withLimits } from "../../plan/given-limits";
import { InputError, UsageError } from "../../plan/input-error";
import { readJsonFile } from "../../plan/json-file";
import { modelWith } from "../../plan/model-with";
import type { Source } from "../../plan/source";
import { htmlReport } from "../../report/page/html";
import { jsonReport } from "../../report/json";
import { junitReport } from "../../report/junit";
import type { Result } from "../../report/result";
import { exitCodeOf, resultOf } from "../../report/result";
import { sarifReport } from "../../report/sarif";
import { textReport } from "../../report/text";
import type { CheckOptions } from "./check-options";
import { CHECK_HELP, checkOptions } from "./check-options";

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
    process.stdout.write(options.json ? jsonReport(result) : textReport(result, isTerminal));
    return exitCodeOf(result, options.strict);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message} See agentcore-identity check --help.\n`);
      return 2;
    }
    if (error instanceof InputError) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

function resultFor(options: CheckOptions): Result {
  try {
    return resultOf(options.plan, modelFor(options), options.suppressions);
  } catch (error) {
    if (error instanceof TooManyRows)
      throw new InputError(`${options.plan} holds ${error.message}: check its parts apart.`);
    throw error;
  }
}

/** Reads everything that the options name. */
export function modelFor(options: CheckOptions): Model {
  const documents = [
    ...options.policy.map(givenPolicy),
    ...(options.policies === undefined ? [] : givenFolder(options.policies)),
  ];
  const given: Given = {
    policies: documents.filter((one): one is GivenPolicy => !isGivenLimit(one)),
    ...(options.account !== undefined && { account: options.account }),
  };
  const said = options.expect === undefined ? undefined : expectedOf(readJsonFile(options.expect), options.expect);
  const model = modelWith(sourceFor(options), { ...given, ...(said && { expected: said }) });
  return withLimits(model, documents.filter(isGivenLimit), options.organization ?? NOT_SAID);
}

function sourceFor({ plan, stack }: CheckOptions): Source {
  if (existsSync(plan) && statSync(plan).isDirectory()) {
    const file = stackFile(plan);
    return sourceOfStack(readJsonFile(file), file);
  }
  const source = sourceOfPlan(readJsonFile(plan), plan);
  const beside = join(dirname(plan), "cdk.tf.json");
  const file = stack === undefined ? (existsSync(beside) ? beside : undefined) : stackFile(stack);
  if (file === undefined) return source;
  const synthesized = readJsonFile(file);
  const stated = [...metadataIn(synthesized, "the synthesized stack"), ...source.stated];
  return { ...source, stated, dynamic: dynamicsIn(synthesized), ...(stated.length > 0 && { unheard: [] }) };
}

function stackFile(folder: string): string {
  const file = join(folder, "cdk.tf.json");
  if (!existsSync(file)) throw new InputError(`${folder} holds no cdk.tf.json: give the folder of one stack.`);
  return file;
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
