import type { Request } from "../../decision";
import type { SimulationAnswer } from "../../live/read/simulate";
import type { Cell } from "../../proof/cells";
import type { OwnAnswer } from "./own-answer";

/**
 * - `same`: whatever both know, they say alike
 * - `differs`: both know something, and say the opposite
 * - `denied`: AWS says no to something that is not known here
 * - `told`: AWS says yes to something that is not known here, or no because of keys that a request may bring
 * - `silent`: nothing can be compared, since the other account's policies decide, too
 */
export type Outcome = "denied" | "differs" | "same" | "silent" | "told";

/** What AWS's answer is worth beside the one that is given here. It settles nothing: the proof stays as it is. */
export interface Compared {
  readonly outcome: Outcome;
  readonly action: string;
  readonly resource: string;
  /** Both sides, in words. */
  readonly text: string;
  /** Whether SCPs are what it is about. */
  readonly isOfScps: boolean;
}

interface Part {
  readonly of: string;
  readonly own: boolean | undefined;
  readonly aws: boolean | undefined;
  readonly why: string;
  /** Whether it hangs on what a request brings. */
  readonly isConditional: boolean;
}

export function compared({ action, resource }: Request, own: OwnAnswer, answer: SimulationAnswer): Compared {
  const parts = partsOf(own, answer);
  const found = (test: (part: Part) => boolean): Part | undefined => parts.find(test);
  const opposite = found(({ own: a, aws: b }) => a !== undefined && b !== undefined && a !== b);
  const isOpen = ({ own: a, aws: b }: Part): boolean => a === undefined && b !== undefined;
  const isTelling = answer.missing.length === 0;
  const denied = found((one) => isOpen(one) && one.aws === false && !one.isConditional && isTelling);
  const told = found(isOpen);
  const part = opposite ?? denied ?? told;
  const isAlike = parts.some(({ own: a, aws: b }) => a !== undefined && a === b);
  const outcome = opposite ? "differs" : denied ? "denied" : told ? "told" : isAlike ? "same" : "silent";
  return {
    outcome,
    action,
    resource: resource.arn,
    isOfScps: part?.of === SCPS,
    text: part ? `AWS answers ${awsText(answer)}; by ${part.of} ${ownText(part)}` : "",
  };
}

const SCPS = "the SCPs of its account";

/** Of SCPs and boundary AWS tells apart what they say; they come first, since the decision follows them. */
function partsOf(own: OwnAnswer, { decision, isAllowedByScps, isAllowedByBoundary }: SimulationAnswer): Part[] {
  const limit = (of: string, cell: Cell | undefined, aws: boolean | undefined): Part => ({
    of,
    own: cell ? known(cell) : true,
    aws,
    why: cell?.why ?? "there is none",
    isConditional: cell?.verdict === "conditional",
  });
  // Nothing on the other side is in the simulation: what it does not allow may be its lack.
  const isTold =
    decision === "allowed" || decision === "explicitDeny" || (decision === "implicitDeny" && !own.isElsewhere);
  return [
    limit(SCPS, own.scps, isAllowedByScps),
    limit("its permissions boundary", own.boundary, isAllowedByBoundary),
    {
      of: "its own policies and their limits",
      own: known(own.decision),
      aws: isTold ? decision === "allowed" : undefined,
      why: own.decision.why,
      isConditional: own.decision.verdict === "conditional",
    },
  ];
}

const known = ({ verdict }: Cell): boolean | undefined =>
  verdict === "allowed" ? true : verdict === "denied" ? false : undefined;

function awsText({ decision, matched, missing, isAllowedByScps, isAllowedByBoundary }: SimulationAnswer): string {
  const parts = [
    ...(isAllowedByScps === false ? ["SCPs deny it"] : []),
    ...(isAllowedByBoundary === false ? ["the boundary does not allow it"] : []),
    ...(matched.length > 0 ? [`by ${matched.join(", ")}`] : []),
    ...(missing.length > 0 ? [`without ${missing.join(", ")}`] : []),
  ];
  return parts.length === 0 ? decision : `${decision} (${parts.join("; ")})`;
}

const ownText = ({ own, why }: Part): string => {
  const text = why.replace(/\.$/, "");
  return own === undefined ? `it is not known here: ${text}` : `it is ${own ? "allowed" : "denied"} here: ${text}`;
};
