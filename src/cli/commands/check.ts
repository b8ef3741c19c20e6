import { writeFileSync } from "node:fs";
import type { Model } from "../../proof/model";
import { TooManyRows } from "../../proof/proof";
import { expectedOf } from "../../plan/expected";
import type { Snapshot } from "../../live/snapshot";
import { limitsOf, modelOf as liveModel } from "../../live/world";
import type { Expected } from "../../proof/expected";
import type { Given, GivenLimit, GivenPolicy } from "../../plan/given";
import { givenFolder, givenPolicy, isGivenLimit } from "../../plan/given";
import type { Organization } from "../../plan/given-limits";
import { limitedBy, limitsGiven, NOT_SAID, withLimits } from "../../plan/given-limits";
import { InputError, UsageError } from "../../plan/input-error";
import { readJsonFile } from "../../plan/json-file";
import { modelWith } from "../../plan/model-with";
import { htmlReport } from "../../report/page/html";
import { jsonReport } from "../../report/json";
import { junitReport } from "../../report/junit";
import type { Result } from "../../report/result";
import { exitCodeOf, resultOf } from "../../report/result";
import { safe } from "../../report/safe";
import { sarifReport } from "../../report/sarif";
import { textReport } from "../../report/text";
import { Progress } from "../progress";
import { keptSnapshot } from "../take-snapshot";
import { sourcesFor } from "./check-inputs";
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

/** Reads everything that the options name. */
export function modelFor(options: CheckOptions, progress = new Progress()): Model {
  const documents = documentsOf(options);
  const given: Given = {
    policies: documents.filter((one): one is GivenPolicy => !isGivenLimit(one)),
    ...(options.accounts && { accounts: options.accounts }),
  };
  const said = options.expect === undefined ? undefined : expectedOf(readJsonFile(options.expect), options.expect);
  if (options.from !== undefined) return modelFrom(options.from, documents, said, options);
  const model = modelWith(sourcesFor(options, progress), { ...given, ...(said && { expected: said }) });
  return withLimits(model, documents.filter(isGivenLimit), options.organization ?? NOT_SAID);
}

/** The model of a snapshot that was kept. */
function modelFrom(
  file: string,
  documents: readonly (GivenLimit | GivenPolicy)[],
  expected: Expected | undefined,
  { organization, maxBytes }: CheckOptions,
): Model {
  return modelOfSnapshot(keptSnapshot(file, maxBytes), documents, expected, organization);
}

/** The model of a snapshot, with what the user adds. */
export function modelOfSnapshot(
  snapshot: Snapshot,
  documents: readonly (GivenLimit | GivenPolicy)[],
  expected: Expected | undefined,
  organization: Organization = NOT_SAID,
): Model {
  const policies = documents.filter((one): one is GivenPolicy => !isGivenLimit(one));
  const model = liveModel(snapshot, { policies, ...(expected && { expected }) });
  return limitedBy(model, limitsOf(snapshot, limitsGiven(model, documents.filter(isGivenLimit), organization)));
}

/** The documents that the options name. */
export const documentsOf = ({ policy, policies }: Pick<CheckOptions, "policies" | "policy">) => [
  ...policy.map(givenPolicy),
  ...(policies === undefined ? [] : givenFolder(policies)),
];

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
