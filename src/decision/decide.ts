import { allowedByWhatItBrings, neededConditions } from "./conditional";
import type { Brought } from "./brought";
import type { Conditional, Decision } from "./decision";
import { doubts } from "./doubts";
import type { Evaluation } from "./evaluate";
import { evaluate } from "./evaluate";
import { missingPermissions } from "./missing";
import { truthOfPath } from "./paths";
import type { Deciding } from "./places";
import type { Policies } from "./policies";
import type { Request } from "./request";
import { YES } from "./truth";

/** The verdict alone, without reasons. */
export function verdict(policies: Policies, request: Request): Decision["verdict"] {
  const evaluation = evaluate(policies, request);
  return evaluation.verdict === "unknown" && atBest(policies, evaluation) ? "conditional" : evaluation.verdict;
}

/**
 * Decides a request as AWS documents it, and says why.
 *
 * @param brought values of condition keys that count instead of what is filled in: see `onlyGiven`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(policies: Policies, request: Request, brought?: Brought): Decision {
  const evaluation = evaluate(policies, request, brought);
  switch (evaluation.verdict) {
    case "allowed":
      return { verdict: "allowed", by: allowedBy(evaluation) };
    case "explicitlyDenied":
      return { verdict: "explicitlyDenied", by: deniedBy(evaluation) };
    case "implicitlyDenied":
      return { verdict: "implicitlyDenied", missing: missingPermissions(policies, evaluation) };
    case "unknown":
      return conditional(policies, evaluation) ?? { verdict: "unknown", because: doubts(evaluation) };
  }
}

/** The request that brings what is needed, if nothing else is open. */
const atBest = (policies: Policies, evaluation: Evaluation): Evaluation | undefined =>
  allowedByWhatItBrings(evaluation, (brought) => evaluate(policies, evaluation.asked.request, brought));

function conditional(policies: Policies, evaluation: Evaluation): Conditional | undefined {
  const allowed = atBest(policies, evaluation);
  if (!allowed) return undefined;
  const by = allowedBy(allowed);
  return { verdict: "conditional", if: neededConditions(evaluation, allowed, by), by };
}

const deniedBy = ({ tallies }: Evaluation): Deciding[] =>
  tallies.map((tally) => tally.deniedBy).filter((by) => by !== undefined);

/** The statements on the first way that holds, then those of the SCPs. */
function allowedBy({ paths, scps }: Evaluation): Deciding[] {
  const steps = paths.find((path) => truthOfPath(path) === YES)?.steps ?? [];
  return [...steps.map(({ by }) => by), ...scps.map((scp) => scp.allowedBy)].filter((by) => by !== undefined);
}
