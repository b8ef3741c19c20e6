import { snapshotIn } from "../../live/parse";
import { SnapshotProblem } from "../../live/shape";
import { limitsOf, modelOf as liveModel } from "../../live/world";
import type { Expected } from "../../proof/expected";
import type { Model } from "../../proof/model";
import { expectedOf } from "../../plan/expected";
import type { Given, GivenLimit, GivenPolicy } from "../../plan/given";
import { givenFolder, givenPolicy, isGivenLimit } from "../../plan/given";
import { limitedBy, limitsGiven, NOT_SAID, withLimits } from "../../plan/given-limits";
import { InputError } from "../../plan/input-error";
import { readJsonFile } from "../../plan/json-file";
import { modelWith } from "../../plan/model-with";
import { Progress } from "../progress";
import { sourcesFor } from "./check-inputs";
import type { InputOptions } from "./input-options";

/** Reads everything that the options name. */
export function modelFor(options: InputOptions, progress = new Progress()): Model {
  const documents = [
    ...options.policy.map(givenPolicy),
    ...(options.policies === undefined ? [] : givenFolder(options.policies)),
  ];
  const given: Given = {
    policies: documents.filter((one): one is GivenPolicy => !isGivenLimit(one)),
    ...(options.accounts && { accounts: options.accounts }),
  };
  const said = options.expect === undefined ? undefined : expectedOf(readJsonFile(options.expect), options.expect);
  if (options.from !== undefined) return modelFrom(options.from, documents, said, options);
  const model = modelWith(sourcesFor(options, progress), { ...given, ...(said && { expected: said }) });
  return withLimits(model, documents.filter(isGivenLimit), options.organization ?? NOT_SAID);
}

/** The model of a snapshot, with what the user adds. */
function modelFrom(
  file: string,
  documents: readonly (GivenLimit | GivenPolicy)[],
  expected: Expected | undefined,
  { organization = NOT_SAID, maxBytes }: InputOptions,
): Model {
  try {
    const snapshot = snapshotIn(readJsonFile(file, maxBytes === undefined ? {} : { maxBytes }), file);
    const policies = documents.filter((one): one is GivenPolicy => !isGivenLimit(one));
    const model = liveModel(snapshot, { policies, ...(expected && { expected }) });
    return limitedBy(model, limitsOf(snapshot, limitsGiven(model, documents.filter(isGivenLimit), organization)));
  } catch (error) {
    throw error instanceof SnapshotProblem ? new InputError(error.message) : error;
  }
}
