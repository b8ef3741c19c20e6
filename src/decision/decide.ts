import { conditionalOf, Hopes } from "./conditional";
import type { Decision } from "./decision";
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
  const { verdict: known } = evaluate(policies, request);
  return known === "unknown" ? (atBest(policies, request)?.verdict ?? known) : known;
}

/**
 * Decides a request as AWS documents it, and says why.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(policies: Policies, request: Request): Decision {
  const evaluation = evaluate(policies, request);
  switch (evaluation.verdict) {
    case "allowed":
      return { verdict: "allowed", by: allowedBy(evaluation) };
    case "explicitlyDenied":
      return { verdict: "explicitlyDenied", by: deniedBy(evaluation) };
    case "implicitlyDenied":
      return { verdict: "implicitlyDenied", missing: missingPermissions(policies, evaluation) };
    case "unknown":
      return atBest(policies, request) ?? { verdict: "unknown", because: doubts(evaluation) };
  }
}

/** What is open may be nothing but what the request brings. */
function atBest(policies: Policies, request: Request): Decision | undefined {
  const hopes = new Hopes();
  const hopeful = evaluate(policies, request, hopes);
  return hopes.all.length === 0 ? undefined : conditionalOf(hopes, hopeful, allowedBy(hopeful));
}

const deniedBy = ({ tallies }: Evaluation): Deciding[] =>
  tallies.map((tally) => tally.deniedBy).filter((by) => by !== undefined);

/** The statements on the first way that holds, then those of the SCPs. */
function allowedBy({ paths, scps }: Evaluation): Deciding[] {
  const steps = paths.find((path) => truthOfPath(path) === YES)?.steps ?? [];
  return [...steps.map(({ by }) => by), ...scps.map((scp) => scp.allowedBy)].filter((by) => by !== undefined);
}
