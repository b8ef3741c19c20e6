import { InputError, UsageError } from "../../plan/input-error";
import { readJsonFile } from "../../plan/json-file";
import type { Model } from "../../proof/model";
import type { Named } from "../../proof/who/named";
import type { Found } from "../../proof/who/who-can";
import { assumptionsAbout } from "../../report/result";
import { safe } from "../../report/safe";
import { Baseline, BaselineError } from "../../report/who/baseline";
import type { WhoResult } from "../../report/who/result";
import { EXIT } from "../command";

/** Runs a command of questions: what is wrong with them is told in one line. */
export async function answered(name: string, run: () => number): Promise<number> {
  try {
    return run();
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${safe(error.message)} See agentcore-identity ${name} --help.\n`);
      return EXIT.USAGE;
    }
    if (!(error instanceof InputError)) throw error;
    process.stderr.write(`${safe(error.message)}\n`);
    return EXIT.FAILED;
  }
}

/** What somebody wrote; what no input holds is no wrong usage. */
export function held<T>(named: Named<T>): T {
  if ("problem" in named) throw new InputError(named.problem);
  return named.found;
}

export function baselineIn(file: string | undefined): Baseline | undefined {
  if (file === undefined) return undefined;
  try {
    return new Baseline(readJsonFile(file));
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    throw new InputError(`${file} is no answer of who-can or what-can: write it with --json.`);
  }
}

/** What the answers take for granted, of those and of that which they are about. */
export function grantedFor(model: Model, found: readonly Found[]): WhoResult["assumptions"] {
  const seen = found
    .filter(
      ({ standsForOthers, foreign, asks }) => !standsForOthers && foreign === undefined && asks.type !== "Service",
    )
    .map(({ principal }) => principal);
  const secrets = new Set(found.flatMap(({ question: { thing } }) => model.secrets.get(thing.arn) ?? []));
  // Which key a secret has, is no part of these answers.
  const keyed = [...secrets].map((secret) => ({ ...secret, keyArn: secret.keyArn ?? null }));
  return [...model.assumptions, ...assumptionsAbout(model, [...new Set(seen)], keyed)];
}
