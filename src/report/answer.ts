import { count } from "./count";
import type { Result } from "./result";
import { namedOnly } from "./result";
import { unknownsOf } from "./unknowns";
import { failing, isOpenFinding } from "./weight";

/** The answer, before everything else. */
export interface Answer {
  readonly state: "violated" | "unknown" | "nothing" | "proven";
  /** One line. */
  readonly text: string;
}

export function answerOf(result: Result): Answer {
  const { findings, assumptions, model } = result;
  const violations = failing(findings).length;
  if (violations > 0) return { state: "violated", text: count(violations, "violation") };
  if (model.providers.length === 0) return { state: "nothing", text: nothingText(result) };
  const unknowns = unknownsOf(result);
  if (unknowns.count > 0)
    return {
      state: "unknown",
      text: `Not proven: ${unknowns.count} of ${count(unknowns.of, "answer")} about those who should read ${unknowns.count === 1 ? "is" : "are"} unknown`,
    };
  const open = findings.filter(isOpenFinding).length;
  if (open > 0) return { state: "unknown", text: `Not proven: ${count(open, "question")} open` };
  return {
    state: "proven",
    text: assumptions.length > 0 ? "Proven as far as the inputs go" : "Proven",
  };
}

const nothingText = ({ model }: Result): string => {
  const named = namedOnly(model);
  const more = named.length === 0 ? "" : `; ${named.join(", ")} is named, and is not there`;
  return `No credential provider in this plan: nothing to prove${more}`;
};
