import type { Model } from "../../proof/model";
import { expectedOf } from "../../plan/expected";
import type { Given, GivenPolicy } from "../../plan/given";
import { givenFolder, givenPolicy, isGivenLimit } from "../../plan/given";
import { NOT_SAID, withLimits } from "../../plan/given-limits";
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
  const model = modelWith(sourcesFor(options, progress), { ...given, ...(said && { expected: said }) });
  return withLimits(model, documents.filter(isGivenLimit), options.organization ?? NOT_SAID);
}
